import { describe, expect, it } from 'vitest';
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { NotContinuing, type Prepared } from './apply.ts';
import { ApplyQueue } from './apply-queue.ts';
import { Gate } from './gate.ts';
import type { AppliedBatch } from './workspace.ts';

const frames = (first: number, count: number): BooksFrame[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 9,
    number: first + index,
    payload: new Uint8Array(1),
    chain: new Uint8Array(32),
  }));

/** A queue whose first transaction lasts until `go`; notes what each took. */
function queue() {
  const taken: [build: string, first: number, count: number][] = [];
  const { promise, resolve: go } = Promise.withResolvers<void>();
  let fault: Error | undefined;
  const applying = new ApplyQueue(new Gate(), async (build: string, prepared: Prepared) => {
    await promise;
    if (fault) throw fault;
    taken.push([build, prepared.frames[0]?.number ?? 0, prepared.frames.length]);
    return { meta: { applied: prepared.frames.at(-1)?.number } } as unknown as AppliedBatch;
  });
  const fail = (with_: Error) => {
    fault = with_;
  };
  return { applying, taken, go, fail };
}

describe('batches that wait for their turn', () => {
  it('BO1: are applied together when they go on where the one before ends; each is answered', async () => {
    const { applying, taken, go } = queue();
    const first = applying.add('b', frames(1, 10));
    // The turn of the first begins before the others come.
    await new Promise((resolve) => setTimeout(resolve));
    const others = [applying.add('b', frames(11, 5)), applying.add('b', frames(16, 5))];
    go();
    const answers = await Promise.all([first, ...others]);
    expect(taken).toEqual([
      ['b', 1, 10],
      ['b', 11, 10],
    ]);
    expect(answers.map(({ meta }) => meta.applied)).toEqual([10, 20, 20]);
  });

  it('BO1: stay apart when they do not continue, are for other books, or would be too many', async () => {
    const { applying, taken, go } = queue();
    go();
    await Promise.all([
      applying.add('b', frames(1, 1_500)),
      applying.add('b', frames(1_501, 500)),
      applying.add('b', frames(2_001, 1)),
      applying.add('b', frames(7, 1)),
      applying.add('c', frames(8, 1)),
    ]);
    expect(taken).toEqual([
      ['b', 1, 2_000],
      ['b', 2_001, 1],
      ['b', 7, 1],
      ['c', 8, 1],
    ]);
  });

  it('BO2: what goes wrong with some is told to each of them, and the next ones have their turn', async () => {
    const { applying, go, fail } = queue();
    fail(new NotContinuing());
    go();
    const both = [applying.add('b', frames(1, 1)), applying.add('b', frames(2, 1))];
    const outcomes = await Promise.allSettled([...both, applying.add('b', frames(9, 1))]);
    expect(outcomes.map((one) => one.status === 'rejected' && one.reason instanceof NotContinuing)).toEqual([
      true,
      true,
      true,
    ]);
  });
});
