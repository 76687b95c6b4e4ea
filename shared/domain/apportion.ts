/** Sharing an integer amount out so that the shares add up to it. */
import { Decimal } from './decimal.ts';
import { type Minor, minor } from './money.ts';

/**
 * Quotients have some sixty decimals and then end: of two remainders that are equal one may seem greater by the last of them.
 * What truly differs does so long before.
 */
const COMPARED_DECIMALS = 40;
const ZERO = new Decimal(0);

/**
 * Rounds exact amounts (in minor units) to integers that add up to `total`, by largest remainder: each is cut towards
 * zero, then what is missing goes one minor unit at a time to those that lost most. Equal remainders: the earlier one.
 * Of nothing there is no share, unless all are nothing. The result mirrors when everything changes its sign.
 */
export function roundToSum(exact: readonly Decimal[], total: Minor): Minor[] {
  if (exact.length === 0) return [];
  const cut = exact.map((value) => value.trunc().toNumber());
  const missing = total - cut.reduce((sum, value) => sum + value, 0);
  const direction = Math.sign(missing);
  const bearers = bearersOf(exact, (value) => value.isZero());
  const everyone = Math.trunc(missing / bearers.length);
  const extra = Math.abs(missing - everyone * bearers.length);
  const byLoss = bearers
    .map((index) => {
      const lost = exact[index]?.minus(cut[index] ?? 0).toDecimalPlaces(COMPARED_DECIMALS);
      return { index, lost: lost?.times(direction) ?? ZERO };
    })
    .sort((a, b) => b.lost.comparedTo(a.lost) || a.index - b.index);
  return withShares(cut, bearers, everyone, direction, byLoss.slice(0, extra));
}

/** Places that bear a share of what is missing: all but those of nothing. */
function bearersOf<Value>(values: readonly Value[], isZero: (value: Value) => boolean): readonly number[] {
  const bearers = values.flatMap((value, index) => (isZero(value) ? [] : [index]));
  return bearers.length > 0 ? bearers : values.map((_, index) => index);
}

function withShares(
  cut: readonly number[],
  bearers: readonly number[],
  everyone: number,
  direction: number,
  favoured: readonly { readonly index: number }[],
): Minor[] {
  const shares = [...cut];
  for (const index of bearers) shares[index] = (shares[index] ?? 0) + everyone;
  for (const { index } of favoured) shares[index] = (shares[index] ?? 0) + direction;
  return shares.map(minor);
}

/**
 * As `roundToSum` for `amounts` (minor units) each divided by `divisor`, in integers: for documents of thousands of
 * lines. Equal remainders: the larger amount, then the earlier one.
 */
export function roundQuotientsToSum(amounts: readonly number[], divisor: Decimal, total: Minor): Minor[] {
  if (amounts.length === 0) return [];
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
  const bearers = bearersOf(amounts, (amount) => amount === 0);
  const everyone = Math.trunc(missing / bearers.length);
  const extra = Math.abs(missing - everyone * bearers.length);
  const sign = BigInt(direction);
  const byLoss = bearers
    .map((index) => ({
      amount: (amounts[index] ?? 0) * direction,
      index,
      lost: (lost[index] ?? 0n) * sign,
    }))
    .sort((a, b) =>
      a.lost === b.lost ? b.amount - a.amount || a.index - b.index : a.lost < b.lost ? 1 : -1,
    );
  return withShares(cut, bearers, everyone, direction, byLoss.slice(0, extra));
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
  return shareOut(amount, used, total);
}

/** In integers: quotients whose digits end somewhere would tell equal remainders apart. */
function shareOut(amount: Minor, weights: readonly Decimal[], total: Decimal): Minor[] {
  const decimals = Math.max(...weights.map((weight) => weight.decimalPlaces()));
  const factor = new Decimal(10).pow(decimals).times(total.isNegative() ? -1 : 1);
  const integer = (value: Decimal) => BigInt(value.times(factor).toFixed(0));
  const divisor = integer(total);
  const products = weights.map((weight) => BigInt(amount) * integer(weight));
  const cut = products.map((product) => Number(product / divisor));
  const missing = amount - cut.reduce((sum, value) => sum + value, 0);
  const direction = Math.sign(missing);
  const everyone = Math.trunc(missing / weights.length);
  const byLoss = products
    .map((product, index) => ({ index, lost: (product % divisor) * BigInt(direction) }))
    .sort((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost < b.lost ? 1 : -1));
  const favoured = new Set(
    byLoss.slice(0, Math.abs(missing - everyone * weights.length)).map(({ index }) => index),
  );
  return cut.map((value, index) => minor(value + everyone + (favoured.has(index) ? direction : 0)));
}

const sumOf = (values: readonly Decimal[]): Decimal =>
  values.reduce((total, value) => total.plus(value), ZERO);
