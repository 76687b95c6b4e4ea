/** The tax table of a document: taxable amount and tax per (tax, category, rate, reason) (TX3, TX5, TX6). */
import { roundQuotientsToSum, roundToSum } from './apportion.ts';
import { type ChangeOfTotal, changeTotal, totalWithTax } from './change-of-total.ts';
import { Decimal } from './decimal.ts';
import type { RoundingPolicy } from './document.ts';
import { type Minor, minor } from './money.ts';
import { type Chain, type Slice, taxesLineByLine, taxRounding } from './tax-chain.ts';
import { type Combination, combine, type Row, rowsOf, taxOf } from './tax-combination.ts';
import type { TaxRow } from './tax-row.ts';

export interface TaxAmounts {
  readonly row: TaxRow;
  readonly taxable: Minor;
  readonly tax: Minor;
}

export interface TaxTable {
  /** In a fixed order (category, rate, key, reason), whatever the order of the slices was. */
  readonly rows: readonly TaxAmounts[];
  /** Total without tax. */
  readonly net: Minor;
  /** The net of each slice, in their order; those of one combination add up to what it is without changes of the total. */
  readonly nets: readonly Minor[];
  /** Of each change of the total, without its sign: what falls on the amounts as typed. */
  readonly changes: readonly Minor[];
}

const ZERO = new Decimal(0);

/**
 * Per line the taxes of each slice are rounded, per rate those of each row, per document their sum, shared out over the
 * rows. Withheld taxes and those due once a document are rounded by themselves.
 * @param scale minor units in a major unit.
 * @throws RangeError when an amount leaves the safe integers.
 */
export function taxTable(
  slices: readonly Slice[],
  scale: number,
  rounding: RoundingPolicy,
  changesOfTotal: readonly ChangeOfTotal[] = [],
): TaxTable {
  const combinations = combine(slices, scale);
  const rows = rowsOf(combinations);
  const nets = slices.map(({ amount }) => minor(amount));
  if (rounding.scope === 'per-line') roundEachSlice(combinations, rounding, nets);
  else roundEachRow(combinations, rows, rounding, nets);
  for (const row of rows)
    if (row.tax.kind === 'per-document') row.once = onceADocument(row, combinations, scale, rounding);
  const before = totalWithTax(combinations, rows);
  const changes = changesOfTotal.map((change) => changeTotal(change, before, combinations, rows, rounding));
  return {
    rows: rows.map((row) => amountsOf(row, combinations)),
    net: minor(combinations.reduce((sum, { net }) => sum + net, 0)),
    nets,
    changes,
  };
}

function roundEachSlice(combinations: readonly Combination[], rounding: RoundingPolicy, nets: Minor[]): void {
  const roundTax = taxRounding(rounding);
  for (const combination of combinations) {
    const { chain, slices, places } = combination;
    const amounts = chain.links.map(() => 0);
    combination.net = 0;
    slices.forEach((slice, index) => {
      let net = slice.amount;
      taxesLineByLine(chain, slice, roundTax).forEach((tax, place) => {
        amounts[place] = (amounts[place] ?? 0) + tax;
        if (chain.links[place]?.row.included) net -= tax;
      });
      combination.net += net;
      nets[places[index] ?? 0] = slice.shared ? netWithout(slice, slice.shared, net, chain) : minor(net);
    });
    combination.amounts = amounts.map(minor);
  }
}

/** A line's own part of a net that holds its share of a discount or charge of the document. */
function netWithout({ amount }: Slice, shared: number, net: number, { divisor }: Chain): Minor {
  return roundQuotientsToSum([amount - shared, shared], divisor, minor(net))[0] ?? minor(0);
}

/** Rounds each row once, or all of them together, and shares it over the combinations that bear it. */
function roundEachRow(
  combinations: readonly Combination[],
  rows: readonly Row[],
  rounding: RoundingPolicy,
  nets: Minor[],
): void {
  const roundTax = taxRounding(rounding);
  const exact = rows.map(({ shares }) => shares.reduce((sum, share) => sum.plus(share.exact), ZERO));
  const amounts = exact.map((value) => minor(roundTax(value)));
  if (rounding.scope === 'per-document') {
    const together = rows.flatMap(({ tax }, index) =>
      tax.kind === 'percent' || tax.kind === 'per-unit' ? [index] : [],
    );
    const parts = together.map((index) => exact[index] ?? ZERO);
    const total = parts.reduce((sum, value) => sum.plus(value), ZERO);
    roundToSum(parts, minor(roundTax(total))).forEach((amount, index) => {
      amounts[together[index] ?? 0] = amount;
    });
  }
  rows.forEach(({ shares }, index) => {
    const parts = roundToSum(
      shares.map((share) => share.exact),
      amounts[index] ?? minor(0),
    );
    shares.forEach(({ combination, place }, part) => {
      combination.amounts[place] = parts[part] ?? minor(0);
    });
  });
  for (const combination of combinations) {
    combination.net = combination.chain.links.reduce(
      (net, { row }, place) => (row.included ? net - (combination.amounts[place] ?? 0) : net),
      combination.total,
    );
    shareNet(combination, nets);
  }
}

/** A combination's net over its slices, by what each is exactly; without included taxes the slices are it. */
function shareNet({ chain, slices, places, net }: Combination, nets: Minor[]): void {
  if (!chain.isInPrice) return;
  const { divisor, includedOnUnit } = chain;
  if (includedOnUnit.isZero()) {
    const amounts = slices.map(({ amount }) => amount);
    roundQuotientsToSum(amounts, divisor, minor(net)).forEach((share, index) => {
      nets[places[index] ?? 0] = share;
    });
    return;
  }
  const exact = slices.map(({ amount, quantity }, index) => ({
    index,
    amount,
    value: includedOnUnit
      .times(quantity ?? ZERO)
      .negated()
      .plus(amount)
      .dividedBy(divisor),
  }));
  // Sorted, so that the odd minor unit does not depend on the order of the lines.
  exact.sort((a, b) => b.value.comparedTo(a.value) || b.amount - a.amount || a.index - b.index);
  roundToSum(
    exact.map(({ value }) => value),
    minor(net),
  ).forEach((share, at) => {
    nets[places[exact[at]?.index ?? 0] ?? 0] = share;
  });
}

/** A tax due once a document: none on a document of nothing, and negative on a negative one. */
function onceADocument(
  { tax }: Row,
  combinations: readonly Combination[],
  scale: number,
  rounding: RoundingPolicy,
): Minor {
  const total = under(tax, combinations).reduce((sum, combination) => sum + combination.total, 0);
  return minor(taxRounding(rounding)((tax.amount ?? ZERO).times(scale).times(Math.sign(total))));
}

const under = (tax: TaxRow, combinations: readonly Combination[]) =>
  combinations.filter(({ taxes }) => taxes.some(({ id }) => id === tax.id));

function amountsOf(row: Row, combinations: readonly Combination[]): TaxAmounts {
  const { tax, shares } = row;
  if (tax.kind === 'per-document') {
    const net = under(tax, combinations).reduce((sum, combination) => sum + combination.net, 0);
    return { row: tax, taxable: minor(net), tax: row.once };
  }
  const taxable = shares.reduce((sum, { combination, place }) => {
    const raised = combination.chain.links[place]?.under ?? [];
    return raised.reduce((base, below) => base + (combination.amounts[below] ?? 0), sum + combination.net);
  }, 0);
  return { row: tax, taxable: minor(taxable), tax: minor(taxOf(row)) };
}
