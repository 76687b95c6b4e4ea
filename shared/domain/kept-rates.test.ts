import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { addDays } from './day.ts';
import { Decimal } from './decimal.ts';
import { type KeptPairRate, type NewestRate, proposeRate, RATE_AGE_DAYS } from './kept-rates.ts';

const among =
  (kept: readonly KeptPairRate[]): NewestRate =>
  (from, to, since, until) =>
    kept
      .filter((one) => one.from === from && one.to === to && one.day >= since && one.day <= until)
      .sort((a, b) => (a.day < b.day ? 1 : -1))[0] ?? null;

const kept = (pair: string, day: string, rate: string, source = 'ECB'): KeptPairRate => ({
  from: pair.slice(0, 3),
  to: pair.slice(3),
  day,
  rate,
  source,
});
const propose = (pair: string, day: string, rates: readonly KeptPairRate[]) =>
  proposeRate({ from: pair.slice(0, 3), to: pair.slice(3), day }, among(rates), ['EUR', 'USD', 'GBP', 'CHF']);

const RATES = [
  kept('EURUSD', '2026-02-26', '1.08'),
  kept('EURUSD', '2026-02-27', '1.0812'),
  kept('EURGBP', '2026-02-27', '0.8634'),
];

describe('MO4: the rate that a document is offered', () => {
  it('is the newest up to its day, with the day that it is of', () => {
    expect(propose('EURUSD', '2026-03-01', RATES)).toEqual({
      rate: '1.0812',
      date: '2026-02-27',
      source: 'ECB',
    });
    expect(propose('EURUSD', '2026-02-26', RATES)?.rate).toBe('1.08');
  });

  it('is the way back turned round to sixteen digits', () => {
    expect(propose('USDEUR', '2026-02-27', RATES)?.rate).toBe('0.9248982611912690'.replace(/0$/, ''));
  });

  it('goes by a third currency where both rates are of one day and source', () => {
    expect(propose('USDGBP', '2026-02-27', RATES)).toMatchObject({ date: '2026-02-27', source: 'ECB (EUR)' });
    expect(Number(propose('USDGBP', '2026-02-27', RATES)?.rate)).toBeCloseTo(0.8634 / 1.0812, 12);
    const mixed = [...RATES, kept('EURCHF', '2026-02-26', '0.93')];
    expect(propose('USDCHF', '2026-02-27', mixed)).toBeNull();
  });

  it('is none where nothing is kept, or nothing of the last month', () => {
    expect(propose('EURJPY', '2026-02-27', RATES)).toBeNull();
    expect(propose('EURUSD', addDays('2026-02-27', RATE_AGE_DAYS), RATES)?.rate).toBe('1.0812');
    expect(propose('EURUSD', addDays('2026-02-27', RATE_AGE_DAYS + 1), RATES)).toBeNull();
    expect(propose('EUREUR', '2026-02-27', RATES)).toBeNull();
  });

  it('never is of a later day, and there and back is one', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-01-01', days));
    const rate = fc.record({
      pair: fc.constantFrom('EURUSD', 'USDEUR', 'EURGBP', 'GBPUSD', 'CHFEUR'),
      day,
      rate: fc.integer({ min: 1, max: 9_999_999 }).map((many) => (many / 10_000).toFixed(4)),
    });
    fc.assert(
      fc.property(
        fc.array(rate, { maxLength: 20 }),
        day,
        fc.constantFrom('USDGBP', 'EURUSD'),
        (list, on, pair) => {
          const rates = list.map((one) => kept(one.pair, one.day, one.rate));
          const there = propose(pair, on, rates);
          const back = propose(pair.slice(3) + pair.slice(0, 3), on, rates);
          expect(there === null).toBe(back === null);
          if (!there || !back) return;
          expect(there.date <= on && back.date <= on).toBe(true);
          expect(propose(pair, on, [...rates].reverse())?.date).toBe(there.date);
          if (there.date === back.date && rates.length < 2)
            expect(new Decimal(there.rate).times(back.rate).minus(1).abs().toNumber()).toBeLessThan(1e-12);
        },
      ),
    );
  });
});
