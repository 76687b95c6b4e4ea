import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { BooksDatabase, COUNTED_TABLES } from '../../electron/books/schema.ts';
import type { Books } from '../../shared/contract/books-port.ts';
import { id } from './record.ts';
import { smallOffice, TODAY } from './small-office.ts';

const open = (indexedDB: IDBFactory, faults: unknown[] = []): Promise<Books> =>
  openBooks({ indexedDB, keyRange: IDBKeyRange, name: 'books', onEnd: (fault) => faults.push(fault) });

async function filled(indexedDB: IDBFactory): Promise<void> {
  const books = await open(indexedDB);
  const begun = await books.begin('journal', 'incarnation');
  if (!begun.ok) throw new Error('the books do not begin');
  await books.apply(begun.value.build, smallOffice().frames);
  await books.close();
}

/** Changes the rows behind the books' back, as damage on disk would. */
async function damage(indexedDB: IDBFactory, how: (db: BooksDatabase) => Promise<unknown>): Promise<void> {
  const db = new BooksDatabase('books', indexedDB, IDBKeyRange);
  await db.open();
  await how(db);
  db.close();
}

/** Both kinds of answers: from memory, and from rows. */
async function firstAnswers(indexedDB: IDBFactory) {
  const books = await open(indexedDB);
  const counts = await books.query('books.counts', {});
  const users = await books.lookup('users', {});
  await books.close();
  return { counts, users };
}

async function firstAnswer(indexedDB: IDBFactory) {
  const books = await open(indexedDB);
  const answer = await books.query('aging.report', { asOf: TODAY, by: 'due' });
  await books.close();
  return answer;
}

const disagree = (table: string) => ({ ok: false, error: { kind: 'books-disagree', table } });

describe('books whose rows were damaged', () => {
  it('BO1: answer as before when nothing was damaged', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    expect(await firstAnswer(indexedDB)).toMatchObject({ ok: true, value: { tied: true } });
  });

  it('BO1: show nothing when an amount that is open has changed', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    await damage(indexedDB, (db) => db.documents.update(id('inv', 6), { rest: 7 as never }));
    expect(await firstAnswer(indexedDB)).toEqual(disagree('documents'));
  });

  it('BO1: show nothing when a row is lost, in whatever table', async () => {
    for (const table of COUNTED_TABLES) {
      const indexedDB = new IDBFactory();
      await filled(indexedDB);
      let lost = 0;
      await damage(indexedDB, async (db) => {
        const [key] = await db.table(table).toCollection().primaryKeys();
        if (key === undefined) return;
        lost += 1;
        await db.table(table).delete(key);
      });
      if (lost > 0) expect(await firstAnswer(indexedDB)).toEqual(disagree(table));
    }
  });

  it('BO1: answer nothing from memory either when a small table has lost a row', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    await damage(indexedDB, (db) => db.records('users').clear());
    expect(await firstAnswers(indexedDB)).toEqual({ counts: disagree('users'), users: disagree('users') });
  });

  it('BO3: delete themselves when they cannot be read, so that the next ones are built anew', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    await damage(indexedDB, (db) => db.records('customers').update(id('cust', 1), { merged: null as never }));
    const ended = Promise.withResolvers<unknown>();
    const books = await openBooks({ indexedDB, keyRange: IDBKeyRange, name: 'books', onEnd: ended.resolve });
    expect(await books.lookup('company', {})).toEqual({
      ok: false,
      error: { kind: 'unavailable', what: 'books' },
    });
    await ended.promise;
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
    const again = await open(indexedDB);
    expect(await again.state()).toEqual({ ok: true, value: { state: 'empty' } });
  });

  it('BO1: show nothing when frames are missing at the end of the log', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    await damage(indexedDB, async (db) => db.log.delete((await db.log.orderBy(':id').last())?.first ?? 0));
    expect(await firstAnswer(indexedDB)).toEqual(disagree('log'));
  });

  it('BO3: can be begun again after a disagreement, and then answer', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    await damage(indexedDB, (db) => db.payments.clear());
    const books = await open(indexedDB);
    expect((await books.query('books.counts', {})).ok).toBe(false);
    const begun = await books.begin('journal', 'incarnation');
    if (!begun.ok) throw new Error('the books do not begin');
    await books.apply(begun.value.build, smallOffice().frames);
    expect(await books.query('books.counts', {})).toMatchObject({ ok: true, value: { payments: 87 } });
  });

  it('BO2: end, and never open again in place, when the database is deleted under them', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    const faults: unknown[] = [];
    const books = await open(indexedDB, faults);
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('books').onsuccess = resolve;
    });
    expect(faults).toHaveLength(1);
    const unavailable = { ok: false, error: { kind: 'unavailable', what: 'books' } };
    expect(await books.state()).toEqual(unavailable);
    expect(await books.query('books.counts', {})).toEqual(unavailable);
    expect(await books.apply('build', [])).toEqual(unavailable);
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
  });
});
