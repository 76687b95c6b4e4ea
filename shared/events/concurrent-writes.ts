/** Writes of one field that did not know of each other (EV4): what "changed by two people" is said of. Pure. */
import type { Seen } from './primitives.ts';

/** One commit's write of one field. */
export interface KnowingWrite {
  readonly commit: string;
  readonly device: string;
  /** Number of the commit among its device's own. */
  readonly sequence: number;
  readonly seen: Seen;
  readonly value: unknown;
}

/**
 * The writes that no other write was made in knowledge of, by commit id. One is the rule; two mean that two people
 * changed the field without seeing each other. Order and repetition of the input change nothing.
 */
export function unseenWrites<Write extends KnowingWrite>(writes: readonly Write[]): Write[] {
  const covered = new Map<string, number>();
  const cover = (device: string, sequence: number): void => {
    covered.set(device, Math.max(covered.get(device) ?? 0, sequence));
  };
  const own = new Map<string, Write>();
  for (const write of writes) {
    own.set(write.commit, write);
    cover(write.device, write.sequence - 1);
    for (const [device, sequence] of Object.entries(write.seen)) cover(device, sequence);
  }
  return [...own.values()]
    .filter(({ device, sequence }) => sequence > (covered.get(device) as number))
    .sort((a, b) => (a.commit < b.commit ? -1 : 1));
}
