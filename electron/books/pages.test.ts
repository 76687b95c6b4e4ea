import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../test/property.ts';
import { type Page, PageStore, Pages } from './pages.ts';
import { RecentRows } from './recent.ts';

interface Row {
  readonly id: string;
  readonly said: number;
}

async function emptyPages() {
  const db = new Dexie('pages', { indexedDB: new IDBFactory(), IDBKeyRange, autoOpen: false });
  db.version(1).stores({ rows: 'id, size' });
  await db.open();
  const table = db.table<Page, string>('rows');
  return { db, table, pages: new Pages<Row>('rows', table) };
}

const idOf = (number: number) => `id-${String(number).padStart(6, '0')}`;

/** Writes as an apply does: what is surely new is not read, nor what was written lately. */
async function write(
  pages: Pages<Row>,
  rows: readonly Row[],
  removed: readonly string[] = [],
  recent = new RecentRows<Page>(),
  batch = 1,
) {
  recent.begin(batch, (await pages.lastId()) ?? '');
  const store = new PageStore<Row>(pages, recent);
  const ids = [...rows.map(({ id }) => id), ...removed];
  await store.read(
    ids.filter((id) => store.recall(id) === undefined),
    ids.filter((id) => store.recall(id) === null),
  );
  await store.write(rows, removed);
}

describe('rows as pages', () => {
  it('hold what a table of rows would, whatever is written in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            put: fc.array(fc.tuple(fc.nat(400), fc.nat(9)), { maxLength: 90 }),
            remove: fc.array(fc.nat(400), { maxLength: 5 }),
            forget: fc.boolean(),
          }),
          { maxLength: 14 },
        ),
        fc.array(fc.nat(450), { maxLength: 60 }),
        async (batches, asked) => {
          const { db, table, pages } = await emptyPages();
          const model = new Map<string, Row>();
          const recent = new RecentRows<Page>();
          for (const [batch, { put, remove, forget }] of batches.entries()) {
            if (forget) recent.clear();
            const rows = new Map(put.map(([number, said]) => [idOf(number), { id: idOf(number), said }]));
            const removed = remove.map(idOf).filter((id) => !rows.has(id) && model.has(id));
            await write(pages, [...rows.values()], removed, recent, batch);
            for (const [id, row] of rows) model.set(id, row);
            for (const id of removed) model.delete(id);
          }
          const ids = asked.map(idOf);
          const expected = [...model.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
          expect(await pages.toArray()).toEqual(expected);
          expect(await pages.bulkGet(ids)).toEqual(ids.map((id) => model.get(id)));
          for (const id of ids.slice(0, 5)) expect(await pages.get(id)).toEqual(model.get(id));
          expect(await pages.count()).toBe(model.size);
          const sizes = (await table.toArray()).map(({ size }) => size);
          expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(32);
          db.close();
        },
      ),
      { numRuns: runs(40) },
    );
  });

  it('are full where rows came one after another, and one page is written for each', async () => {
    const { db, table, pages } = await emptyPages();
    for (let number = 0; number < 70; number += 1) await write(pages, [{ id: idOf(number), said: number }]);
    expect((await table.toArray()).map(({ size }) => size)).toEqual([32, 32, 6]);
    expect(await pages.lastId()).toBe(idOf(69));
    db.close();
  });

  it('are read part by part, each row once', async () => {
    const { db, pages } = await emptyPages();
    await write(
      pages,
      Array.from({ length: 200 }, (_, number) => ({ id: idOf(number), said: number })),
    );
    const read: string[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const part = await pages.part(after, 64);
      read.push(...part.rows.map(({ id }) => id));
      after = part.last;
    }
    expect(read).toEqual(Array.from({ length: 200 }, (_, number) => idOf(number)));
    db.close();
  });

  it('refuse to write a row that was never asked for, and to be read when a page is not what it says', async () => {
    const { db, table, pages } = await emptyPages();
    await write(pages, [{ id: idOf(1), said: 1 }]);
    await expect(
      new PageStore<Row>(pages, new RecentRows()).write([{ id: idOf(2), said: 2 }], []),
    ).rejects.toThrow('not loaded');
    const [page] = await table.toArray();
    await table.put({ ...(page as Page), texts: [] });
    await expect(pages.get(idOf(1))).rejects.toThrow(DOMException);
    db.close();
  });
});
