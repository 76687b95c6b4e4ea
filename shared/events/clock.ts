/**
 * Hybrid logical clock: 12 hex digits of UTC milliseconds and 4 of a counter, so that text order is clock order.
 * The high-water mark comes from the journal; clocks of others never move ours by more than five minutes (EV8).
 */

export type Clock = string;

/** How far ahead of the wall clock a foreign clock may be and still be adopted, in milliseconds (EV8). */
export const CLOCK_TOLERANCE = 5 * 60_000;

const COUNTER_LIMIT = 0xffff;

const format = (milliseconds: number, counter: number): Clock =>
  milliseconds.toString(16).padStart(12, '0') + counter.toString(16).padStart(4, '0');

export const clockMilliseconds = (clock: Clock): number => Number.parseInt(clock.slice(0, 12), 16);

/** The next clock after `last` when the wall clock reads `now` (UTC milliseconds): never backwards, never equal. */
export function tick(last: Clock | null, now: number): Clock {
  const lastMilliseconds = last === null ? -1 : clockMilliseconds(last);
  if (last === null || now > lastMilliseconds) return format(now, 0);
  const counter = Number.parseInt(last.slice(12), 16) + 1;
  return counter > COUNTER_LIMIT ? format(lastMilliseconds + 1, 0) : format(lastMilliseconds, counter);
}

/** Clock by which last-writer-wins compares: min(clock, received + 5 min) (EV4). `received`: UTC ms, null while pending. */
export function effectiveClock(clock: Clock, received: number | null): Clock {
  if (received === null) return clock;
  const latest = format(received + CLOCK_TOLERANCE, COUNTER_LIMIT);
  return clock < latest ? clock : latest;
}

/**
 * The high-water mark after a clock was seen in the journal: it moves forward with every clock but those of others that
 * run more than five minutes ahead of the wall clock (`now`, UTC milliseconds), which are stored and never adopted (EV8).
 */
export function adopt(mark: Clock | null, seen: Clock, now: number): Clock | null {
  if (clockMilliseconds(seen) > now + CLOCK_TOLERANCE) return mark;
  return mark === null || seen > mark ? seen : mark;
}
