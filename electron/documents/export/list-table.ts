/** A list as it leaves the program: columns with their kinds, and rows that come in chunks, however many there are. */
import type { CurrencyCode, Day, DecimalString, Minor } from '../../../shared/domain/money.ts';
import type { AppError, Result } from '../../../shared/errors/index.ts';
import type { CsvDialect } from '../csv.ts';

/**
 * `amount`: minor units with their currency. `day`: a calendar day. `decimal`: a decimal as text, as prices and rates are.
 * `code`: a word or number of our own (a currency, a status). `text`: whatever somebody typed.
 */
export type ColumnKind = 'text' | 'code' | 'day' | 'amount' | 'decimal';

export interface Column {
  readonly head: string;
  readonly kind: ColumnKind;
}

export interface Money {
  readonly amount: Minor;
  readonly currency: CurrencyCode;
}

/** One cell as its column's kind wants it; `null` for an empty one. */
export type Cell = string | Day | DecimalString | Money | null;
export type Row = readonly Cell[];

export interface ListTable {
  readonly title: string;
  /** How it is written as CSV. */
  readonly csv: CsvDialect;
  readonly columns: readonly Column[];
  /** Chunk after chunk; an error ends them. */
  readonly rows: () => AsyncIterable<Result<readonly Row[], AppError>>;
}

export const isMoney = (cell: Cell): cell is Money => typeof cell === 'object' && cell !== null;
