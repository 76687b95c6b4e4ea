import { expect, it } from 'vitest';
import { zTopic } from '../../../shared/contract/app.ts';
import { contract } from '../../../shared/contract/contract.ts';
import { isTouched } from './topics.ts';

const every = zTopic.options;

it('every query that the books answer is asked again after some commit', () => {
  const deaf = Object.entries(contract)
    .filter(([name, channel]) => channel.answeredBy === 'books' && !isTouched(name, every))
    .map(([name]) => name);
  expect(deaf).toEqual([]);
});

it('asks only what a commit can have changed', () => {
  expect(isTouched('documents.list', ['payments'])).toBe(true);
  expect(isTouched('items.list', ['payments'])).toBe(false);
  expect(isTouched('documents.get', ['files'])).toBe(true);
  expect(isTouched('dashboard.get', ['files'])).toBe(false);
  expect(isTouched('printers.list', every)).toBe(false);
});
