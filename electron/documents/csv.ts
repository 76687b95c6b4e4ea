/** CSV (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheet programs read every script. */

const BYTE_ORDER_MARK = '\uFEFF';

/** What parts the cells of a row, and the whole of a number from its decimals. */
export interface CsvDialect {
  readonly separator: ',' | ';';
  readonly point: '.' | ',';
}

/** As in RFC 4180. */
export const COMMAS: CsvDialect = { separator: ',', point: '.' };
/** As spreadsheet programs expect it where a comma begins the decimals: else a row lands in one cell and 3.85 becomes a day. */
export const SEMICOLONS: CsvDialect = { separator: ';', point: ',' };

/** One cell. A leading `=`, `+`, `-` or `@` of a text would run as a formula in a spreadsheet: it gets an apostrophe. */
export function textCell(text: string): string {
  return cell(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
}

/** A cell of an amount, a day or a code, as it is; one that holds the separator of any dialect is quoted. */
export function cell(text: string): string {
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The whole file from cells. */
export function csvOf(rows: readonly (readonly string[])[], { separator } = COMMAS): string {
  return BYTE_ORDER_MARK + rows.map((cells) => `${cells.join(separator)}\r\n`).join('');
}
