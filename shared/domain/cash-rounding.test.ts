import { describe, expect, it } from 'vitest';
import { cashRoundingOf, roundCash } from './cash-rounding.ts';
import { minor } from './money.ts';

describe('cash', () => {
  it('TX8: is rounded to the coins of the country, not of the currency', () => {
    expect(cashRoundingOf('CH', 'CHF')).toEqual({ step: 5, mode: 'half-up' });
    expect(cashRoundingOf('NL', 'EUR')?.step).toBe(5);
    expect(cashRoundingOf('DE', 'EUR')).toBeNull();
    expect(cashRoundingOf('US', 'USD')).toBeNull();
  });

  it('TX8: takes ties away from zero, on both sides', () => {
    const rounded = (amount: number, step: number) => roundCash(minor(amount), { step, mode: 'half-up' });
    expect([1072, 1073, 1077, 1078, -1073].map((amount) => rounded(amount, 5))).toEqual([
      1070, 1075, 1075, 1080, -1075,
    ]);
    expect([149, 150, -150].map((amount) => rounded(amount, 100))).toEqual([100, 200, -200]);
  });
});
