/**
 * Totals the slow and obvious way: rule after rule in fractions, tax after tax as a person with paper would. Taxes that
 * prices include are found by trying: the net is moved until net and taxes make the gross (they are linear, so one step
 * does it).
 */
import type { Adjustment, AppliedTax, RoundingPolicy, TotalsInput } from '../../shared/domain/document.ts';
import { add, type Fraction, fraction, minus, over, plus, rounded, times, whole } from './fraction.ts';

export const SCALES: Readonly<Record<string, number>> = {
  EUR: 100,
  INR: 100,
  JPY: 1,
  KWD: 1000,
  CLF: 10_000,
};

interface Part {
  readonly amount: number;
  readonly units: Fraction;
  readonly taxes: readonly AppliedTax[];
}

export interface SlowTotals {
  readonly lines: readonly number[];
  readonly withoutTax: number;
  readonly withTax: number;
  /** By key of the tax, those that are withheld among them. */
  readonly taxes: Readonly<Record<string, number>>;
  readonly due: number;
  /** All taxes but those withheld, in minor units and not rounded. */
  readonly exactTax: Fraction;
}

/** Each tax on a net and a number of units, in their order. */
function onNet(taxes: readonly AppliedTax[], net: Fraction, units: Fraction, scale: Fraction): Fraction[] {
  let raised = whole(0);
  return taxes.map((tax) => {
    const base = tax.ignoresRaise ? net : plus(net, raised);
    const amount =
      tax.kind === 'per-unit'
        ? times(times(fraction(tax.amount ?? '0'), scale), units)
        : over(times(base, fraction(tax.rate)), whole(100));
    if (tax.raisesBase && tax.kind !== 'withholding') raised = plus(raised, amount);
    return amount;
  });
}

const isIncluded = (tax: AppliedTax, input: TotalsInput): boolean =>
  tax.kind !== 'withholding' && (tax.included ?? input.pricesIncludeTax ?? false);

/** Exact taxes of a part whose amount holds those that are included. */
function exactly(part: Part, input: TotalsInput, scale: Fraction): Fraction[] {
  const gross = (net: Fraction): Fraction => {
    const taxes = onNet(part.taxes, net, part.units, scale);
    return add([net, ...taxes.filter((_, index) => isIncluded(part.taxes[index] as AppliedTax, input))]);
  };
  const atZero = gross(whole(0));
  const slope = minus(gross(whole(1)), atZero);
  const net = over(minus(whole(part.amount), atZero), slope);
  return onNet(part.taxes, net, part.units, scale);
}

/** Per line: what is included is rounded out of the amount first, the others are computed on rounded amounts. */
function lineByLine(part: Part, input: TotalsInput, scale: Fraction, policy: RoundingPolicy): number[] {
  const exact = exactly(part, input, scale);
  const round = (value: Fraction) => rounded(value, policy.mode, policy.step);
  const out = part.taxes.map((tax, index) => (isIncluded(tax, input) ? round(exact[index] as Fraction) : 0));
  const net = part.amount - out.reduce((sum, tax) => sum + tax, 0);
  part.taxes.forEach((tax, index) => {
    if (isIncluded(tax, input)) return;
    const raised = part.taxes
      .slice(0, index)
      .reduce(
        (sum, other, at) => (other.raisesBase && other.kind !== 'withholding' ? sum + (out[at] ?? 0) : sum),
        0,
      );
    const base = whole(tax.ignoresRaise ? net : net + raised);
    out[index] = round(
      tax.kind === 'per-unit'
        ? times(times(fraction(tax.amount ?? '0'), scale), part.units)
        : over(times(base, fraction(tax.rate)), whole(100)),
    );
  });
  return out;
}

export function slowTotals(input: TotalsInput): SlowTotals {
  const policy: RoundingPolicy = input.rounding ?? { scope: 'per-rate', mode: 'half-up', step: 1 };
  const scale = whole(SCALES[input.currency] ?? 0);
  const toMinor = (value: Fraction) => rounded(times(value, scale), policy.mode);
  const signed = (list: readonly Adjustment[], base: number) =>
    list.map((each) => {
      const share = over(times(whole(base), fraction(each.percent ?? '0')), whole(100));
      const amount = each.amount === undefined ? rounded(share, policy.mode) : toMinor(fraction(each.amount));
      return each.kind === 'allowance' ? -amount : amount;
    });
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

  const lines = input.lines.map((line) => {
    const product = times(fraction(line.quantity), fraction(line.unitPrice));
    const gross = toMinor(over(product, fraction(line.baseQuantity ?? '1')));
    return gross + total(signed(line.adjustments ?? [], gross));
  });
  const own = input.adjustments ?? [];
  const changes = signed(own, total(lines));
  const parts: Part[] = [
    ...input.lines.map((line, index) => {
      const back = fraction(line.unitPrice).n < 0n;
      const units = fraction(line.quantity);
      return {
        amount: lines[index] ?? 0,
        units: back ? { n: -units.n, d: units.d } : units,
        taxes: line.taxes,
      };
    }),
    ...own.map((each, index) => ({ amount: changes[index] ?? 0, units: whole(0), taxes: each.taxes ?? [] })),
  ];

  const taxes = new Map<string, { tax: AppliedTax; exact: Fraction; byLine: number }>();
  for (const part of parts) {
    const exact = exactly(part, input, scale);
    const byLine = lineByLine(part, input, scale, policy);
    part.taxes.forEach((tax, index) => {
      const known = taxes.get(tax.key) ?? { tax, exact: whole(0), byLine: 0 };
      const sum = plus(known.exact, exact[index] as Fraction);
      taxes.set(tax.key, { tax, exact: sum, byLine: known.byLine + (byLine[index] ?? 0) });
    });
  }
  const amounts = Object.fromEntries(
    [...taxes].map(([key, { exact, byLine }]) => [
      key,
      (policy.scope === 'per-line' ? byLine : rounded(exact, policy.mode, policy.step)) + 0,
    ]),
  );
  const sumOf = (which: (tax: AppliedTax) => boolean) =>
    total([...taxes].map(([key, { tax }]) => (which(tax) ? (amounts[key] ?? 0) : 0)));
  const typed = total(parts.map(({ amount }) => amount));
  const withoutTax = typed - sumOf((tax) => isIncluded(tax, input));
  const withTax = withoutTax + sumOf((tax) => tax.kind !== 'withholding');
  const charged = [...taxes.values()].filter(({ tax }) => tax.kind !== 'withholding');
  return {
    exactTax: add(charged.map(({ exact }) => exact)),
    lines,
    withoutTax,
    withTax,
    taxes: amounts,
    due: withTax - sumOf((tax) => tax.kind === 'withholding'),
  };
}
