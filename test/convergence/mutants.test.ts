import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import type { Commit } from '../../shared/events/commit.ts';
import { fold } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import { readState } from '../books/read-state.ts';
import { FrameWriter } from '../books/record.ts';
import fc from '../property.ts';
import { seed } from '../runs.ts';
import { type History, histories } from './history.ts';

const HISTORIES = 350;

const inputOf = (history: History) => ({
  commits: history.commits.map(({ envelope, events }): Commit => ({ envelope, events })),
  confirmations: history.confirmations,
});

/** What is left of everything, without the ids that a mutant may have changed. */
const rests = ({ documents, payments }: FoldedState): string =>
  canonicalJson(
    [...Object.values(documents), ...Object.values(payments)]
      .map(({ label, rest }) => `${label} ${rest}`)
      .sort(),
  );

afterEach(() => {
  vi.doUnmock('../../shared/events/commit.ts');
  vi.doUnmock('../../electron/books/decode.ts');
  vi.resetModules();
});

describe('mutants die', () => {
  it('EV3: settlements that stand in the order of clocks are told from those in the order of confirmation', async () => {
    vi.resetModules();
    vi.doMock('../../shared/events/commit.ts', async (original) => ({
      ...(await original<typeof import('../../shared/events/commit.ts')>()),
      orderKey: ({ clock, id }: { clock: string; id: string }) => `${clock}${id}`,
    }));
    const mutant = await import('../../shared/events/fold.ts');
    const samples = fc.sample(histories(), { numRuns: HISTORIES, seed });
    const standing = (state: FoldedState) => canonicalJson(state.allocations);
    const noticed = samples.filter(
      (history) => standing(mutant.fold(inputOf(history))) !== standing(fold(inputOf(history))),
    );
    expect(noticed.length).toBeGreaterThan(0);
  });

  it('EV1: commits told apart by the number of their frame are counted twice when they come both ways', async () => {
    vi.resetModules();
    vi.doMock('../../electron/books/decode.ts', async (original) => {
      const decode = await original<typeof import('../../electron/books/decode.ts')>();
      return {
        ...decode,
        decodeFrame: (frame: Parameters<typeof decode.decodeFrame>[0]) => {
          const decoded = decode.decodeFrame(frame);
          if (decoded?.type !== 'commit') return decoded;
          const id = `00000000-0000-4000-8000-${frame.number.toString(16).padStart(12, '0')}`;
          return { ...decoded, envelope: { ...decoded.envelope, id } };
        },
      };
    });
    const { openBooks } = await import('../../electron/books/books-core.ts');
    const { BooksDatabase } = await import('../../electron/books/schema.ts');
    let noticed = 0;
    for (const history of fc.sample(histories(), { numRuns: 10, seed })) {
      const writer = new FrameWriter();
      for (const commit of history.commits) writer.own(commit);
      for (const [index, commit] of history.commits.entries())
        writer.foreign(commit, { sequence: index + 1, received: 0, epoch: 'e1' });
      const indexedDB = new IDBFactory();
      const books = await openBooks({
        indexedDB,
        keyRange: IDBKeyRange,
        name: 'books',
        onEnd: () => undefined,
      });
      const begun = await books.begin('journal', 'incarnation');
      if (!begun.ok) throw new Error('the books do not begin');
      await books.apply(begun.value.build, writer.frames);
      await books.close();
      const db = new BooksDatabase('books', indexedDB, IDBKeyRange);
      await db.open();
      const confirmations = history.commits.map(({ envelope }, index) => ({
        id: envelope.id,
        sequence: index + 1,
        received: 0,
        epoch: 'e1',
      }));
      if (rests(await readState(db)) !== rests(fold({ ...inputOf(history), confirmations }))) noticed += 1;
      db.close();
    }
    expect(noticed).toBeGreaterThan(0);
  });
});
