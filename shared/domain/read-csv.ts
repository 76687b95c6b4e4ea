/** Reads CSV as spreadsheets and banks write it (RFC 4180): comma, semicolon or tab, quotes, a byte order mark. Pure. */

export interface CsvRow {
  /** Line of the file in which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly separator: ',' | ';' | '\t';
  /** Without rows in which nothing stands. */
  readonly rows: readonly CsvRow[];
  /** Line of a quote that is never closed; what follows it is one cell. */
  readonly unclosed: number | null;
}

const SEPARATORS = [',', ';', '\t'] as const;

/** The separator that stands most often in the first line, outside of quotes. */
function separatorOf(text: string): CsvTable['separator'] {
  const [first = ''] = text.trimStart().split(/\r?\n/, 1);
  const plain = first.replace(/"[^"]*"/g, '');
  const counted = SEPARATORS.map((separator) => ({ separator, count: plain.split(separator).length }));
  return counted.reduce((best, each) => (each.count > best.count ? each : best)).separator;
}

/** All rows of the text. A quote inside of a cell that is not quoted stands for itself. */
export function readCsv(input: string): CsvTable {
  const text = input.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted: number | null = null;
  let line = 1;
  let begun = 1;
  const endCell = (): void => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (cells.some((each) => each !== '')) rows.push({ line: begun, cells });
    cells = [];
    begun = line + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (quoted !== null) {
      if (sign === '\n') line += 1;
      if (sign !== '"') cell += sign;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = null;
    } else if (sign === '"' && cell.trim() === '') {
      quoted = line;
      cell = '';
    } else if (sign === separator) endCell();
    else if (sign === '\n') {
      endRow();
      line += 1;
    } else if (sign !== '\r') cell += sign;
  }
  endRow();
  return { separator, rows, unclosed: quoted };
}

/**
 * A cell as a record keeps it: on one line, without control characters.
 * @param most UTF-16 units; no sign is cut in half.
 */
export const keptLine = (cell: string, most: number): string =>
  cell
    .replace(/[\u0000-\u0020\u007f]+/g, ' ')
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trim();
