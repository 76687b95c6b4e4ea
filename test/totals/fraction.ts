/** Exact fractions of bigints, for the slow and obvious way of computing totals; nothing of the program is used. */
export interface Fraction {
  readonly n: bigint;
  /** Above zero. */
  readonly d: bigint;
}

export const whole = (value: number | bigint): Fraction => ({ n: BigInt(value), d: 1n });

export function fraction(text: string): Fraction {
  const [integer = '', decimals = ''] = text.split('.');
  return { n: BigInt(integer + decimals), d: 10n ** BigInt(decimals.length) };
}

export const times = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });
export const plus = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, { n: -b.n, d: b.d });
export const over = (a: Fraction, b: Fraction): Fraction =>
  b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n };
export const add = (values: readonly Fraction[]): Fraction => values.reduce(plus, whole(0));

/** To a multiple of `step`, as the mode says. */
export function rounded({ n, d }: Fraction, mode: 'half-up' | 'half-even' | 'down', step = 1): number {
  const unit = d * BigInt(step);
  const negative = n < 0n;
  const size = negative ? -n : n;
  const floor = size / unit;
  const twice = (size % unit) * 2n;
  const tieUp = mode === 'half-up' || (mode === 'half-even' && floor % 2n === 1n);
  const up = mode !== 'down' && (twice > unit || (twice === unit && tieUp));
  const result = Number(floor + (up ? 1n : 0n)) * step;
  return negative ? 0 - result : result;
}
