import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import type { QueueLimits } from '../../electron/books/apply-queue.ts';
import { openBooks } from '../../electron/books/books-core.ts';
import { booksDigest } from '../../electron/books/digest.ts';
import { Recent } from '../../electron/books/recent.ts';
import { BooksDatabase, COUNTED_TABLES } from '../../electron/books/schema.ts';
import { settleAgain } from '../../electron/books/settle-again.ts';
import { moveRow } from '../../electron/books/sums.ts';
import { type Known, Workspace } from '../../electron/books/workspace.ts';
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { fold } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import { keptOf, readState } from '../books/read-state.ts';
import { FrameWriter } from '../books/record.ts';
import fc from '../property.ts';
import { runs, seed } from '../runs.ts';
import { PAD, SHEETS } from './acts.ts';
import { type History, histories, orderlyHistories, paperHistories } from './history.ts';

/** How often a new allocation or deduction was settled at the end of the order, and how often everything was folded. */
const ways = vi.hoisted(() => ({ atEnd: 0, folded: 0 }));

vi.mock('../../electron/books/settle-at-end.ts', async (original) => {
  const real = await original<typeof import('../../electron/books/settle-at-end.ts')>();
  const counted = <T>(result: T): T => {
    ways[result ? 'atEnd' : 'folded'] += 1;
    return result;
  };
  return {
    ...real,
    allocateAtEnd: (...args: Parameters<typeof real.allocateAtEnd>) => counted(real.allocateAtEnd(...args)),
    reduceAtEnd: (...args: Parameters<typeof real.reduceAtEnd>) => counted(real.reduceAtEnd(...args)),
  };
});

/** How one device's journal came about: which commits are foreign, in what order, confirmed when, in what batches. */
interface Delivery {
  readonly order: readonly number[];
  readonly batches: readonly number[];
  /** Commits arrive as they were written, as a device's own do. */
  readonly inOrder: boolean;
  /** Batches come without waiting for those before, and are made ready while others are being written (ADR 46). */
  readonly atOnce: boolean;
}

/** With these every batch that waits is made ready ahead, and a few share a transaction. */
const EAGER: QueueLimits = { together: 6, ahead: 1 };

const deliveries: fc.Arbitrary<Delivery> = fc.record({
  order: fc.array(fc.nat(10_000), { minLength: 10, maxLength: 60, size: 'max' }),
  batches: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 10 }),
  inOrder: fc.boolean(),
  atOnce: fc.boolean(),
});

function framesOf(history: History, { order, inOrder }: Delivery): readonly BooksFrame[] {
  const confirmed = Map.groupBy(history.confirmations, ({ id }) => id);
  const writer = new FrameWriter();
  const key = (index: number) => order[index % order.length] ?? 0;
  const steps = history.commits.flatMap((commit, index) => {
    const [confirmation, ...again] = confirmed.get(commit.envelope.id) ?? [];
    const place = inOrder ? index * 10_000 : key(index);
    const own = { place, write: () => writer.own(commit) };
    if (!confirmation) return [own];
    const { sequence, received, epoch } = confirmation;
    const foreign = { place, write: () => writer.foreign(commit, { sequence, received, epoch }) };
    // What a restored server says of it arrives earlier or later than what was said before (SY7).
    const later = again.map((said) => ({ place: key(index + 11), write: () => writer.acknowledge([said]) }));
    const acknowledge = {
      place: key(index + 7) * (inOrder ? 60 : 1),
      write: () => writer.acknowledge([confirmation]),
    };
    if (key(index + 3) % 3 === 0) return [foreign, ...later];
    // Sometimes it comes both ways: pushed by this desktop and pulled again later.
    return key(index + 3) % 3 === 1
      ? [own, acknowledge, ...later]
      : [own, { ...foreign, place: key(index + 5) }, acknowledge, ...later];
  });
  steps.sort((a, b) => a.place - b.place);
  for (const { write } of steps) write();
  return writer.frames;
}

async function booksAfter(history: History, delivery: Delivery): Promise<BooksDatabase> {
  const indexedDB = new IDBFactory();
  const faults: unknown[] = [];
  const onEnd = (fault: unknown) => faults.push(fault);
  const books = await openBooks({ indexedDB, keyRange: IDBKeyRange, name: 'books', onEnd, limits: EAGER });
  const begun = await books.begin('journal', 'incarnation');
  if (!begun.ok) throw new Error('the books do not begin');
  const frames = framesOf(history, delivery);
  const applying: ReturnType<typeof books.apply>[] = [];
  for (let at = 0, turn = 0; at < frames.length; turn++) {
    const size = delivery.batches[turn % delivery.batches.length] ?? 1;
    const applied = books.apply(begun.value.build, frames.slice(at, at + size));
    applying.push(applied);
    if (!delivery.atOnce) await applied;
    at += size;
  }
  const answers = await Promise.all(applying);
  if (faults[0]) throw faults[0];
  for (const { ok } of answers) expect(ok).toBe(true);
  const report = await books.query('aging.report', { asOf: '2026-03-01', by: 'due' });
  expect(report).toMatchObject({ ok: true, value: { tied: true } });
  await books.close();
  const db = new BooksDatabase('books', indexedDB, IDBKeyRange);
  await db.open();
  return db;
}

const reference = (history: History): FoldedState =>
  keptOf(
    fold({
      commits: history.commits.map(({ envelope, events }) => ({ envelope, events })),
      confirmations: history.confirmations,
    }),
  );

/** A memory that makes every row be read. */
const NOTHING_KNOWN = {
  sums: new Map(),
  series: new Map(),
  closes: new Map(),
  authors: new Map(),
  meta: undefined,
  rare: {
    waiting: new Set<string>(),
    unread: new Set<string>(),
    confirmations: new Set<string>(),
    drafts: new Set<string>(),
  },
  greatest: new Map(
    Object.entries({ documents: 'g', payments: 'g', allocations: 'g', reductions: 'g', commits: 'g' }),
  ),
} satisfies Known;

describe('the books', () => {
  it('BO4, EV3: are the fold of the set of commits, however they were delivered and confirmed', async () => {
    const met = { cut: 0, doubled: 0, ended: 0, waiting: 0 };
    await fc.assert(
      fc.asyncProperty(histories(), deliveries, async (history, delivery) => {
        const db = await booksAfter(history, delivery);
        const state = await readState(db);
        expect(state).toEqual(reference(history));
        const { allocations, documents, payments } = state;
        met.cut += Object.values(allocations).filter(({ cut, amount }) => cut > 0 && amount > 0).length;
        met.ended += Object.values(allocations).filter(
          ({ until, amount }) => until < '9999' && amount > 0,
        ).length;
        met.doubled += Object.entries({ ...documents, ...payments }).filter(([id]) =>
          id.startsWith('f0'),
        ).length;
        met.waiting += await db.waiting.count();
        db.close();
      }),
      { numRuns: runs(150), seed },
    );
    // The histories are worth their name only when devices got in each other's way in them.
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(runs(150) / 30);
  });

  it('BO4: what was settled at the end of the order is what folding everything again gives', async () => {
    Object.assign(ways, { atEnd: 0, folded: 0 });
    await fc.assert(
      fc.asyncProperty(orderlyHistories(), deliveries, async (history, delivery) => {
        const db = await booksAfter(history, { ...delivery, inOrder: true });
        expect(await readState(db)).toEqual(reference(history));
        const work = new Workspace(db, NOTHING_KNOWN, new Recent());
        for (const table of ['documents', 'payments'] as const) {
          for (const id of await db[table].toCollection().primaryKeys()) work.needsRefold({ table, id });
        }
        await settleAgain(work);
        for (const cache of [work.documents, work.payments, work.allocations]) {
          for (const { before, after } of cache.changes()) expect(before).toEqual(after);
        }
        db.close();
      }),
      { numRuns: runs(150), seed },
    );
    expect(ways.atEnd).toBeGreaterThan(runs(150) * 3);
    expect(ways.folded).toBeGreaterThan(runs(150));
  });

  it('NU6: a sheet that was entered twice stands on both documents and is noted, whatever arrived first', async () => {
    const met = { twice: 0, spoilt: 0, entered: 0 };
    await fc.assert(
      fc.asyncProperty(paperHistories(), deliveries, async (history, delivery) => {
        const db = await booksAfter(history, delivery);
        expect(await readState(db)).toEqual(reference(history));
        const rows = (await db.documents.toArray()).filter(({ series }) => series === PAD);
        const noted = (await db.review.toArray()).filter(({ kind }) => kind === 'same-number');
        const pairs = new Set(noted.flatMap(({ subjects }) => subjects));
        for (let sheet = 1; sheet <= SHEETS; sheet += 1) {
          const entered = rows.filter(({ counter }) => counter === sheet).map(({ id }) => id);
          met.entered += entered.length > 0 ? 1 : 0;
          if (entered.length < 2) continue;
          met.twice += 1;
          for (const one of entered) expect(pairs).toContain(one);
        }
        const said = (await db.series.get(PAD))?.sheets ?? [];
        met.spoilt += said.some(({ reason }) => reason !== null) ? 1 : 0;
        db.close();
      }),
      { numRuns: runs(60), seed },
    );
    for (const count of Object.values(met)) expect(count).toBeGreaterThan(runs(60) / 10);
  });

  it('BO1: keep counts and sums that a scan of the rows gives', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), deliveries, async (history, delivery) => {
        const db = await booksAfter(history, delivery);
        const scanned: Parameters<typeof moveRow>[0] = new Map();
        for (const table of COUNTED_TABLES) {
          const { rows } = await db.rowsOf(table).part('', 1_000_000);
          for (const row of rows) moveRow(scanned, table, row, 1);
        }
        const kept = await db.sums.toArray();
        const inUse = kept.filter(({ count }) => count > 0);
        expect(new Map(inUse.map((row) => [row.id, row]))).toEqual(scanned);
        for (const row of kept)
          if (row.count === 0) expect([row.total, row.rest, row.open, row.hash]).toEqual([0, 0, 0, 0]);
        db.close();
      }),
      { numRuns: runs(60), seed },
    );
  });

  it('JO4, BO4: have one digest, however the commits were delivered, confirmed and batched', async () => {
    await fc.assert(
      fc.asyncProperty(histories(), deliveries, deliveries, async (history, one, other) => {
        const digests = await Promise.all(
          [one, other].map(async (delivery) => {
            const db = await booksAfter(history, delivery);
            const sums = new Map((await db.sums.toArray()).map((sum) => [sum.id, sum]));
            db.close();
            return (await booksDigest(sums, 0)).digest;
          }),
        );
        expect(digests[0]).toBe(digests[1]);
      }),
      { numRuns: runs(60), seed },
    );
  });
});
