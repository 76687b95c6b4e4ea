import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../test/property.ts';
import type { Adjustment, AppliedTax, RoundingPolicy, TotalsInput, TotalsLine } from './document.ts';
import { computeTotals } from './totals.ts';

const vat = (rate: string): AppliedTax => ({ key: 'vat', name: 'VAT', category: 'S', rate });
const EN_16931: RoundingPolicy = { scope: 'per-rate', mode: 'half-up', step: 1 };
const line = (quantity: string, unitPrice: string): TotalsLine => ({
  quantity,
  unitPrice,
  taxes: [vat('19')],
});
const sumOf = (lines: TotalsLine[]) => computeTotals({ currency: 'EUR', lines }).sumOfLines;

/* The slow and obvious way: exact fractions of bigints, one rule after the other. */
interface Fraction {
  readonly n: bigint;
  readonly d: bigint;
}
const fraction = (text: string): Fraction => {
  const [integer = '', decimals = ''] = text.split('.');
  return { n: BigInt(integer + decimals), d: 10n ** BigInt(decimals.length) };
};
const whole = (value: number | bigint): Fraction => ({ n: BigInt(value), d: 1n });
const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const over = (a: Fraction, b: Fraction): Fraction =>
  b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
const roundFraction = ({ n, d }: Fraction, mode: RoundingPolicy['mode'], step = 1): number => {
  const unit = d * BigInt(step);
  const negative = n < 0n;
  const size = negative ? -n : n;
  const floor = size / unit;
  const twice = (size % unit) * 2n;
  const tieUp = mode === 'half-up' || (mode === 'half-even' && floor % 2n === 1n);
  const up = mode !== 'down' && (twice > unit || (twice === unit && tieUp));
  const result = Number(floor + (up ? 1n : 0n)) * step;
  return negative ? -result : result;
};

const rates = ['0', '2.5', '7', '19', '20', '8.875'];
const aDecimal = (least: number, most: number, decimals: number) =>
  fc.integer({ min: least * 10 ** decimals, max: most * 10 ** decimals }).map((value) => {
    const digits = String(Math.abs(value)).padStart(decimals + 1, '0');
    return `${value < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  });
const anAdjustment = fc.record({
  kind: fc.constantFrom('allowance' as const, 'charge' as const),
  how: fc.boolean(),
  value: aDecimal(0, 100, 2),
});
const typed = ({
  kind,
  how,
  value,
}: {
  kind: Adjustment['kind'];
  how: boolean;
  value: string;
}): Adjustment => (how ? { kind, percent: value } : { kind, amount: value });
const aLine = fc
  .record({
    quantity: aDecimal(-50, 50, 3),
    unitPrice: aDecimal(0, 2000, 4),
    baseQuantity: fc.constantFrom(undefined, '1', '3', '12'),
    adjustments: fc.array(anAdjustment, { maxLength: 2 }),
    rate: fc.constantFrom(...rates),
  })
  .map(
    ({ quantity, unitPrice, baseQuantity, adjustments, rate }): TotalsLine => ({
      quantity,
      unitPrice,
      ...(baseQuantity ? { baseQuantity } : {}),
      adjustments: adjustments.map(typed),
      taxes: [vat(rate)],
    }),
  );
const aPolicy = fc.record({
  scope: fc.constantFrom('per-rate' as const, 'per-line' as const, 'per-document' as const),
  mode: fc.constantFrom('half-up' as const, 'half-even' as const, 'down' as const),
  step: fc.constantFrom(1, 5, 100),
});
const anInvoice = fc
  .record({
    currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'),
    pricesIncludeTax: fc.boolean(),
    lines: fc.array(aLine, { minLength: 1, maxLength: 8 }),
    adjustments: fc.array(fc.tuple(anAdjustment, fc.constantFrom(...rates)), { maxLength: 2 }),
    rounding: aPolicy,
  })
  .map(
    ({ adjustments, ...rest }): TotalsInput => ({
      ...rest,
      adjustments: adjustments.map(([adjustment, rate]) => ({ ...typed(adjustment), taxes: [vat(rate)] })),
    }),
  );

const SCALES: Readonly<Record<string, number>> = { EUR: 100, JPY: 1, KWD: 1000, CLF: 10000 };

function slowTotals(input: TotalsInput) {
  const scale = whole(SCALES[input.currency] ?? 0);
  const { mode, step, scope } = input.rounding ?? EN_16931;
  const toMinor = (value: Fraction) => roundFraction(times(value, scale), mode);
  const adjust = (list: readonly Adjustment[], base: number) =>
    list.map((each) => {
      const percent = over(times(whole(base), fraction(each.percent ?? '0')), whole(100));
      return each.amount === undefined ? roundFraction(percent, mode) : toMinor(fraction(each.amount));
    });
  const signed = (list: readonly Adjustment[], amounts: number[]) =>
    amounts.map((amount, index) => (list[index]?.kind === 'allowance' ? -amount : amount));
  const add = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

  const nets = input.lines.map((each) => {
    const product = times(fraction(each.quantity), fraction(each.unitPrice));
    const gross = toMinor(over(product, fraction(each.baseQuantity ?? '1')));
    return gross + add(signed(each.adjustments ?? [], adjust(each.adjustments ?? [], gross)));
  });
  const own = input.adjustments ?? [];
  const ofDocument = signed(own, adjust(own, add(nets)));
  const amounts = [...nets, ...ofDocument];
  const rateOf = [...input.lines, ...own].map((each) => each.taxes?.[0]?.rate ?? '0');
  const part = (amount: number, rate: string) => {
    const percent = fraction(rate);
    const divisor = input.pricesIncludeTax ? plus(whole(100), percent) : whole(100);
    return over(times(whole(amount), percent), divisor);
  };
  const perRate = new Map<string, Fraction>();
  const perLine = new Map<string, number>();
  amounts.forEach((amount, index) => {
    const rate = rateOf[index] ?? '0';
    perRate.set(rate, plus(perRate.get(rate) ?? whole(0), part(amount, rate)));
    perLine.set(rate, (perLine.get(rate) ?? 0) + roundFraction(part(amount, rate), mode, step));
  });
  const exact = [...perRate.values()];
  const tax =
    scope === 'per-line'
      ? add([...perLine.values()])
      : scope === 'per-rate'
        ? add(exact.map((value) => roundFraction(value, mode, step)))
        : roundFraction(exact.reduce(plus, whole(0)), mode, step);
  const total = add(amounts);
  return {
    nets,
    tax,
    withTax: input.pricesIncludeTax ? total : total + tax,
    withoutTax: input.pricesIncludeTax ? total - tax : total,
  };
}

describe('totals, against exact fractions', () => {
  it('TX1–TX6: equals the slow and obvious computation in every mode', () => {
    fc.assert(
      fc.property(anInvoice, (input) => {
        const totals = computeTotals(input);
        const slow = slowTotals(input);
        expect(totals.lines.map(({ amount }) => amount + 0)).toEqual(slow.nets.map((net) => net + 0));
        expect([totals.tax, totals.withTax, totals.withoutTax]).toEqual([
          slow.tax + 0,
          slow.withTax + 0,
          slow.withoutTax + 0,
        ]);
      }),
      { numRuns: runs(300) },
    );
  });

  it('TX6, TX9: net + tax = gross, on the document and in the table', () => {
    fc.assert(
      fc.property(anInvoice, (input) => {
        const totals = computeTotals(input);
        const add = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
        expect(totals.withoutTax + totals.tax).toBe(totals.withTax);
        expect(add(totals.taxes.map((row) => row.taxable))).toBe(totals.withoutTax);
        expect(add(totals.taxes.map((row) => row.tax))).toBe(totals.tax);
      }),
    );
  });

  it('TX9: the order of lines changes nothing but their order', () => {
    fc.assert(
      fc.property(
        anInvoice,
        fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
        fc.boolean(),
        (drawn, keys, spread) => {
          const whole = (drawn.adjustments ?? []).map(({ taxes: _, ...rest }): Adjustment => rest);
          const input = spread ? { ...drawn, adjustments: whole } : drawn;
          const order = input.lines
            .map((_, index) => index)
            .sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
          const lines = order.flatMap((index) => input.lines[index] ?? []);
          const { lines: before, ...straight } = computeTotals(input);
          const { lines: after, ...shuffled } = computeTotals({ ...input, lines });
          expect(shuffled).toEqual(straight);
          // Of lines with the same amount and taxes the earlier one has the odd minor unit: which one is no difference.
          const told = (of: readonly TotalsLine[], totals: typeof before) =>
            of.map(({ taxes }, index) => JSON.stringify([taxes, totals[index]])).sort();
          expect(told(lines, after)).toEqual(told(input.lines, before));
        },
      ),
    );
  });

  it('mirrors when every quantity and amount changes its sign', () => {
    const negated = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`);
    const mirror = (list: readonly Adjustment[] = []) =>
      list.map((each) => (each.amount === undefined ? each : { ...each, amount: negated(each.amount) }));
    fc.assert(
      fc.property(anInvoice, (input) => {
        const mirrored = computeTotals({
          ...input,
          lines: input.lines.map((each) => ({
            ...each,
            quantity: negated(each.quantity),
            adjustments: mirror(each.adjustments),
          })),
          adjustments: mirror(input.adjustments),
        });
        const totals = computeTotals(input);
        expect(mirrored.due).toBe(0 - totals.due);
        expect(mirrored.taxes.map((row) => [row.taxable, row.tax])).toEqual(
          totals.taxes.map((row) => [0 - row.taxable, 0 - row.tax]),
        );
      }),
    );
  });

  it('TX2: splitting a line moves its net by at most half a minor unit for each part', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 6 }),
        aDecimal(0, 50, 4),
        (parts, price) => {
          const sum = parts.reduce((total, part) => total + part, 0);
          const one = sumOf([line(String(sum), price)]);
          const split = sumOf(parts.map((part) => line(String(part), price)));
          expect(Math.abs(split - one)).toBeLessThanOrEqual((parts.length + 1) / 2);
        },
      ),
    );
  });

  it('TX3, TX5: splitting a line moves its tax by no more than the rule rounds: once a rate, or once for each part', () => {
    const taxOf = (quantities: readonly number[], price: string, scope: RoundingPolicy['scope']) => {
      const lines = quantities.map((quantity) => line(String(quantity), price));
      const rounding = { ...EN_16931, scope };
      const { tax } = computeTotals({ currency: 'EUR', lines, rounding });
      const { tax: slow } = slowTotals({ currency: 'EUR', lines, rounding });
      expect(tax).toBe(slow);
      return tax;
    };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 6 }),
        aDecimal(0, 50, 4),
        fc.constantFrom('per-rate' as const, 'per-line' as const, 'per-document' as const),
        (parts, price, scope) => {
          const sum = parts.reduce((total, part) => total + part, 0);
          const moved = Math.abs(taxOf(parts, price, scope) - taxOf([sum], price, scope));
          // The net moves by half a minor unit for each rounding of it, and 19 % of that is tax.
          const ofNet = ((parts.length + 1) / 2) * 0.19;
          const roundings = scope === 'per-line' ? parts.length + 1 : 2;
          expect(moved).toBeLessThanOrEqual(ofNet + roundings / 2);
        },
      ),
    );
  });
});
