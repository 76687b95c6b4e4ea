/** Books that an older program wrote, with other tables (BO3). */
import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { toLogRows } from '../../electron/books/log.ts';
import { PROJECTOR_VERSION } from '../../shared/contract/books-port.ts';
import { smallOffice, TODAY } from './small-office.ts';
import { value } from './suite.ts';

const STATE = {
  key: 'state',
  journalId: 'journal',
  incarnation: 'incarnation',
  applied: 3,
  chain: new Uint8Array(32),
  acknowledged: 0,
  sync: null,
  build: 'built before',
  projectorVersion: PROJECTOR_VERSION - 1,
  quiet: '',
};

it.each([1, 2 * (PROJECTOR_VERSION - 1)])(
  'BO3: books of schema %i say what they are, still hold the frames, and are built anew',
  async (version) => {
    const indexedDB = new IDBFactory();
    const older = new Dexie('books', { indexedDB, IDBKeyRange });
    // A table with another key and other indexes, and none of those that came later.
    older.version(version).stores({ meta: 'key', log: 'first', documents: '[id+at], at', gone: 'id' });
    const { frames } = smallOffice();
    await older.table('meta').put(STATE);
    await older.table('log').bulkPut(toLogRows(frames.slice(0, 3)));
    await older.table('documents').put({ id: 'a', at: 1 });
    older.close();

    const onEnd = (fault: unknown) => {
      throw fault;
    };
    const books = await openBooks({ indexedDB, keyRange: IDBKeyRange, name: 'books', onEnd });
    const state = value(await books.state());
    expect(state).toMatchObject({ state: 'ready', applied: 3, projectorVersion: PROJECTOR_VERSION - 1 });
    expect(value(await books.frames(1, 10))).toEqual(frames.slice(0, 3));
    const { build } = value(await books.begin('journal', 'incarnation'));
    value(await books.apply(build, frames));
    expect(value(await books.query('aging.report', { asOf: TODAY, by: 'due' })).tied).toBe(true);
    await books.close();
    const now = await new Dexie('books', { indexedDB, IDBKeyRange }).open();
    expect(now.tables.map(({ name }) => name)).not.toContain('gone');
    now.close();
  },
);
