/**
 * How long a document or payment was open, in classes that double: what was open on a past day is then found in a few
 * short ranges of an index, however much lies before and after that day (BO5, ADR 11).
 */
import { addDays, daysBetween } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/money.ts';
import { FOREVER } from '../../shared/events/settlement.ts';

/** Class of what is open still. */
export const OPEN_SPAN = 99;
/** Class 0 was never open over the end of a day; class k was so for 2^(k−1) to 2^k − 1 days. 44 years fit into the last. */
const LONGEST = 14;
/** Beyond this many days no lower end is needed any more. */
const ALWAYS = 10_000;

/** @param closed the day from which nothing was left, `FOREVER` while something is. */
export function spanOf(from: Day, closed: Day): number {
  if (closed === FOREVER) return OPEN_SPAN;
  const days = Math.max(0, daysBetween(from, closed));
  return Math.min(LONGEST, days === 0 ? 0 : 1 + Math.floor(Math.log2(days)));
}

/**
 * Ranges of [class, first day], both ends included, which hold everything closed by now that was open at the end of the
 * day; at most half of what they hold was closed before it, when things begin evenly.
 */
export function spansOpenOn(
  day: Day,
): { readonly lower: readonly [number, Day]; readonly upper: readonly [number, Day] }[] {
  return Array.from({ length: LONGEST }, (_, index) => {
    const span = index + 1;
    const days = 2 ** span - 2;
    const earliest = span === LONGEST || days > ALWAYS ? '' : addDays(day, -days);
    return { lower: [span, earliest], upper: [span, day] };
  });
}
