import { describe, expect, it } from 'vitest';
import { type Minor, minor } from '../../../shared/domain/money.ts';
import { sumsOf } from './sums-of.ts';

const row = (currency: string, total: number, open: number) => ({
  currency,
  total: minor(total),
  open: minor(open),
});
const parts = {
  total: (each: { total: Minor }) => each.total,
  open: (each: { open: Minor }) => each.open,
};

describe('sumsOf', () => {
  it('MO3: never adds amounts of different currencies', () => {
    const rows = [row('USD', 100, 50), row('EUR', 7, 7), row('USD', 1, 0)];
    expect(sumsOf(rows, (each) => each.currency, parts)).toEqual([
      { currency: 'EUR', parts: { total: 7, open: 7 } },
      { currency: 'USD', parts: { total: 101, open: 50 } },
    ]);
  });

  it('has no block for nothing', () => {
    expect(sumsOf([], (each: ReturnType<typeof row>) => each.currency, parts)).toEqual([]);
  });
});
