import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import type { Books } from '../../shared/contract/books-port.ts';
import { ok } from '../../shared/errors/index.ts';
import { openBooks } from '../books/books-core.ts';
import { BooksKeeper, type BooksPlace } from './books-keeper.ts';

const JOURNAL = { journalId: 'journal', incarnation: 'incarnation', number: 0, chain: new Uint8Array(32) };

/** A keeper over books whose window tells of its end, as a closed port does, before it has answered the close. */
function keeperOfWindows() {
  let database = new IDBFactory();
  const spawned: (BooksPlace | undefined)[] = [];
  const keeper = new BooksKeeper({
    spawn: async (onDeath, place): Promise<Books> => {
      spawned.push(place);
      if (place) database = new IDBFactory();
      const parts = { indexedDB: database, keyRange: IDBKeyRange, name: 'books' };
      const books = await openBooks({ ...parts, onEnd: () => onDeath('ended') });
      const close = async () => {
        onDeath('port closed');
        await books.close();
      };
      return { ...books, close };
    },
    journal: () => ({
      position: () => JOURNAL,
      append: async () => ok([]),
      readFrom: async () => ok([]),
    }),
    prove: async () => ok(null),
    log: { info: () => {}, warn: () => {}, error: () => {} },
    now: () => 0,
    onProgress: () => {},
    onRestarted: () => {},
  });
  return { keeper, spawned };
}

it('BO3: books that hold something are thrown away with their window, and its end starts no third one', async () => {
  const { keeper, spawned } = keeperOfWindows();
  const books = await keeper.spawn();
  expect((await books.begin('journal', 'earlier')).ok).toBe(true);

  expect(await keeper.rebuild()).toEqual(ok(undefined));

  const digest = await keeper.digest();
  expect(digest.ok && digest.value.applied).toBe(0);
  expect(spawned).toEqual([undefined, 'anew']);
  await keeper.close();
});

it('BO3: books that are empty already are begun in their own window', async () => {
  const { keeper, spawned } = keeperOfWindows();
  await keeper.spawn();

  expect(await keeper.rebuild()).toEqual(ok(undefined));

  expect(spawned).toEqual([undefined]);
  await keeper.close();
});
