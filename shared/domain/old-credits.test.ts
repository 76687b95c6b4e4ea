import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { addDays, daysBetween } from './day.ts';
import { minor } from './money.ts';
import { LISTED_AFTER, oldCredits, type StandingCredit } from './old-credits.ts';

const AS_OF = '2026-03-31';
const credit = (id: string, since: string, unapplied = 100, currency = 'EUR'): StandingCredit => ({
  id,
  since,
  currency,
  unapplied: minor(unapplied),
});
const ids = (credits: readonly StandingCredit[], olderThan: number | null) =>
  oldCredits(credits, AS_OF, olderThan).rows.map(({ id }) => id);

describe('old credits', () => {
  it('AL8: are those that stand for more than the days that are asked for, the oldest first', () => {
    const credits = [credit('b', '2026-03-01'), credit('c', '2026-02-28'), credit('a', '2025-12-31')];
    expect(LISTED_AFTER).toBe(30);
    expect(ids(credits, LISTED_AFTER)).toEqual(['a', 'c']);
    expect(ids(credits, 29)).toEqual(['a', 'c', 'b']);
    expect(ids(credits, null)).toEqual(['a', 'c', 'b']);
    expect(oldCredits(credits, AS_OF, null).rows.map(({ age }) => age)).toEqual([90, 31, 30]);
  });

  it('AL8: are no payments that were overdrawn, and none that are free from a later day on', () => {
    expect(ids([credit('a', '2025-01-01', -5), credit('b', '2025-01-01', 0)], null)).toEqual([]);
    expect(ids([credit('a', '2026-04-01')], null)).toEqual([]);
    expect(ids([credit('a', AS_OF)], null)).toEqual(['a']);
  });

  it('MO3: are added up in each currency by itself, whatever they are', () => {
    const credits = fc.array(
      fc.record({
        id: fc.uuid(),
        age: fc.integer({ min: -40, max: 400 }),
        unapplied: fc.integer({ min: -100, max: 1_000 }),
        currency: fc.constantFrom('EUR', 'GBP', 'JPY'),
      }),
    );
    fc.assert(
      fc.property(credits, fc.option(fc.integer({ min: 0, max: 365 })), (made, olderThan) => {
        const given = made.map(({ age, ...one }) =>
          credit(one.id, addDays(AS_OF, -age), one.unapplied, one.currency),
        );
        const { rows, sums } = oldCredits(given, AS_OF, olderThan);
        const isOld = ({ since, unapplied }: StandingCredit) =>
          unapplied > 0 && since <= AS_OF && daysBetween(since, AS_OF) > (olderThan ?? -1);
        expect(rows.length).toBe(given.filter(isOld).length);
        for (const currency of ['EUR', 'GBP', 'JPY']) {
          const own = given.filter((one) => one.currency === currency && isOld(one));
          const expected = own.reduce((total, { unapplied }) => total + unapplied, 0);
          const sum = sums.find((one) => one.currency === currency);
          expect([sum?.count ?? 0, sum?.unapplied ?? 0]).toEqual([own.length, expected]);
        }
      }),
    );
  });
});
