import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { type AgingItem, ageOf, ageReport, agingSums, bucketByIssue, bucketOf, tieOut } from './aging.ts';
import { addDays } from './day.ts';
import { minor } from './money.ts';

const asOf = '2026-06-30';
const item = (customer: string, outstanding: number, age: number, currency = 'EUR'): AgingItem => ({
  customer,
  currency,
  issueDate: addDays(asOf, -age - 30),
  dueDate: addDays(asOf, -age),
  outstanding: minor(outstanding),
});

describe('aging', () => {
  it('AG1: due today is current; buckets are disjoint', () => {
    expect(ageOf('2026-03-01', '2026-02-28')).toBe(1);
    expect([-400, 0, 1, 30, 31, 60, 61, 90, 91, 5000].map((age) => bucketOf(age))).toEqual([
      0, 0, 1, 1, 2, 2, 3, 3, 4, 4,
    ]);
    expect([0, 30, 31, 60, 61, 90, 91].map((age) => bucketByIssue(age))).toEqual([0, 0, 1, 1, 2, 2, 3]);
    expect([7, 8, 15].map((age) => bucketOf(age, [7, 14]))).toEqual([1, 2, 3]);
  });

  it('AG1, AG3: a row per customer and currency, credit in a column of its own, also with credit alone', () => {
    const items = [item('a', 100, 0), item('a', 50, 45), item('a', 7, 200, 'USD'), item('b', 30, 1)];
    const credits = [
      { customer: 'a', currency: 'EUR', unapplied: minor(20) },
      { customer: 'c', currency: 'EUR', unapplied: minor(9) },
    ];
    const rows = ageReport(items, credits, asOf, { by: 'due' });
    expect(rows).toEqual([
      { customer: 'a', currency: 'EUR', buckets: [100, 0, 50, 0, 0], unapplied: 20, balance: 130 },
      { customer: 'a', currency: 'USD', buckets: [0, 0, 0, 0, 7], unapplied: 0, balance: 7 },
      { customer: 'b', currency: 'EUR', buckets: [0, 30, 0, 0, 0], unapplied: 0, balance: 30 },
      { customer: 'c', currency: 'EUR', buckets: [0, 0, 0, 0, 0], unapplied: 9, balance: -9 },
    ]);
    expect(agingSums(rows)).toEqual([
      { currency: 'EUR', buckets: [100, 30, 50, 0, 0], unapplied: 29, balance: 151, customers: 3 },
      { currency: 'USD', buckets: [0, 0, 0, 0, 7], unapplied: 0, balance: 7, customers: 1 },
    ]);
  });

  it('AG1: by issue date there is no current bucket', () => {
    const [row] = ageReport([item('a', 100, -10)], [], asOf, { by: 'issue' });
    expect(row?.buckets).toEqual([100, 0, 0, 0]);
  });

  it('AG4: ties out with balances kept elsewhere, and names the currency that does not', () => {
    const rows = ageReport([item('a', 100, 0), item('a', 7, 0, 'USD')], [], asOf, { by: 'due' });
    const balances = (eur: number, usd: number) =>
      new Map([
        ['EUR', minor(eur)],
        ['USD', minor(usd)],
      ]);
    expect(tieOut(rows, balances(100, 7))).toEqual([]);
    expect(tieOut(rows, balances(101, 7))).toEqual(['EUR']);
    expect(
      tieOut(
        rows,
        new Map([
          ['EUR', minor(100)],
          ['GBP', minor(1)],
        ]),
      ),
    ).toEqual(['GBP', 'USD']);
  });

  it('AG3, AG4: equals a count item by item, whatever the widths', () => {
    const items = fc.array(
      fc.tuple(
        fc.constantFrom('a', 'b', 'c'),
        fc.integer({ min: 1, max: 9999 }),
        fc.integer({ min: -50, max: 200 }),
        fc.constantFrom('EUR', 'USD'),
      ),
      { maxLength: 30 },
    );
    const widths = fc.constantFrom([30, 60, 90], [7, 14, 21], [10], [1, 2, 3, 4]);
    fc.assert(
      fc.property(items, widths, fc.constantFrom('due' as const, 'issue' as const), (drawn, ends, by) => {
        const all = drawn.map(([customer, open, age, currency]) => item(customer, open, age, currency));
        const rows = ageReport(all, [], asOf, { by, widths: ends });
        const limits =
          by === 'due'
            ? [Number.NEGATIVE_INFINITY, 1, ...ends.map((end) => end + 1)]
            : [Number.NEGATIVE_INFINITY, ...ends.map((end) => end + 1)];
        for (const { customer, currency, buckets } of rows) {
          const own = all.filter((each) => each.customer === customer && each.currency === currency);
          const slow = limits.map((from, index) => {
            const to = limits[index + 1] ?? Number.POSITIVE_INFINITY;
            const aged = own.filter((each) => {
              const age = ageOf(asOf, by === 'due' ? each.dueDate : each.issueDate);
              return age >= from && age < to;
            });
            return aged.reduce((total, each) => total + each.outstanding, 0);
          });
          expect(buckets).toEqual(slow);
        }
        const total = all.reduce((sum, each) => sum + each.outstanding, 0);
        expect(rows.reduce((sum, row) => sum + row.balance, 0)).toBe(total);
      }),
    );
  });
});
