/** Drafts that are issued by the program on their day (NU5): no number before that, and never silently left lying. */
import type { Day } from './money.ts';

/** A person's word that a draft shall be issued on a day to come. */
export interface Scheduled {
  readonly on: Day;
  /** The one desktop that issues it: two would give two numbers. */
  readonly device: string;
  /** Questions that were passed over when it was scheduled; they are not asked again on the day. */
  readonly overrides: readonly { readonly code: string; readonly reason: string }[];
}

/**
 * `waiting` for its day; `due`: its day has come and the program issues it; `changed`: the day of issue was typed over since,
 * so a person says again what is meant.
 */
export type ScheduledState = 'waiting' | 'due' | 'changed';

export function scheduledState(
  { on }: Pick<Scheduled, 'on'>,
  issueDate: Day | null,
  today: Day,
): ScheduledState {
  if (issueDate !== on) return 'changed';
  return on > today ? 'waiting' : 'due';
}
