/** A list's rows as CSV (RFC 4180): amounts in major units with a point, days as ISO 8601. */
import { fromMinor } from '../../../shared/domain/currency.ts';
import { cell, csvOf, textCell } from '../csv.ts';
import { type Cell, type Column, isMoney, type Row } from './list-table.ts';

function written(value: Cell, { kind }: Column): string {
  if (value === null) return '';
  if (isMoney(value)) return fromMinor(value.amount, value.currency);
  return kind === 'text' ? textCell(value) : cell(value);
}

/** The beginning of the file: the byte order mark and the names of the columns. */
export const csvHead = (columns: readonly Column[]): string => csvOf([columns.map(({ head }) => cell(head))]);

/** Further rows. */
export const csvRows = (columns: readonly Column[], rows: readonly Row[]): string =>
  rows
    .map((row) => `${columns.map((column, index) => written(row[index] ?? null, column)).join(',')}\r\n`)
    .join('');
