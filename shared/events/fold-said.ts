/** What the parts of the reference fold share: events with what their commits say of them. */
import type { Clock } from './clock.ts';
import type { EventOf, EventType } from './event-types.ts';

/** One readable event with what its commit says of it. */
export interface Said {
  readonly event: EventOf<EventType>;
  readonly index: number;
  readonly commit: string;
  /** Who wrote the commit, and which of the device's own it is. */
  readonly device: string;
  readonly sequence: number;
  /** Key of the commit in EV3's order. */
  readonly order: string;
  /** Effective clock (EV4). */
  readonly clock: Clock;
  /** The author's own clock, which no confirmation changes. */
  readonly written: Clock;
}

/** The events of one type. */
export const of = <Type extends EventType>(said: readonly Said[], type: Type) =>
  said.filter((one): one is Said & { readonly event: EventOf<Type> } => one.event.type === type);

export function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
