import { expect, it } from 'vitest';
import { type Sort, sortActions } from './list-sorts.ts';

const COLUMNS = [
  { header: 'Number', sort: 'number' },
  { header: 'Status' },
  { header: '', sort: 'currency' },
  { header: 'Total', sort: 'total' },
];

const commandsOf = (sort: Sort | undefined, onSort?: (sort: Sort) => void) =>
  sortActions(COLUMNS, sort, onSort, (column, direction) => `${column} ${direction}`);

it('offers every column whose header sorts, and the other direction of the one that holds', () => {
  const labels = (sort?: Sort) => commandsOf(sort, () => {}).map(({ label }) => label);
  expect(labels()).toEqual(['Number asc', 'Total asc']);
  expect(labels({ by: 'total', direction: 'asc' })).toEqual(['Number asc', 'Total desc']);
  expect(labels({ by: 'total', direction: 'desc' })).toEqual(['Number asc', 'Total asc']);
});

it('does what the header does', () => {
  const asked: Sort[] = [];
  for (const command of commandsOf({ by: 'number', direction: 'asc' }, (sort) => asked.push(sort)))
    command.run();
  expect(asked).toEqual([
    { by: 'number', direction: 'desc' },
    { by: 'total', direction: 'asc' },
  ]);
});

it('offers nothing of a list that cannot be sorted', () => {
  expect(commandsOf(undefined)).toEqual([]);
});
