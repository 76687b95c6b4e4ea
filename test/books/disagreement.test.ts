import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { sampleRows } from '../../electron/books/digest.ts';
import type { Page } from '../../electron/books/pages.ts';
import { BooksDatabase, COUNTED_TABLES, type CountedTable, storeOf } from '../../electron/books/schema.ts';
import { AUDITED_TABLES, type Books } from '../../shared/contract/books-port.ts';
import { eventually } from '../eventually.ts';
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

/** A day of which memory says nothing: what was open then is read from the rows. */
const LONG_AGO = '2024-06-30';

async function firstAnswer(indexedDB: IDBFactory, asOf = LONG_AGO) {
  const books = await open(indexedDB);
  const answer = await books.query('aging.report', { asOf, by: 'due' });
  await books.close();
  return answer;
}

const isPage = (row: object | undefined): row is Page => row !== undefined && 'texts' in row;

/** A page whose last row says something else. */
const changedPage = (page: Page, change: object): Page => ({
  ...page,
  texts: page.texts.map((text, index) =>
    index === page.texts.length - 1 ? JSON.stringify({ ...JSON.parse(text), ...change }) : text,
  ),
});

const PAGED: readonly CountedTable[] = ['commits', 'allocations'];

const disagree = (table: string) => ({ ok: false, error: { kind: 'books-disagree', table } });

describe('books whose rows were damaged', () => {
  it('BO1: answer as before when nothing was damaged', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    expect(await firstAnswer(indexedDB)).toMatchObject({ ok: true, value: { tied: true } });
    expect(await firstAnswer(indexedDB, TODAY)).toMatchObject({ ok: true, value: { tied: true } });
  });

  it('BO1: show nothing when an amount that is open has changed', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    await damage(indexedDB, (db) => db.documents.update(id('inv', 6), { rest: 7 as never }));
    expect(await firstAnswer(indexedDB)).toEqual(disagree('documents'));
    expect(await firstAnswer(indexedDB, TODAY)).toEqual(disagree('documents'));
  });

  it('BO1: show nothing when a row is lost, in whatever table', async () => {
    for (const table of COUNTED_TABLES) {
      const indexedDB = new IDBFactory();
      await filled(indexedDB);
      let lost = 0;
      await damage(indexedDB, async (db) => {
        const store = db.table(storeOf(table));
        const [key] = await store.toCollection().primaryKeys();
        if (key === undefined) return;
        lost += 1;
        await store.delete(key);
      });
      if (lost > 0) expect(await firstAnswer(indexedDB)).toEqual(disagree(table));
    }
  });

  it('BO1: show nothing when a page has lost some of its rows, as when an older one of it comes back', async () => {
    for (const table of PAGED) {
      const indexedDB = new IDBFactory();
      await filled(indexedDB);
      await damage(indexedDB, async (db) => {
        const page: Page = await db.table(storeOf(table)).orderBy(':id').last();
        const [ids, texts] = [page.ids.slice(0, -1), page.texts.slice(0, -1)];
        await db.table(storeOf(table)).put({ ...page, size: ids.length, ids, texts });
      });
      expect(await firstAnswer(indexedDB)).toEqual(disagree(table));
    }
  });

  it('BO3: delete themselves when a page does not hold what it says', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    let last = '';
    await damage(indexedDB, async (db) => {
      const page: Page = await db.table(storeOf('commits')).orderBy(':id').last();
      last = page.ids[0] ?? '';
      await db.table(storeOf('commits')).put({ ...page, ids: page.ids.slice(0, -1) });
    });
    const ended = Promise.withResolvers<unknown>();
    const books = await openBooks({ indexedDB, keyRange: IDBKeyRange, name: 'books', onEnd: ended.resolve });
    expect((await books.lookup('commit', { id: last })).ok).toBe(false);
    await ended.promise;
    expect((await indexedDB.databases()).map(({ name }) => name)).toEqual([]);
  });

  it('BO4: an audit finds whatever a row says otherwise, in whatever table, settled or not', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    const changes = {
      documents: { number: 'INV-9' },
      payments: { reference: 'changed' },
      allocations: { asked: 1 },
      reductions: { kind: 'changed' },
      commits: { recorded: 1 },
      series: { highest: 999 },
      drafts: { changed: 1 },
    };
    for (const table of AUDITED_TABLES) {
      const whole = await open(indexedDB);
      const before = await whole.audit(table);
      await whole.close();
      expect(before).toMatchObject({ ok: true, value: { agrees: true } });
      if (!before.ok || before.value.rows === 0) continue;
      let kept: { id: string } | undefined;
      await damage(indexedDB, async (db) => {
        const store = db.table(storeOf(table));
        kept = await store.orderBy(':id').last();
        const merged = { name: { value: 'Changed', clock: '1', commit: 'x' } };
        const change = Object.hasOwn(changes, table) ? changes[table as keyof typeof changes] : { merged };
        await store.put(isPage(kept) ? changedPage(kept, change) : { ...kept, ...change });
      });
      const books = await open(indexedDB);
      expect(await books.audit(table), table).toEqual({
        ok: true,
        value: { rows: before.value.rows, agrees: false },
      });
      await books.close();
      await damage(indexedDB, (db) => db.table(storeOf(table)).put(kept));
    }
  });

  it('BO4: the sample of a start reads one month, and finds what was settled long ago', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    await damage(indexedDB, async (db) => {
      const sums = new Map((await db.sums.toArray()).map((sum) => [sum.id, sum]));
      const months = [
        ...new Set([...sums.values()].flatMap((sum) => (sum.table === 'billed' ? sum.kind : []))),
      ];
      const settled = (await db.documents.toArray()).find(({ rest }) => rest === 0);
      const hit = months.sort().indexOf(settled?.issue.slice(0, 7) ?? '');
      expect(months.length).toBeGreaterThan(1);
      const last = (count: number) => Math.min(hit, count - 1);
      expect(await sampleRows(db, sums, last)).toBeUndefined();
      await db.documents.update(settled?.id ?? '', { total: 1 as never });
      expect(await sampleRows(db, sums, last)).toBe('documents');
      expect(await sampleRows(db, sums, (count) => (hit + 1) % count)).toBeUndefined();
    });
  });

  it('BO4: what the sample of a start finds is not shown', async () => {
    const indexedDB = new IDBFactory();
    await filled(indexedDB);
    await damage(indexedDB, (db) => db.documents.toCollection().modify({ orderNumber: 'changed' }));
    const books = await open(indexedDB);
    await eventually(async () => {
      expect(await books.query('books.counts', {})).toEqual(disagree('documents'));
    });
    await books.close();
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
    expect(await books.lookup('taxes', {})).toEqual({
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
