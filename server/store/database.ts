/**
 * What the server needs of a database: short transactions of portable SQL (SV2). There are two: PostgreSQL, and PGlite as
 * a projection of the server's own journal (SV3). Everything that changes goes through records, so that one function says
 * what a record does to the tables, now and when the journal is replayed.
 */
import type { ServerRecord } from './records.ts';

export type SqlValue = string | number | boolean | null | Uint8Array;

export interface Sql {
  /** Rows of a statement with `$1` … parameters. 64-bit integers come as numbers, byte strings as `Uint8Array`. */
  query<Row>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
}

export interface Transaction extends Sql {
  /** Changes the tables by the record, and makes the record last together with the transaction. */
  record(record: ServerRecord): Promise<void>;
}

export interface Database {
  readonly kind: 'embedded' | 'postgresql';
  /** Statements that see one state of the database each. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** All statements see one and the same state: for backups. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * One transaction. When the answer comes, what it did is on the medium. `work` may run more than once: it must do
   * nothing but read and record. Throws `StoreUnavailable` when the database cannot do it now.
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The database cannot do it now; nothing is known to be lost, and asking again is safe. */
export class StoreUnavailable extends Error {
  readonly full: boolean;

  constructor(message: string, options: { readonly full?: boolean; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.full = options.full ?? false;
  }
}
