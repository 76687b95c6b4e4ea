/**
 * Batches of frames that wait for their turn are applied together, in one transaction: a row that several of them change is
 * written once, and nothing waits for a transaction's end more often than it must. While the database writes one transaction
 * the next is made of what has come meanwhile (ADR 46).
 */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { type Applying, joinPrepared, type Prepared, prepareFrames } from './apply.ts';
import type { Gate } from './gate.ts';
import type { AppliedBatch } from './workspace.ts';

export interface QueueLimits {
  /** Frames that one transaction takes at most, when more than one batch waits. */
  readonly together: number;
  /** So many are worth a transaction of their own while another is being written; fewer wait for its end. */
  readonly ahead: number;
}

const USUAL: QueueLimits = { together: 2_000, ahead: 1_000 };

interface Waiting {
  readonly build: string;
  readonly first: number;
  readonly last: number;
  readonly size: number;
  readonly preparing: Promise<Prepared>;
  readonly answer: PromiseWithResolvers<AppliedBatch>;
  isTaken: boolean;
}

const continues = (before: Waiting, next: Waiting | undefined): next is Waiting =>
  next !== undefined && next.build === before.build && next.first === before.last + 1;

export class ApplyQueue {
  private readonly gate: Gate;
  private readonly apply: (build: string, prepared: Prepared) => Promise<Applying>;
  private readonly limits: QueueLimits;
  private readonly waiting: Waiting[] = [];
  /** Called when something may have come to be applied ahead. */
  private onAdded: () => void = () => undefined;

  /** @param apply begins to write the frames; called again before they are written, with those that go on after them. */
  constructor(
    gate: Gate,
    apply: (build: string, prepared: Prepared) => Promise<Applying>,
    limits: QueueLimits = USUAL,
  ) {
    this.gate = gate;
    this.apply = apply;
    this.limits = limits;
  }

  /** Applies frames when it is their turn, which is the order of the calls; the answer may tell of more than them. */
  add(build: string, frames: readonly BooksFrame[]): Promise<AppliedBatch> {
    const preparing = prepareFrames(frames);
    preparing.catch(() => undefined);
    const first = frames[0]?.number ?? 0;
    const size = frames.length;
    const answer = Promise.withResolvers<AppliedBatch>();
    const one: Waiting = { build, first, last: first + size - 1, size, preparing, answer, isTaken: false };
    this.waiting.push(one);
    this.onAdded();
    const turn = this.gate.write(async () => {
      if (!one.isTaken) await this.applyWhatWaits();
    });
    turn.catch(answer.reject);
    return answer.promise;
  }

  /** Applies what waits, and what comes meanwhile and goes on where it ends, until a read wants its turn. */
  private async applyWhatWaits(): Promise<void> {
    let together: Waiting[];
    let writing: Promise<unknown> = Promise.resolve();
    do {
      together = this.takeTogether();
      const next = this.applyTogether(together);
      await next.onItsWay;
      // Two are on their way at most: one being written, one ready behind it.
      await writing;
      writing = next.written;
      await Promise.race([writing, this.enoughAfter(together)]);
    } while (!this.gate.isAwaited && this.goesOn(together));
    await writing;
  }

  /** The first that waits, and those after it that go on where it ends. */
  private takeTogether(): Waiting[] {
    let count = 1;
    let size = this.waiting[0]?.size ?? 0;
    for (; count < this.waiting.length; count += 1) {
      const [before, next] = [this.waiting[count - 1], this.waiting[count]];
      if (!before || !continues(before, next)) break;
      size += next.size;
      if (size > this.limits.together) break;
    }
    const together = this.waiting.splice(0, count);
    for (const one of together) one.isTaken = true;
    return together;
  }

  private goesOn(after: readonly Waiting[]): boolean {
    const last = after.at(-1);
    return last !== undefined && continues(last, this.waiting[0]);
  }

  /** Ends when so much waits that it need not wait for what is being written. */
  private enoughAfter(after: readonly Waiting[]): Promise<void> {
    return new Promise((resolve) => {
      this.onAdded = () => {
        const size = this.waiting.reduce((sum, one) => sum + one.size, 0);
        if (size >= this.limits.ahead && this.goesOn(after)) resolve();
      };
      this.onAdded();
    });
  }

  /** Both promises end, also when something goes wrong: that is told to each of the batches. */
  private applyTogether(together: readonly Waiting[]): {
    onItsWay: Promise<unknown>;
    written: Promise<unknown>;
  } {
    const applying = Promise.all(together.map(({ preparing }) => preparing)).then((parts) =>
      this.apply(together[0]?.build ?? '', joinPrepared(parts)),
    );
    const settled = applying
      .then(async ({ batch, written }) => {
        const [applied] = await Promise.all([batch, written]);
        for (const { answer } of together) answer.resolve(applied);
      })
      .catch((fault: unknown) => {
        for (const { answer } of together) answer.reject(fault);
      });
    return { onItsWay: applying.then(({ batch }) => batch).catch(() => undefined), written: settled };
  }
}
