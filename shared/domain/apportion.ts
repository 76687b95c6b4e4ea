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
 * As `roundToSum` for `amounts` (minor units) each divided by `divisor`, in integers: for documents of thousands of
 * lines. Equal remainders: the larger amount, then the earlier one.
 */
export function roundQuotientsToSum(amounts: readonly number[], divisor: Decimal, total: Minor): Minor[] {
  const count = amounts.length;
  if (count === 0) return [];
  const decimals = divisor.decimalPlaces();
  const denominator = BigInt(divisor.times(new Decimal(10).pow(decimals)).toFixed(0));
  const factor = 10n ** BigInt(decimals);
  const cut: number[] = [];
  const lost: bigint[] = [];
  for (const amount of amounts) {
    const scaled = BigInt(amount) * factor;
    cut.push(Number(scaled / denominator));
    lost.push(scaled % denominator);
  }
  const missing = total - cut.reduce((sum, value) => sum + value, 0);
  const direction = Math.sign(missing);
  const everyone = Math.trunc(missing / count);
  const extra = Math.abs(missing - everyone * count);
  const sign = BigInt(direction);
  const byLoss = amounts
    .map((amount, index) => ({ amount: amount * direction, index, lost: (lost[index] ?? 0n) * sign }))
    .sort((a, b) =>
      a.lost === b.lost ? b.amount - a.amount || a.index - b.index : a.lost < b.lost ? 1 : -1,
    );
  const shares = cut.map((value) => value + everyone);
  for (const { index } of byLoss.slice(0, extra)) shares[index] = (shares[index] ?? 0) + direction;
  return shares.map(minor);
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
