/** Sharing an integer amount out so that the shares add up to it. */
import { Decimal } from './decimal.ts';
import { type Minor, minor } from './money.ts';

/**
 * Rounds exact amounts (in minor units) to integers that add up to `total`, by largest remainder: each is cut towards
 * zero, then what is missing goes one minor unit at a time to those that lost most. Equal remainders: the earlier one.
 * The result mirrors when everything changes its sign.
 */
export function roundToSum(exact: readonly Decimal[], total: Minor): Minor[] {
  const count = exact.length;
  if (count === 0) return [];
  const cut = exact.map((value) => value.trunc().toNumber());
  const missing = total - cut.reduce((sum, value) => sum + value, 0);
  const direction = Math.sign(missing);
  const everyone = Math.trunc(missing / count);
  const extra = Math.abs(missing - everyone * count);
  const byLoss = exact
    .map((value, index) => ({ index, lost: value.minus(cut[index] ?? 0).times(direction) }))
    .sort((a, b) => b.lost.comparedTo(a.lost) || a.index - b.index)
    .slice(0, extra);
  const favoured = new Set(byLoss.map(({ index }) => index));
  return cut.map((value, index) => minor(value + everyone + (favoured.has(index) ? direction : 0)));
}

/**
 * Shares of `amount` in proportion to `weights` by largest remainder (TX3, TX4); they sum to `amount`. Where the
 * weights sum to zero, their absolute values count; where all are zero, the first takes everything.
 */
export function apportion(amount: Minor, weights: readonly Decimal[]): Minor[] {
  let used = weights;
  let total = sumOf(used);
  if (total.isZero()) {
    used = weights.map((weight) => weight.abs());
    total = sumOf(used);
  }
  if (total.isZero()) return weights.map((_, index) => minor(index === 0 ? amount : 0));
  const whole = new Decimal(amount);
  return roundToSum(
    used.map((weight) => whole.times(weight).dividedBy(total)),
    amount,
  );
}

const sumOf = (values: readonly Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), new Decimal(0));
