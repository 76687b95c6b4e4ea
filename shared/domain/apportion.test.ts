import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { apportion, roundQuotientsToSum, roundToSum } from './apportion.ts';
import { Decimal } from './decimal.ts';
import { minor } from './money.ts';

const decimals = (...values: number[]) => values.map((value) => new Decimal(value));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('sharing out', () => {
  it('TX3: gives the odd minor unit to the largest remainder, then to the earlier one', () => {
    expect(apportion(minor(31), decimals(6.25, 2))).toEqual([23, 8]);
    expect(apportion(minor(100), decimals(1, 1, 1))).toEqual([34, 33, 33]);
    expect(apportion(minor(-100), decimals(1, 1, 1))).toEqual([-34, -33, -33]);
  });

  it('TX3: knows equal remainders although their quotients do not end', () => {
    const rates = decimals(6.25, 1, 0.875, 0.125);
    expect(apportion(minor(605), rates)).toEqual([459, 73, 64, 9]);
    expect(apportion(minor(-605), rates)).toEqual([-459, -73, -64, -9]);
    const exact = rates.map((rate) => rate.times(605).dividedBy(8.25));
    expect(roundToSum(exact, minor(605))).toEqual([459, 73, 64, 9]);
  });

  it('shares by size where the weights cancel out, and gives the first everything where all are zero', () => {
    expect(apportion(minor(10), decimals(5, -5))).toEqual([5, 5]);
    expect(apportion(minor(10), decimals(0, 0))).toEqual([10, 0]);
    expect(apportion(minor(10), [])).toEqual([]);
  });

  it('rounds to a sum that is far from the parts', () => {
    expect(roundToSum(decimals(31, 22), minor(100))).toEqual([55, 45]);
    expect(sum(roundToSum(decimals(31.2, 22.7), minor(0)))).toBe(0);
  });

  it('gives nothing to nothing, however much there is to share out', () => {
    expect(roundToSum(decimals(31.4, 0, 22.1, 0), minor(60))).toEqual([35, 0, 25, 0]);
    expect(roundToSum(decimals(10.3, 0), minor(9))).toEqual([9, 0]);
    expect(roundToSum(decimals(0, 0), minor(3))).toEqual([2, 1]);
    expect(roundQuotientsToSum([1190, 0, 595], new Decimal('1.19'), minor(1503))).toEqual([1002, 0, 501]);
  });

  it('adds up, mirrors, and stays within one minor unit of the exact share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), weights, (amount, drawn) => {
        const shares = apportion(minor(amount), decimals(...drawn));
        expect(sum(shares)).toBe(amount);
        expect(apportion(minor(0 - amount), decimals(...drawn)).map((share) => 0 - share)).toEqual(
          shares.map((s) => s + 0),
        );
        const total = sum(drawn);
        if (total === 0) return;
        shares.forEach((share, index) => {
          expect(Math.abs(share - (amount * (drawn[index] ?? 0)) / total)).toBeLessThan(1.000001);
        });
      }),
    );
  });
});
