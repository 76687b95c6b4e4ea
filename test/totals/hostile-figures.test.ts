/** Figures at the edges of what may be typed, against the same in exact fractions (MO2, TX1, TX8, BT-111). */

import { describe, expect, it } from 'vitest';
import type { Adjustment, TotalsLine } from '../../shared/domain/document.ts';
import { checkTotals, computeTotals } from '../../shared/domain/totals.ts';
import fc from '../property.ts';
import { runs, seed } from '../runs.ts';
import { add, type Fraction, fraction, minus, over, plus, rounded, times, whole } from './fraction.ts';

const SCALES = { JPY: 1, EUR: 100, TND: 1000, CLF: 10_000 } as const;
const aCurrency = fc.constantFrom('JPY', 'EUR', 'TND', 'CLF' as const);
const aMode = fc.constantFrom('half-up', 'half-even', 'down' as const);
const vat = (rate: string) => ({ key: rate, name: 'VAT', category: 'S' as const, rate });
/** Up to ten decimals, and numbers next to a tie by the tenth of them. */
const aFigure = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 99_999 }), fc.integer({ min: 0, max: 9_999_999_999 }), fc.boolean())
    .map(
      ([major, minor, isNegative]) => `${isNegative ? '-' : ''}${major}.${String(minor).padStart(10, '0')}`,
    ),
  fc.constantFrom('0.005', '-0.005', '0.0049999999', '0.0050000001', '1.0000000000', '33.3333333333', '0'),
);
const aBase = fc.constantFrom('1', '3', '7', '0.0000000003', '6.5', '1000', '0.3333333333', '-3');
const aPercent = fc.constantFrom('0', '2.5', '33.3333333333', '100', '12.345');
const anAdjustment: fc.Arbitrary<Adjustment> = fc
  .record({
    kind: fc.constantFrom('allowance', 'charge' as const),
    percent: aPercent,
    base: aFigure,
    of: fc.nat(2),
  })
  .map(({ kind, percent, base, of }) =>
    of === 0 ? { kind, amount: base } : of === 1 ? { kind, percent } : { kind, percent, base },
  );
const aLine: fc.Arbitrary<TotalsLine> = fc.record({
  quantity: aFigure,
  unitPrice: aFigure,
  baseQuantity: aBase,
  adjustments: fc.array(anAdjustment, { maxLength: 3 }),
  taxes: fc.constantFrom('5.5', '8.25', '20').map((rate) => [vat(rate)]),
});
const most = Number.MAX_SAFE_INTEGER;

describe('figures at the edges', () => {
  it('MO2, TX1: quantities, prices and base quantities of ten decimals come out to the last minor unit', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        aCurrency,
        aMode,
        fc.array(aLine, { minLength: 1, maxLength: 4 }),
        (currency, mode, lines) => {
          const scale = whole(SCALES[currency]);
          const toMinor = (value: Fraction): number => rounded(times(value, scale), mode);
          const parts = lines.map(({ quantity, unitPrice, baseQuantity = '1', adjustments = [] }) => {
            const product = toMinor(
              over(times(fraction(quantity), fraction(unitPrice)), fraction(baseQuantity)),
            );
            const changes = adjustments.map(({ kind, percent, base, amount }) => {
              const of =
                base === undefined
                  ? over(whole(Number.isSafeInteger(product) ? product : 0), scale)
                  : fraction(base);
              const size =
                amount === undefined
                  ? over(times(of, fraction(percent ?? '0')), whole(100))
                  : fraction(amount);
              return (kind === 'allowance' ? -1 : 1) * toMinor(size);
            });
            return [product, ...changes];
          });
          const computed = checkTotals({ currency, rounding: { scope: 'per-rate', mode, step: 1 }, lines });
          const size = parts.flat().reduce((sum, part) => sum + Math.abs(part), 0);
          if (!computed.ok) {
            expect(computed.error.map(({ problem }) => problem)).toEqual(['too-large']);
            expect(size).toBeGreaterThan(most / 4);
            return;
          }
          compared += 1;
          expect(computed.value.lines.map(({ amount }) => amount)).toEqual(
            parts.map((own) => Number(own.reduce((sum, part) => sum + BigInt(part), 0n))),
          );
        },
      ),
      { numRuns: runs(2_000), seed },
    );
    expect(compared).toBeGreaterThan(runs(2_000) / 4);
  });

  it('TX4, TX8, BT-111: what is prepaid, withheld, rounded to coins and told in the books’ currency, of any amounts', () => {
    const aRate = fc.constantFrom('1.0812', '0.8431279465', '117.35', '0.00012345678901234567', '1');
    const anAmount = fc
      .integer({ min: -9_999_999, max: 9_999_999 })
      .map((thousandths) => (thousandths / 1000).toFixed(3));
    const someLines = fc.array(fc.tuple(anAmount, fc.constantFrom('5.5', '8.25', '20')), {
      minLength: 1,
      maxLength: 5,
    });
    const given = fc.record({
      ...{ currency: aCurrency, mode: aMode, step: fc.constantFrom(5, 10, 100, 500), lines: someLines },
      ...{ prepaid: anAmount, rate: aRate, books: aCurrency },
    });
    fc.assert(
      fc.property(given, ({ currency, mode, step, lines, prepaid, rate, books }) => {
        const withheld = {
          key: 'w',
          name: 'Withheld',
          category: 'S',
          rate: '20',
          kind: 'withholding',
        } as const;
        const totals = computeTotals({
          ...{ currency, prepaid, cash: { step, mode: 'half-up' }, accounting: { currency: books, rate } },
          rounding: { scope: 'per-rate', mode, step: 1 },
          lines: lines.map(([unitPrice, percent]) => ({
            quantity: '1',
            unitPrice,
            taxes: [vat(percent), withheld],
          })),
        });
        const scale = whole(SCALES[currency]);
        const toMinor = (text: string): number => rounded(times(fraction(text), scale), mode);
        const net = lines.reduce((sum, [price]) => sum + toMinor(price), 0);
        expect(totals.withheld).toBe(rounded(over(times(whole(net), whole(20)), whole(100)), mode));
        const open = totals.withTax - (totals.withheld ?? 0) - toMinor(prepaid);
        expect(totals.due).toBe(rounded(whole(open), 'half-up', step));
        expect(totals.rounding).toBe(totals.due - open);
        const told = over(times(times(whole(totals.tax), fraction(rate)), whole(SCALES[books])), scale);
        expect(totals.accounting?.tax).toBe(rounded(told, mode));
        // Every row is told to within one unit of its own share, and all of them are the total.
        const rows = totals.accounting?.rows ?? [];
        expect(rows.reduce<number>((sum, row) => sum + row, 0)).toBe(totals.accounting?.tax);
        totals.taxes.forEach((row, index) => {
          const own = over(times(times(whole(row.tax), fraction(rate)), whole(SCALES[books])), scale);
          const off = minus(whole(rows[index] ?? 0), own);
          expect(Math.abs(Number(off.n) / Number(off.d))).toBeLessThan(1);
        });
      }),
      { numRuns: runs(2_000), seed },
    );
  });

  it('TX3, TX6: a tax group keeps its parts together, whatever its sign, step, mode and whether prices include it', () => {
    const aGroup = fc.array(fc.constantFrom('6.25', '2', '1', '0.125', '0'), { minLength: 1, maxLength: 4 });
    const anAmount = fc
      .integer({ min: -999_999, max: 999_999 })
      .map((thousandths) => (thousandths / 1000).toFixed(3));
    const given = fc.record({
      ...{
        currency: aCurrency,
        mode: aMode,
        step: fc.constantFrom(1, 5),
        prices: fc.array(anAmount, { minLength: 1, maxLength: 4 }),
      },
      ...{ rates: aGroup, pricesIncludeTax: fc.boolean() },
    });
    fc.assert(
      fc.property(given, ({ currency, mode, step, prices, rates, pricesIncludeTax }) => {
        const group = { ...vat('0'), parts: rates.map((rate, index) => ({ name: `J${index}`, rate })) };
        const totals = computeTotals({
          ...{ currency, pricesIncludeTax, rounding: { scope: 'per-rate', mode, step } },
          lines: prices.map((unitPrice) => ({ quantity: '1', unitPrice, taxes: [group] })),
        });
        const scale = whole(SCALES[currency]);
        const sum = prices.reduce(
          (before, price) => before + rounded(times(fraction(price), scale), mode),
          0,
        );
        const rate = add(rates.map(fraction));
        const of = pricesIncludeTax ? plus(whole(100), rate) : whole(100);
        expect(totals.tax).toBe(rounded(over(times(whole(sum), rate), of), mode, step));
        const parts = totals.taxes[0]?.parts ?? [];
        expect(parts.reduce<number>((before, part) => before + part.tax, 0)).toBe(totals.tax);
        if (rate.n === 0n) return;
        parts.forEach((part, index) => {
          const own = over(times(whole(totals.tax), fraction(rates[index] ?? '0')), rate);
          const off = minus(whole(part.tax), own);
          expect(Math.abs(Number(off.n) / Number(off.d))).toBeLessThan(1);
        });
      }),
      { numRuns: runs(2_000), seed },
    );
  });
});
