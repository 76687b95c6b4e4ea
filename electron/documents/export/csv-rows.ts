/** A list's rows as CSV: amounts in major units and decimals with the point of the dialect, days as ISO 8601. */
import { fromMinor } from '../../../shared/domain/currency.ts';
import { type CsvDialect, cell, csvOf, textCell } from '../csv.ts';
import { type Cell, type Column, isMoney, type Row } from './list-table.ts';

/** A number never holds the separator of its own dialect. */
const pointed = (decimal: string, { point }: CsvDialect): string => decimal.replace('.', point);

function written(value: Cell, { kind }: Column, dialect: CsvDialect): string {
  if (value === null) return '';
  if (isMoney(value)) return pointed(fromMinor(value.amount, value.currency), dialect);
  if (kind === 'decimal') return pointed(value, dialect);
  return kind === 'text' ? textCell(value) : cell(value);
}

/** The beginning of the file: the byte order mark and the names of the columns. */
export const csvHead = (columns: readonly Column[], dialect: CsvDialect): string =>
  csvOf([columns.map(({ head }) => cell(head))], dialect);

/** Further rows. */
export const csvRows = (columns: readonly Column[], rows: readonly Row[], dialect: CsvDialect): string =>
  rows
    .map((row) => {
      const cells = columns.map((column, index) => written(row[index] ?? null, column, dialect));
      return `${cells.join(dialect.separator)}\r\n`;
    })
    .join('');
