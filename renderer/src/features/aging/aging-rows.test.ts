import { describe, expect, it } from 'vitest';
import { minor } from '../../../../shared/domain/money.ts';
import { type AgingRow, type AgingSums, agingRows, basisOf, currencyToShow } from './aging-rows.ts';

const row = (name: string, buckets: number[], unapplied = 0, currency = 'EUR'): AgingRow => ({
  customer: name,
  number: `1000${name.length}`,
  name,
  currency,
  buckets: buckets.map(minor),
  unapplied: minor(unapplied),
  balance: minor(buckets.reduce((total, amount) => total + amount, 0) - unapplied),
});

const rows = [
  row('Müller', [100, 0]),
  row('Ada', [50, 300]),
  row('Zed', [0, 0], 80),
  row('Smith', [10, 0], 0, 'USD'),
];
const names = (found: AgingRow[]) => found.map(({ name }) => name);

describe('agingRows', () => {
  it('MO3: shows one currency at a time', () => {
    expect(names(agingRows(rows, 'USD', '', { by: 'name', direction: 'asc' }))).toEqual(['Smith']);
  });

  it('AG3: keeps a customer who has only credit', () => {
    expect(names(agingRows(rows, 'EUR', '', { by: 'name', direction: 'asc' }))).toContain('Zed');
  });

  it('sorts by a bucket, equal ones by name', () => {
    expect(names(agingRows(rows, 'EUR', '', { by: 'bucket.1', direction: 'desc' }))).toEqual([
      'Ada',
      'Müller',
      'Zed',
    ]);
  });

  it('sorts by balance, credit last', () => {
    expect(names(agingRows(rows, 'EUR', '', { by: 'balance', direction: 'desc' }))).toEqual([
      'Ada',
      'Müller',
      'Zed',
    ]);
  });

  it('finds a name without its accents', () => {
    expect(names(agingRows(rows, 'EUR', 'mull', { by: 'name', direction: 'asc' }))).toEqual(['Müller']);
  });
});

describe('currencyToShow', () => {
  const sums = ['CHF', 'EUR'].map((currency) => ({ currency }) as AgingSums);
  it('stays with the wanted currency while the report has it', () => {
    expect(currencyToShow(sums, 'CHF', 'EUR')).toBe('CHF');
    expect(currencyToShow(sums, 'USD', 'EUR')).toBe('EUR');
    expect(currencyToShow(sums, 'USD', 'GBP')).toBe('CHF');
    expect(currencyToShow([], '', 'GBP')).toBe('GBP');
  });
});

describe('basisOf', () => {
  const report = (count: number) => ({
    widths: [30, 60, 90],
    sums: [{ buckets: Array(count).fill(0) } as unknown as AgingSums],
  });
  it('AG1: tells a report by issue date from one by due date', () => {
    expect(basisOf(report(4))).toBe('issue');
    expect(basisOf(report(5))).toBe('due');
    expect(basisOf({ widths: [30], sums: [] })).toBe('due');
  });
});
