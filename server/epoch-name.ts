/** Names of epochs (SY7). Clients that know two of them take the greater one's order, so a later epoch has a greater name. */
import { type Context, newId } from './context.ts';

const TIME_DIGITS = 12;

/**
 * A name for an epoch that begins now: the time in 12 hex digits, never before that of the one before it, and chance,
 * since two restores of one backup are two histories.
 * @param before names of the company's epochs so far, in order
 */
export function newEpochName(
  { now, random }: Pick<Context, 'now' | 'random'>,
  before: readonly string[],
): string {
  const last = Number.parseInt(before.at(-1)?.slice(0, TIME_DIGITS) ?? '0', 16);
  const time = Math.max(now(), Number.isNaN(last) ? 0 : last + 1);
  return `${time.toString(16).padStart(TIME_DIGITS, '0')}-${newId(random)}`;
}
