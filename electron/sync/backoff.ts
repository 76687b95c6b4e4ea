/** How long to wait after failures (SY4): full jitter, so that desktops that lost the line together do not return together. */

/** Bounds of the ceiling, milliseconds. */
const FIRST = 1_000;
const LONGEST = 5 * 60_000;

/**
 * Milliseconds to wait after the `failures`-th failure in a row (from 1): random below a ceiling that doubles from one
 * second to five minutes. `retryAfter` is what the server asked for: never less than that.
 * @param random a number in [0, 1)
 */
export function waitAfter(failures: number, random: number, retryAfter: number | null = null): number {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20));
  return Math.max(Math.round(random * ceiling), retryAfter ?? 0);
}
