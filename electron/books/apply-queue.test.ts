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

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** A queue whose transactions end one by one, each when `end` is called; notes what each took. */
function queue() {
  const gate = new Gate();
  const taken: [build: string, first: number, count: number][] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const applying = new ApplyQueue(gate, async (build: string, prepared: Prepared) => {
    taken.push([build, prepared.frames[0]?.number ?? 0, prepared.frames.length]);
    const end = Promise.withResolvers<void>();
    ends.push(end);
    const batch = { meta: { applied: prepared.frames.at(-1)?.number } } as unknown as AppliedBatch;
    return { batch: Promise.resolve(batch), written: end.promise };
  });
  const nextEnd = async () => {
    await settle();
    const end = ends.shift();
    if (!end) throw new Error('nothing is being written');
    return end;
  };
  return {
    gate,
    applying,
    taken,
    end: async () => (await nextEnd()).resolve(),
    fail: async (fault: Error) => (await nextEnd()).reject(fault),
  };
}

describe('batches that wait for their turn', () => {
  it('BO1: are applied together when they go on where the one before ends; each is answered', async () => {
    const { applying, taken, end } = queue();
    const first = applying.add('b', frames(1, 10));
    // The turn of the first begins before the others come.
    await settle();
    const others = [applying.add('b', frames(11, 5)), applying.add('b', frames(16, 5))];
    await end();
    await end();
    const answers = await Promise.all([first, ...others]);
    expect(taken).toEqual([
      ['b', 1, 10],
      ['b', 11, 10],
    ]);
    expect(answers.map(({ meta }) => meta.applied)).toEqual([10, 20, 20]);
  });

  it('BO1: stay apart when they do not continue, are for other books, or would be too many', async () => {
    const { applying, taken, end } = queue();
    const all = [
      applying.add('b', frames(1, 1_500)),
      applying.add('b', frames(1_501, 500)),
      applying.add('b', frames(2_001, 1)),
      applying.add('b', frames(7, 1)),
      applying.add('c', frames(8, 1)),
    ];
    for (let transaction = 0; transaction < 4; transaction += 1) await end();
    await Promise.all(all);
    expect(taken).toEqual([
      ['b', 1, 2_000],
      ['b', 2_001, 1],
      ['b', 7, 1],
      ['c', 8, 1],
    ]);
  });

  it('BO2: many go ahead while those before are being written, few do not, and never more than one transaction', async () => {
    const { applying, taken, end } = queue();
    const all = [applying.add('b', frames(1, 10))];
    await settle();
    all.push(applying.add('b', frames(11, 400)));
    await settle();
    expect(taken).toHaveLength(1);
    all.push(applying.add('b', frames(411, 700)));
    await settle();
    expect(taken).toEqual([
      ['b', 1, 10],
      ['b', 11, 1_100],
    ]);
    all.push(applying.add('b', frames(1_111, 1_500)));
    await settle();
    expect(taken).toHaveLength(2);
    for (let transaction = 0; transaction < 3; transaction += 1) await end();
    await Promise.all(all);
    expect(taken[2]).toEqual(['b', 1_111, 1_500]);
  });

  it('BO2: leave the turn to a read that waits, which sees nothing that is not written', async () => {
    const { applying, gate, taken, end } = queue();
    const first = applying.add('b', frames(1, 10));
    await settle();
    let seen = 0;
    const reading = gate.read(async () => {
      seen = taken.length;
    });
    const second = applying.add('b', frames(11, 1_500));
    await settle();
    expect([taken.length, seen]).toEqual([1, 0]);
    await end();
    await reading;
    expect(seen).toBe(1);
    await end();
    await Promise.all([first, second]);
    expect(taken).toHaveLength(2);
  });

  it('BO2: what goes wrong with some is told to each of them, and the next ones have their turn', async () => {
    const { applying, taken, end, fail } = queue();
    const both = [applying.add('b', frames(1, 1)), applying.add('b', frames(2, 1))];
    const outcomes = Promise.allSettled([...both, applying.add('b', frames(9, 1))]);
    await fail(new NotContinuing());
    await end();
    const wrong = (await outcomes).map(
      (one) => one.status === 'rejected' && one.reason instanceof NotContinuing,
    );
    expect(wrong).toEqual([true, true, false]);
    expect(taken).toHaveLength(2);
  });
});
