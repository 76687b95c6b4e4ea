/**
 * Batches of frames that wait for their turn are applied together, in one transaction: a row that several of them change is
 * written once, and nothing waits for a transaction's end more often than it must.
 */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { joinPrepared, type Prepared, prepareFrames } from './apply.ts';
import type { Gate } from './gate.ts';
import type { AppliedBatch } from './workspace.ts';

/** Frames that one transaction takes at most, when more than one batch waits. */
const FRAMES_TOGETHER = 2_000;

interface Waiting {
  readonly build: string;
  readonly first: number;
  readonly last: number;
  readonly size: number;
  readonly preparing: Promise<Prepared>;
  /** Set when a batch before this one takes it along. */
  done: Promise<AppliedBatch> | null;
}

export class ApplyQueue {
  private readonly gate: Gate;
  private readonly apply: (build: string, prepared: Prepared) => Promise<AppliedBatch>;
  private readonly waiting: Waiting[] = [];

  /** @param apply writes the frames and lets memory follow, or throws and leaves both as they were. */
  constructor(gate: Gate, apply: (build: string, prepared: Prepared) => Promise<AppliedBatch>) {
    this.gate = gate;
    this.apply = apply;
  }

  /** Applies frames when it is their turn, which is the order of the calls; the answer may tell of more than them. */
  add(build: string, frames: readonly BooksFrame[]): Promise<AppliedBatch> {
    const preparing = prepareFrames(frames);
    preparing.catch(() => undefined);
    const first = frames[0]?.number ?? 0;
    const size = frames.length;
    const one: Waiting = { build, first, last: first + size - 1, size, preparing, done: null };
    this.waiting.push(one);
    return this.gate.write(() => {
      if (!one.done) {
        const together = this.takeTogether();
        const done = this.applyTogether(build, together);
        for (const each of together) each.done = done;
      }
      return one.done as Promise<AppliedBatch>;
    });
  }

  /** The first that waits, and those after it that go on where it ends. */
  private takeTogether(): Waiting[] {
    const [first] = this.waiting;
    let count = 1;
    let size = first?.size ?? 0;
    for (; count < this.waiting.length; count += 1) {
      const [before, next] = [this.waiting[count - 1], this.waiting[count]];
      if (!before || !next || next.build !== before.build || next.first !== before.last + 1) break;
      size += next.size;
      if (size > FRAMES_TOGETHER) break;
    }
    return this.waiting.splice(0, count);
  }

  private async applyTogether(build: string, together: readonly Waiting[]): Promise<AppliedBatch> {
    const parts = await Promise.all(together.map(({ preparing }) => preparing));
    return this.apply(build, joinPrepared(parts));
  }
}
