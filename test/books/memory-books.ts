/** Books in memory that hold some frames; any fault of theirs fails the test. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { openBooks } from '../../electron/books/books-core.ts';
import type { Books } from '../../shared/contract/books-port.ts';
import { value } from './suite.ts';

export async function booksHolding(frames: Parameters<Books['apply']>[1]): Promise<Books> {
  const books = await openBooks({
    indexedDB: new IDBFactory(),
    keyRange: IDBKeyRange,
    name: 'books',
    onEnd: (fault) => {
      throw fault;
    },
  });
  const { build } = value(await books.begin('journal', 'incarnation'));
  value(await books.apply(build, frames));
  return books;
}
