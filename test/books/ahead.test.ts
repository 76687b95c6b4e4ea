/** Batches that are made ready while others are being written (BO2, ADR 46). */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { BooksDatabase } from '../../electron/books/schema.ts';
import { smallOffice, TODAY } from './small-office.ts';
import { value } from './suite.ts';

/** Every batch that waits is made ready ahead, alone. */
const EAGER = { together: 1, ahead: 1 };

/** Batches that are on their way between two reads. */
const FEW = 4;

async function begun() {
  const indexedDB = new IDBFactory();
  const faults: unknown[] = [];
  const onEnd = (fault: unknown) => faults.push(fault);
  const books = await openBooks({ indexedDB, keyRange: IDBKeyRange, name: 'books', onEnd, limits: EAGER });
  const { build } = value(await books.begin('journal', 'incarnation'));
  return { indexedDB, faults, books, build, frames: smallOffice().frames };
}

describe('batches ahead of the database', () => {
  it('BO2: a read between them sees rows and memory of one state, never what is still on its way', async () => {
    const { books, build, frames } = await begun();
    const applying: ReturnType<typeof books.apply>[] = [];
    for (const [index, frame] of frames.entries()) {
      applying.push(books.apply(build, [frame]));
      if (index % FEW !== FEW - 1) continue;
      // Once the first of these few is written memory has followed the next one, which is not.
      await applying.at(-FEW);
      for (const table of ['documents', 'payments'] as const)
        expect(value(await books.audit(table))).toMatchObject({ agrees: true });
    }
    for (const applied of await Promise.all(applying)) expect(applied.ok).toBe(true);
    expect(value(await books.state())).toMatchObject({ state: 'ready', applied: frames.length });
    await books.close();
  });

  it('BO2: books that another wrote meanwhile take nothing more and end, though memory had gone ahead', async () => {
    const { indexedDB, faults, books, build, frames } = await begun();
    expect((await books.apply(build, frames.slice(0, 2))).ok).toBe(true);
    const other = new BooksDatabase('books', indexedDB, IDBKeyRange);
    await other.open();
    await other.meta.update('state', { applied: 1 });
    const answers = await Promise.all(frames.slice(2, 5).map((frame) => books.apply(build, [frame])));
    expect(answers.map(({ ok }) => ok)).toEqual([false, false, false]);
    expect(faults).toHaveLength(1);
    expect(await books.query('aging.report', { asOf: TODAY, by: 'due' })).toMatchObject({ ok: false });
    expect(await other.log.where(':id').above(2).count()).toBe(0);
    other.close();
  });
});
