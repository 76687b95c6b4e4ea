/** CSV (RFC 4180) in UTF-8 with a byte order mark, so that spreadsheet programs read every script. */

const BYTE_ORDER_MARK = '\uFEFF';

/** One cell. A leading `=`, `+`, `-` or `@` of a text would run as a formula in a spreadsheet: it gets an apostrophe. */
export function textCell(text: string): string {
  return cell(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
}

/** A cell of an amount, a day or a code, as it is. */
export function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The whole file from cells. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return BYTE_ORDER_MARK + rows.map((cells) => `${cells.join(',')}\r\n`).join('');
}
