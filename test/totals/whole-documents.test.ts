/**
 * Whole documents against a computation by hand in fractions: categories and reasons, tax groups with their shares, taxes
 * withheld, deposits, typed roundings and coins, in currencies of 0 to 4 decimals, and inside EN 16931 (TX1–TX8).
 */

import { describe, expect, it } from 'vitest';
import type { AppliedTax, CashRounding, TotalsInput, TotalsLine } from '../../shared/domain/document.ts';
import { computeTotals } from '../../shared/domain/totals.ts';
import fc, { runs } from '../property.ts';
import { type Fraction, fraction, minus, over, plus, rounded, times, whole } from './fraction.ts';
import { aDecimal } from './random-documents.ts';
import { SCALES } from './slow-totals.ts';

const REASON = 'as the law says';
const tax = (key: string, rate: string, more: Partial<AppliedTax> = {}): AppliedTax => ({
  ...{ key, name: key, category: 'S', rate },
  ...more,
});

/** One tax a line, of every category; two keys share a rate, and one key has two reasons. */
const SINGLE: readonly AppliedTax[] = [
  tax('vat', '19'),
  tax('vat-of-goods', '19'),
  tax('low', '5.5'),
  tax('zero', '0', { category: 'Z' }),
  tax('exempt', '0', { category: 'E', reason: REASON }),
  tax('exempt', '0', { category: 'E', reason: 'another' }),
  tax('reverse', '0', { category: 'AE', reason: REASON }),
  tax('canary', '6.5', { category: 'L' }),
];
const PARTS = [
  { name: 'State', rate: '6.25' },
  { name: 'County', rate: '1' },
  { name: 'City', rate: '0.875' },
  { name: 'Transit', rate: '0.125' },
];
/** What EN 16931 has no place for. */
const OTHERS: readonly (readonly AppliedTax[])[] = [
  [tax('us', '8.25', { parts: PARTS })],
  [tax('cgst', '9'), tax('sgst', '9')],
  [tax('vat', '19'), tax('irpef', '15', { kind: 'withholding' })],
  [],
];

const anAdjustment = fc
  .record({
    kind: fc.constantFrom('allowance' as const, 'charge' as const),
    value: fc.oneof(aDecimal(0, 100, 2), fc.constant('100')),
    isPercent: fc.boolean(),
  })
  .map(({ kind, value, isPercent }) => (isPercent ? { kind, percent: value } : { kind, amount: value }));

const aLine = (taxes: fc.Arbitrary<readonly AppliedTax[]>): fc.Arbitrary<TotalsLine> =>
  fc.record({
    quantity: aDecimal(-20, 90, 3),
    unitPrice: aDecimal(-5, 900, 4),
    baseQuantity: fc.constantFrom('1', '3', '100'),
    adjustments: fc.array(anAdjustment, { maxLength: 2 }),
    taxes,
  });

const aCoin: fc.Arbitrary<CashRounding> = fc.record({
  step: fc.constantFrom(1, 5, 10, 50, 100),
  mode: fc.constantFrom('half-up' as const, 'half-even' as const, 'down' as const),
});

const aWhole = (standard: boolean): fc.Arbitrary<TotalsInput> => {
  const taxes: fc.Arbitrary<readonly AppliedTax[]> = standard
    ? fc.constantFrom(...SINGLE).map((one) => [one])
    : fc.constantFrom(...SINGLE.map((one) => [one]), ...OTHERS);
  return fc
    .record({
      currency: fc.constantFrom('JPY', 'EUR', 'KWD', 'CLF'),
      pricesIncludeTax: fc.boolean(),
      lines: fc.array(aLine(taxes), { minLength: 1, maxLength: 7 }),
      adjustments: fc.array(
        fc
          .record({ adjustment: anAdjustment, taxes })
          .map(({ adjustment, taxes: own }) => ({ ...adjustment, taxes: own })),
        { maxLength: 3 },
      ),
      prepaid: aDecimal(0, 500, 2),
      roundingAmount: fc.constantFrom('0', '0.01', '-0.04', '1'),
      cash: fc.option(aCoin, { nil: undefined }),
    })
    .map(({ cash, ...input }) => ({
      ...input,
      ...(standard ? { standard: 'en16931' as const } : {}),
      ...(cash ? { cash } : {}),
    }));
};

const HUNDRED = whole(100);
const nearest = (value: Fraction) => rounded(value, 'half-up');
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** By hand: what each kind of row comes to, and what is due. */
function byHand(input: TotalsInput) {
  const scale = whole(SCALES[input.currency] ?? 0);
  const toMinor = (text: string) => nearest(times(fraction(text), scale));
  const signedAmount = (base: number) => (each: { kind: string; percent?: string; amount?: string }) => {
    const size =
      each.amount === undefined
        ? nearest(over(times(whole(base), fraction(each.percent ?? '0')), HUNDRED))
        : toMinor(each.amount);
    return each.kind === 'allowance' ? -size : size;
  };
  const nets = input.lines.map(({ quantity, unitPrice, baseQuantity = '1', adjustments = [] }) => {
    const product = over(times(fraction(quantity), fraction(unitPrice)), fraction(baseQuantity));
    const gross = nearest(times(product, scale));
    return gross + sum(adjustments.map(signedAmount(gross)));
  });
  const own = input.adjustments ?? [];
  const changes = own.map(signedAmount(sum(nets)));
  const parts = [
    ...input.lines.map(({ taxes }, index) => ({ amount: nets[index] ?? 0, taxes })),
    ...own.map(({ taxes = [] }, index) => ({ amount: changes[index] ?? 0, taxes })),
  ];
  // Prices with tax hold all that is charged on the line together; each tax is its share of that.
  const rows = new Map<string, { tax: AppliedTax; exact: Fraction; gross: number; all: Fraction }>();
  for (const { amount, taxes } of parts) {
    const charged = taxes.filter(({ kind }) => kind !== 'withholding');
    const all = charged.reduce((rates, { rate }) => plus(rates, fraction(rate)), whole(0));
    const net = input.pricesIncludeTax
      ? over(times(whole(amount), HUNDRED), plus(HUNDRED, all))
      : whole(amount);
    for (const each of taxes) {
      const id = [each.key, each.category, each.rate, each.reason].join('|');
      const known = rows.get(id) ?? { tax: each, exact: whole(0), gross: 0, all };
      const exact = plus(known.exact, over(times(net, fraction(each.rate)), HUNDRED));
      rows.set(id, { ...known, exact, gross: known.gross + amount });
    }
  }
  const taken = [...rows].map(([id, row]) => ({ id, ...row, amount: nearest(row.exact) }));
  const typed = sum(parts.map(({ amount }) => amount));
  const charged = taken.filter((row) => row.tax.kind !== 'withholding');
  const withoutTax = input.pricesIncludeTax ? typed - sum(charged.map(({ amount }) => amount)) : typed;
  // Inside EN 16931 every tax is that of its own net; what is lost by it is made good in BT-114.
  const held = taken.map((row) => {
    const net = input.pricesIncludeTax ? row.gross - row.amount : row.gross;
    return input.standard ? nearest(over(times(whole(net), fraction(row.tax.rate)), HUNDRED)) : row.amount;
  });
  const left = sum(taken.map(({ amount }, index) => amount - (held[index] ?? 0)));
  const amounts = new Map(taken.map(({ id }, index) => [id, (held[index] ?? 0) + 0]));
  const of = (isWithheld: boolean) =>
    sum(
      taken.map(({ tax: { kind } }, index) =>
        (kind === 'withholding') === isWithheld ? (held[index] ?? 0) : 0,
      ),
    );
  const withTax = withoutTax + of(false);
  const open = withTax - of(true) - toMinor(input.prepaid ?? '0');
  const exact = open + toMinor(input.roundingAmount ?? '0') + left;
  const due = input.cash ? rounded(whole(exact), input.cash.mode, input.cash.step) : exact;
  return { nets, amounts, withoutTax, withTax, due, rounding: due - open };
}

/** Shares in proportion to the rates: each cut, the missing units to those that lost most, the first of equals. */
function sharesByHand(total: number, rates: readonly string[]): number[] {
  const all = rates.map(fraction).reduce(plus, whole(0));
  const exact = rates.map((rate) => over(times(whole(total), fraction(rate)), all));
  const cut = exact.map((value) => rounded(value, 'down'));
  let missing = Math.abs(total - sum(cut));
  const lost = exact.map((value, index) => {
    const rest = minus(value, whole(cut[index] ?? 0));
    return { index, rest: rest.n < 0n ? { n: -rest.n, d: rest.d } : rest };
  });
  lost.sort((a, b) => {
    const order = b.rest.n * a.rest.d - a.rest.n * b.rest.d;
    return order > 0n ? 1 : order < 0n ? -1 : a.index - b.index;
  });
  for (const { index } of lost) {
    if (missing === 0) break;
    cut[index] = (cut[index] ?? 0) + Math.sign(total);
    missing -= 1;
  }
  return cut.map((share) => share + 0);
}

describe.each([
  ['outside', false],
  ['inside', true],
] as const)('whole documents %s EN 16931', (_name, standard) => {
  it('TX1–TX8: come out as by hand', () => {
    fc.assert(
      fc.property(aWhole(standard), (input) => {
        const totals = computeTotals(input);
        const slow = byHand(input);
        expect(totals.lines.map(({ amount }) => amount)).toEqual(slow.nets.map((net) => net + 0));
        const rows = [...totals.taxes, ...(totals.withholdings ?? [])];
        expect(
          Object.fromEntries(
            rows.map((row) => [[row.key, row.category, row.rate, row.reason].join('|'), row.tax]),
          ),
        ).toEqual(Object.fromEntries(slow.amounts));
        const { withoutTax, withTax, due, rounding } = totals;
        expect([withoutTax, withTax, due, rounding]).toEqual(
          [slow.withoutTax, slow.withTax, slow.due, slow.rounding].map((amount) => amount + 0),
        );
        for (const row of totals.taxes)
          if (row.parts)
            expect(row.parts.map((part) => part.tax)).toEqual(
              sharesByHand(
                row.tax,
                PARTS.map(({ rate }) => rate),
              ),
            );
      }),
      { numRuns: runs(600) },
    );
  });
});

describe('discounts of the document without a tax of their own', () => {
  it('TX4: leave each tax that of its taxable amount, spread to the last minor unit over what the lines are taxed with', () => {
    fc.assert(
      fc.property(aWhole(true), fc.array(anAdjustment, { maxLength: 3 }), (drawn, adjustments) => {
        const input = { ...drawn, adjustments, pricesIncludeTax: false };
        const totals = computeTotals(input);
        const typed = sum(totals.lines.map(({ amount }) => amount));
        expect(totals.withoutTax).toBe(typed - totals.allowances + totals.charges);
        expect(sum(totals.taxes.map(({ taxable }) => taxable))).toBe(totals.withoutTax);
        for (const { taxable, rate, tax: amount } of totals.taxes)
          expect(amount).toBe(nearest(over(times(whole(taxable), fraction(rate)), HUNDRED)) + 0);
        if (typed === 0) return;
        for (const row of totals.taxes) {
          const net = sum(
            input.lines.map(({ taxes }, index) =>
              taxes.some(({ key, reason }) => key === row.key && reason === row.reason)
                ? (totals.lines[index]?.amount ?? 0)
                : 0,
            ),
          );
          const share = over(times(whole(totals.withoutTax), whole(net)), whole(typed));
          const apart = minus(share, whole(row.taxable));
          // Each discount is shared out on its own: less than one minor unit apart for each.
          expect(Math.abs(Number(apart.n) / Number(apart.d))).toBeLessThanOrEqual(adjustments.length);
        }
      }),
      { numRuns: runs(300) },
    );
  });
});
