/** One commit on its way into the rows, with what its projections need to know of it. */
import type { Clock } from '../../../shared/events/clock.ts';
import type { EventOf, EventType } from '../../../shared/events/event-types.ts';
import type { Workspace } from '../workspace.ts';

export interface Act {
  readonly work: Workspace;
  readonly commit: string;
  readonly device: string;
  /** Number of the commit among its device's own. */
  readonly sequence: number;
  /** Clock by which last-writer-wins compares (EV4). */
  readonly clock: Clock;
  /** Key of the commit in EV3's order. */
  readonly order: string;
  readonly recorded: number;
  readonly actor: string;
  /** Frame number. */
  readonly number: number;
}

/** An event with its index in the commit. */
export type Happening<Type extends EventType = EventType> = Type extends EventType
  ? { readonly event: EventOf<Type>; readonly index: number }
  : never;

const EVENTS_A_FRAME = 4096;

/** Place of arrival of an event: unique, growing. */
export const placeOf = (act: Act, index: number): number => act.number * EVENTS_A_FRAME + index;

/** Order key of an allocation: its commit's, then its place in the commit. */
export const allocationOrder = (commitOrder: string, index: number): string =>
  `${commitOrder}.${String(index).padStart(4, '0')}`;

export const withCommit = (history: readonly string[], commit: string): readonly string[] =>
  history.includes(commit) ? history : [...history, commit];
