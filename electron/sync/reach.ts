/**
 * Up to where each author's commits are here without a gap, whole or in short (SY7). What a desktop takes in it must be able to
 * hand on to a server that was restored, and a server takes an author's commits only in their order: so nothing is taken in
 * behind a commit of which nothing could be kept.
 */
import type { Aside } from '../../shared/events/confirmation.ts';

export interface AuthorEnd {
  readonly device: string;
  readonly sequence: number;
}

export class Reach {
  private readonly ends = new Map<string, number>();
  /** Numbers beyond a gap of which something is kept. */
  private readonly beyond = new Map<string, Set<number>>();

  /**
   * @param ends last commit of each author in the record
   * @param aside what is set aside; of some of it a short form is kept
   */
  constructor(ends: readonly AuthorEnd[], aside: readonly Aside[]) {
    for (const { device, sequence } of ends) this.ends.set(device, sequence);
    for (const one of aside) this.addKept(one);
  }

  /** Whether everything that the author wrote before its commit of this number is here. */
  has(device: string, sequence: number): boolean {
    return sequence <= (this.ends.get(device) ?? 0) + 1;
  }

  /** Whether one that was set aside may be taken in; who wrote a damaged one is not known before it comes whole. */
  leadsTo({ device, own, why }: Aside): boolean {
    return why !== 'behind' || (device !== null && own !== undefined && this.has(device, own));
  }

  /** One that was set aside: it counts where something of it is kept. */
  addKept({ device, own, why }: Aside): void {
    if (device !== null && own !== undefined && why !== 'behind') this.add(device, own);
  }

  add(device: string, sequence: number): void {
    const kept = this.beyond.get(device) ?? new Set();
    this.beyond.set(device, kept.add(sequence));
    let end = this.ends.get(device) ?? 0;
    while (kept.delete(end + 1)) end += 1;
    this.ends.set(device, end);
  }
}
