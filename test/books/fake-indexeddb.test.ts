import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { booksContract } from './contract.ts';
import type { BooksMaker } from './suite.ts';

function maker(): BooksMaker {
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
      return open();
    },
  };
}

describe('books over fake-indexeddb', () => booksContract(maker));
