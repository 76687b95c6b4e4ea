/** Documents of every kind for property tests: several taxes on a line, on one another, fixed, withheld, in the price. */

import type { Adjustment, AppliedTax, RoundingPolicy, TotalsInput } from '../../shared/domain/document.ts';
import fc from '../property.ts';

/** A decimal of up to `most` either way with this many places; small numbers and halves come often. */
export const aDecimal = (least: number, most: number, places: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.integer({ min: least * 10 ** places, max: most * 10 ** places }),
      fc.integer({ min: least * 10 ** places, max: Math.max(least * 10 ** places, 9) }),
      fc
        .integer({ min: least, max: Math.min(most, least + 20) })
        .map((value) => value * 10 ** places + (places === 0 ? 0 : 5 * 10 ** (places - 1))),
    )
    .map((value) => {
      const digits = String(Math.abs(value)).padStart(places + 1, '0');
      const sign = value < 0 ? '-' : '';
      return places === 0
        ? `${sign}${digits}`
        : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
    });

const RATES = ['0', '2.5', '5.5', '6', '7', '9', '19', '20', '21', '8.875', '33.333333'];

/** A list of taxes that every line chooses from; keys say which is which. */
export const aTaxList: fc.Arbitrary<AppliedTax[]> = fc
  .array(
    fc
      .record({
        rate: fc.constantFrom(...RATES),
        kind: fc.constantFrom('percent', 'percent', 'percent', 'per-unit', 'withholding' as const),
        amount: aDecimal(0, 3, 2),
        raisesBase: fc.boolean(),
        ignoresRaise: fc.boolean(),
        included: fc.constantFrom(undefined, undefined, true, false),
      })
      .map(({ rate, kind, amount, raisesBase, ignoresRaise, included }): AppliedTax => {
        const shared = { key: '', name: 'Tax', category: 'S' as const, raisesBase, ignoresRaise };
        if (kind === 'withholding') return { ...shared, rate, kind };
        const inPrice = included === undefined ? {} : { included };
        if (kind === 'per-unit') return { ...shared, ...inPrice, rate: '0', kind, amount };
        return { ...shared, ...inPrice, rate };
      }),
    { minLength: 1, maxLength: 4 },
  )
  .map((taxes) => taxes.map((tax, index) => ({ ...tax, key: `tax${index}` })));

export const aPolicy: fc.Arbitrary<RoundingPolicy> = fc.record({
  scope: fc.constantFrom('per-rate' as const, 'per-line' as const, 'per-document' as const),
  mode: fc.constantFrom('half-up' as const, 'half-even' as const, 'down' as const),
  step: fc.constantFrom(1, 1, 5, 100),
});

const anAdjustment: fc.Arbitrary<Adjustment> = fc
  .record({
    kind: fc.constantFrom('allowance' as const, 'charge' as const),
    value: aDecimal(0, 100, 2),
    of: fc.boolean(),
  })
  .map(({ kind, value, of }) => (of ? { kind, percent: value } : { kind, amount: value }));

/** @param most lines at most. */
export const aDocument = (most: number): fc.Arbitrary<TotalsInput> =>
  aTaxList.chain((taxes) =>
    fc.record({
      currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'),
      pricesIncludeTax: fc.boolean(),
      rounding: aPolicy,
      lines: fc.array(
        fc
          .record({
            quantity: aDecimal(-50, 50, 3),
            unitPrice: aDecimal(-10, 2000, 4),
            baseQuantity: fc.constantFrom(undefined, '1', '3', '12'),
            adjustments: fc.array(anAdjustment, { maxLength: 2 }),
            taxes: fc.subarray(taxes),
          })
          .map(({ baseQuantity, ...line }) => ({ ...line, ...(baseQuantity ? { baseQuantity } : {}) })),
        { minLength: 1, maxLength: most },
      ),
      adjustments: fc.array(
        fc
          .record({ adjustment: anAdjustment, taxes: fc.subarray(taxes) })
          .map(({ adjustment, taxes: own }) => ({ ...adjustment, taxes: own })),
        { maxLength: 2 },
      ),
    }),
  );
