/** What a pull must know of the record before it takes a page in. */
import type { AppError, Result } from '../../shared/errors/index.ts';
import type { SyncPlace } from '../../shared/events/confirmation.ts';
import type { Reader } from '../commands/command.ts';
import type { AuthorEnd } from './reach.ts';

export interface Standing {
  /** With the server; `null` before the first answer. */
  readonly place: SyncPlace | null;
  /** The last commit of each author: its number among that author's. */
  readonly authors: readonly AuthorEnd[];
}

export interface PullReader {
  /** Where the record stands. */
  standing(): Promise<Result<Standing, AppError>>;
  /** Which of these commits are in the record. */
  known(ids: readonly string[]): Promise<Result<ReadonlySet<string>, AppError>>;
  /** The public key of each device that the record names. */
  keys(): Promise<Result<ReadonlyMap<string, string>, AppError>>;
}

/** The record as the books tell it. */
export const readerOf = (books: Reader): PullReader => ({
  standing: () => books.lookup('sync', {}),
  async known(ids) {
    const read = await books.lookup('known', { ids: [...ids] });
    return read.ok ? { ok: true, value: new Set(read.value) } : read;
  },
  async keys() {
    const read = await books.lookup('devices', {});
    return read.ok
      ? { ok: true, value: new Map(read.value.map(({ id, fields }) => [id, fields.publicKey])) }
      : read;
  },
});
