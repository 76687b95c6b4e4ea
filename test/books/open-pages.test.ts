/** What is open as pages (BO5): a start from them knows what a start from the rows knows. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { columnsRead, columnsText } from '../../electron/books/columns.ts';
import { loadMemory, type Memory } from '../../electron/books/memory.ts';
import { MOVES } from '../../electron/books/open-pages.ts';
import { writeOpenPages } from '../../electron/books/open-pages-writer.ts';
import { hashText } from '../../electron/books/row-hash.ts';
import { BooksDatabase } from '../../electron/books/schema.ts';
import type { Books, BooksFrame } from '../../shared/contract/books-port.ts';
import { event } from '../../shared/events/event-types.ts';
import { eventually } from '../eventually.ts';
import { Author, customerFields, FrameWriter, id, issued } from './record.ts';
import { smallOffice, TODAY } from './small-office.ts';
import { value } from './suite.ts';

async function within<T>(indexedDB: IDBFactory, work: (db: BooksDatabase) => PromiseLike<T>): Promise<T> {
  const db = new BooksDatabase('books', indexedDB, IDBKeyRange);
  await db.open();
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

const open = (indexedDB: IDBFactory) =>
  openBooks({
    indexedDB,
    keyRange: IDBKeyRange,
    name: 'books',
    onEnd: (fault) => {
      throw fault;
    },
  });

/** Applies frames in parts, and says the build. */
async function apply(indexedDB: IDBFactory, frames: readonly BooksFrame[], build?: string): Promise<string> {
  const books = await open(indexedDB);
  const own = build ?? value(await books.begin('journal', 'incarnation')).build;
  for (let at = 0; at < frames.length; at += 5) value(await books.apply(own, frames.slice(at, at + 5)));
  await books.close();
  return own;
}

const openThings = ({ documents, payments, disagrees }: Memory) => ({
  documents: new Map([...documents.all].sort()),
  payments: new Map([...payments.all].sort()),
  disagrees,
});

/** What a start finds open as the database stands, and how much of it was read row by row. */
const start = (indexedDB: IDBFactory) =>
  within(indexedDB, async (db) => {
    const memory = await loadMemory(db);
    return { ...openThings(memory), fromRows: memory.openFromRows };
  });

const startFromRows = (indexedDB: IDBFactory) =>
  within(indexedDB, async (db) => {
    await db.openPages.clear();
    return openThings(await loadMemory(db));
  });

const writePages = (indexedDB: IDBFactory) =>
  within(indexedDB, async (db) => writeOpenPages(db, await loadMemory(db)));

describe('a start from pages of what is open', () => {
  it('knows what the rows say, wherever in a history the pages were written', async () => {
    const { frames } = smallOffice();
    const found: number[] = [];
    for (let at = 10; at < frames.length; at += 45) {
      const indexedDB = new IDBFactory();
      const build = await apply(indexedDB, frames.slice(0, at));
      await writePages(indexedDB);
      const same = await start(indexedDB);
      await apply(indexedDB, frames.slice(at), build);
      const { fromRows, ...moved } = await start(indexedDB);
      expect(same.fromRows).toBe(0);
      expect(moved).toEqual(await startFromRows(indexedDB));
      expect(moved.documents.size).toBeGreaterThan(2);
      found.push(fromRows);
    }
    expect(new Set(found).size).toBeGreaterThan(1);
  });

  it('BO1: reads the rows when a page is missing, damaged, of other books or of later ones', async () => {
    const indexedDB = new IDBFactory();
    await apply(indexedDB, smallOffice().frames);
    const rows = await startFromRows(indexedDB);
    const harms: readonly ((db: BooksDatabase) => PromiseLike<unknown>)[] = [
      (db: BooksDatabase) =>
        db.openPages
          .toCollection()
          .first()
          .then((page) => db.openPages.delete(page?.id ?? '')),
      (db: BooksDatabase) => db.openPages.toCollection().modify({ text: '[]' }),
      (db: BooksDatabase) => db.openPages.toCollection().modify({ build: 'another' }),
      (db: BooksDatabase) => db.openPages.toCollection().modify({ applied: 1_000_000 }),
      (db: BooksDatabase) => db.openMoves.put({ number: 1_000_000, named: null }),
    ];
    for (const harm of harms) {
      await writePages(indexedDB);
      expect((await start(indexedDB)).fromRows).toBe(0);
      await within(indexedDB, harm);
      const { fromRows, ...found } = await start(indexedDB);
      expect(fromRows).toBe(rows.documents.size + rows.payments.size);
      expect(found).toEqual(rows);
      await within(indexedDB, (db) => db.openMoves.clear());
    }
  });

  it('BO1: shows nothing when pages say another rest than the sums', async () => {
    const indexedDB = new IDBFactory();
    await apply(indexedDB, smallOffice().frames);
    await writePages(indexedDB);
    await within(indexedDB, (db) =>
      db.openPages
        .where(':id')
        .startsWith('')
        .modify((page) => {
          const [first, ...rest] = columnsRead<{ outstanding?: number }>(page.text);
          const other =
            first?.outstanding === undefined ? first : { ...first, outstanding: first.outstanding + 1 };
          const text = columnsText([...(other ? [other] : []), ...rest]);
          Object.assign(page, { text, hash: hashText(text) });
        }),
    );
    expect((await start(indexedDB)).disagrees).toBe('documents');
    const books = await open(indexedDB);
    const answer = await books.query('aging.report', { asOf: TODAY, by: 'due' });
    await books.close();
    expect(answer).toEqual({ ok: false, error: { kind: 'books-disagree', table: 'documents' } });
  });

  it('pages of which only some were written again leave those before them in force', async () => {
    const indexedDB = new IDBFactory();
    const { frames } = smallOffice();
    const build = await apply(indexedDB, frames.slice(0, -30));
    await writePages(indexedDB);
    await apply(indexedDB, frames.slice(-30), build);
    const before = await start(indexedDB);
    let asked = 0;
    await within(indexedDB, async (db) =>
      writeOpenPages(
        db,
        await loadMemory(db),
        () => {
          asked += 1;
          return asked === 1;
        },
        1,
      ),
    );
    expect(before.fromRows).toBeGreaterThan(0);
    expect(await start(indexedDB)).toEqual(before);
    expect({ ...before, fromRows: undefined }).toEqual({
      ...(await startFromRows(indexedDB)),
      fromRows: undefined,
    });
  });
});

it('pages are written where batches have named much, however little is open', async () => {
  const indexedDB = new IDBFactory();
  await apply(indexedDB, smallOffice().frames);
  const rows = Array.from({ length: MOVES }, (_, at) => ({
    number: -at,
    named: { documents: [id('inv', 6)], payments: [] },
  }));
  await within(indexedDB, (db) => db.openMoves.bulkPut(rows));
  const books = await open(indexedDB);
  await within(indexedDB, (db) =>
    eventually(async () => {
      expect(await db.openPages.count()).toBe(2);
      expect(await db.openMoves.count()).toBe(0);
    }),
  );
  await books.close();
  expect((await start(indexedDB)).fromRows).toBe(0);
});

/** Applies more invoices than a start reads one by one, in several batches, and gives the books that did it. */
async function muchMoved(indexedDB: IDBFactory): Promise<Books> {
  const author = new Author(id('dev', 1), Date.UTC(2026, 0, 1));
  const writer = new FrameWriter();
  writer.own(author.write([event('customer.set', id('cust', 1), TODAY, { fields: customerFields({}) })]));
  const data = {
    kind: 'invoice',
    device: id('dev', 1),
    prefix: 'A-',
    year: 2026,
    width: 4,
    first: 1,
  } as const;
  writer.own(author.write([event('series.opened', id('seri', 1), TODAY, data)]));
  for (let counter = 1; counter <= MOVES + 1; counter += 1) {
    const number = `A-${counter}`;
    const what = {
      number,
      counter,
      series: id('seri', 1),
      customer: id('cust', 1),
      day: TODAY,
      total: counter,
    };
    writer.own(author.write([issued({ id: id('inv', counter), ...what })]));
  }
  const books = await open(indexedDB);
  const { build } = value(await books.begin('journal', 'incarnation'));
  for (let at = 0; at < writer.frames.length; at += 150)
    value(await books.apply(build, writer.frames.slice(at, at + 150)));
  return books;
}

it('pages are written by themselves once much has moved, and what moved before is forgotten', async () => {
  const indexedDB = new IDBFactory();
  const books = await muchMoved(indexedDB);
  await within(indexedDB, (db) =>
    eventually(async () => {
      expect(await db.openPages.count()).toBe(5);
      expect(await db.openMoves.count()).toBe(0);
    }),
  );
  await books.close();
  const found = await start(indexedDB);
  expect(found.fromRows).toBe(0);
  expect(found.documents.size).toBe(MOVES + 1);
});

it('pages that are due are written when the books are closed: the next start reads no rows', async () => {
  const indexedDB = new IDBFactory();
  const books = await muchMoved(indexedDB);
  await books.close();
  const found = await start(indexedDB);
  expect(found.fromRows).toBe(0);
  expect(found.documents.size).toBe(MOVES + 1);
});
