/** Discounts and charges of the total with tax: every tax changes by the same share, the net by what is left. */
import { roundToSum } from './apportion.ts';
import { Decimal, round } from './decimal.ts';
import type { RoundingPolicy } from './document.ts';
import { type Minor, minor } from './money.ts';
import { taxRounding } from './tax-chain.ts';
import { type Combination, type Row, type Share, taxOf } from './tax-combination.ts';

/** A discount (below zero) or charge of the total with tax: a share of it, or an amount in minor units. */
export interface ChangeOfTotal {
  readonly share: Decimal | null;
  readonly amount: Minor | null;
  readonly sign: 1 | -1;
}

const ZERO = new Decimal(0);

/** Before anything is taken off it; what the buyer withholds is part of it. */
export function totalWithTax(combinations: readonly Combination[], rows: readonly Row[]): number {
  const net = combinations.reduce((sum, combination) => sum + combination.net, 0);
  return rows.reduce((sum, row) => (row.tax.kind === 'withholding' ? sum : sum + taxOf(row)), net);
}

/**
 * Takes a share off every tax (each rounded) and what is left of it off the nets, in proportion.
 * @returns what falls on the amounts as typed, without its sign.
 */
export function changeTotal(
  change: ChangeOfTotal,
  before: number,
  combinations: readonly Combination[],
  rows: readonly Row[],
  rounding: RoundingPolicy,
): Minor {
  const { sign } = change;
  // Per document a row need be no multiple of the step, only their sum.
  const roundTax = taxRounding(rounding.scope === 'per-document' ? { ...rounding, step: 1 } : rounding);
  const share =
    change.amount === null
      ? (change.share ?? ZERO)
      : before === 0
        ? ZERO
        : new Decimal(change.amount).dividedBy(before);
  const whole = change.amount ?? round(share.times(before), rounding.mode, 1).toNumber();
  let rest = whole;
  let onTyped = 0;
  for (const row of rows) {
    const amounts = row.shares.map(({ combination, place }) => share.times(combination.amounts[place] ?? 0));
    const exact = amounts.reduce((sum, amount) => sum.plus(amount), share.times(row.once));
    const cut = minor(roundTax(exact));
    if (row.tax.kind !== 'withholding') rest -= cut;
    if (row.tax.kind === 'per-document') row.once = minor(row.once + sign * cut);
    roundToSum(amounts, cut).forEach((part, index) => {
      const { combination, place } = row.shares[index] as Share;
      combination.amounts[place] = minor((combination.amounts[place] ?? 0) + sign * part);
      if (row.tax.included) onTyped += part;
    });
  }
  const nets = combinations.map(({ net }) => share.times(net));
  roundToSum(nets, minor(rest)).forEach((part, index) => {
    const combination = combinations[index];
    if (combination) combination.net += sign * part;
  });
  return minor(rest + onTyped);
}
