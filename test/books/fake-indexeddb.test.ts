import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { loadMemory } from '../../electron/books/memory.ts';
import { writeOpenPages } from '../../electron/books/open-pages-writer.ts';
import { BooksDatabase } from '../../electron/books/schema.ts';
import { booksContract } from './contract.ts';
import type { BooksMaker } from './suite.ts';

/** @param paged books that are opened again begin from pages of what is open, as large ones do. */
function maker(paged: boolean): BooksMaker {
  const indexedDB = new IDBFactory();
  const open = () =>
    openBooks({
      indexedDB,
      keyRange: IDBKeyRange,
      name: 'books',
      onEnd: (fault) => {
        throw fault;
      },
    });
  return {
    open,
    again: async (books) => {
      await books.close();
      if (paged) {
        const db = new BooksDatabase('books', indexedDB, IDBKeyRange);
        await db.open();
        await writeOpenPages(db, await loadMemory(db));
        db.close();
      }
      return open();
    },
  };
}

describe('books over fake-indexeddb', () => booksContract(() => maker(false)));
describe('books over fake-indexeddb that begin from pages', () => booksContract(() => maker(true)));
