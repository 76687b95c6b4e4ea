/** Writes a list to a chosen place as CSV, Excel or PDF, row by row, with progress and a way to stop. */
import type { ListFormat } from '../../../shared/contract/exports.ts';
import { type AppError, err, ok, type Result } from '../../../shared/errors/index.ts';
import { writeWhole } from './chosen-file.ts';
import { csvHead, csvRows } from './csv-rows.ts';
import type { ListTable, Row } from './list-table.ts';
import { XlsxStream } from './xlsx-stream.ts';

/** Hears how many rows there are already, and may stop the work. */
export type Watch = (rows: number) => 'go-on' | 'stop';

/** A PDF is made in memory, a page of forty rows after the other: more rows than this are for a spreadsheet. */
const MOST_ON_PAPER = 20_000;

/** Takes rows, and gives the bytes that they have become so far. */
interface RowWriter {
  add(rows: readonly Row[]): Uint8Array;
  end(): Promise<Result<Uint8Array, AppError>>;
}

export interface WriteOptions {
  readonly watch: Watch;
  /** The rows on paper. */
  readonly render: (rows: readonly Row[]) => Promise<Result<Uint8Array, AppError>>;
}

/** @returns how many rows were written; `cancelled` when it was stopped, and then nothing is left of the file. */
export function writeList(
  path: string,
  table: ListTable,
  format: ListFormat,
  options: WriteOptions,
): Promise<Result<number, AppError>> {
  return writeWhole(path, (file) => writeRows(table, format, options, (bytes) => file.write(bytes)));
}

/** The list's file in memory; @returns `cancelled` when it was stopped. */
export async function listBytes(
  table: ListTable,
  format: ListFormat,
  options: WriteOptions,
): Promise<Result<Uint8Array, AppError>> {
  const made: Uint8Array[] = [];
  const written = await writeRows(table, format, options, async (bytes) => made.push(bytes));
  return written.ok ? ok(new Uint8Array(Buffer.concat(made))) : written;
}

async function writeRows(
  table: ListTable,
  format: ListFormat,
  { watch, render }: WriteOptions,
  write: (bytes: Uint8Array) => Promise<unknown>,
): Promise<Result<number, AppError>> {
  const writer = writerOf(table, format, render);
  let rows = 0;
  for await (const chunk of table.rows()) {
    if (!chunk.ok) return chunk;
    rows += chunk.value.length;
    if (format === 'pdf' && rows > MOST_ON_PAPER) return err({ kind: 'refused', reason: 'too-many-rows' });
    await write(writer.add(chunk.value));
    if (watch(rows) === 'stop') return err({ kind: 'cancelled' });
  }
  const rest = await writer.end();
  if (!rest.ok) return rest;
  await write(rest.value);
  return ok(rows);
}

function writerOf(table: ListTable, format: ListFormat, render: WriteOptions['render']): RowWriter {
  switch (format) {
    case 'csv':
      return csvWriter(table);
    case 'xlsx':
      return xlsxWriter(table);
    case 'pdf':
      return paperWriter(render);
  }
}

const encoder = new TextEncoder();
const NO_BYTES: Uint8Array = new Uint8Array();

function csvWriter({ columns, csv }: ListTable): RowWriter {
  let head = csvHead(columns, csv);
  const take = (text: string): Uint8Array => {
    const bytes = encoder.encode(head + text);
    head = '';
    return bytes;
  };
  return { add: (rows) => take(csvRows(columns, rows, csv)), end: async () => ok(take('')) };
}

function xlsxWriter({ title, columns }: ListTable): RowWriter {
  const sheet = new XlsxStream(title, columns);
  return {
    add: (rows) => {
      sheet.add(rows);
      return sheet.take();
    },
    end: async () => {
      sheet.end();
      return ok(sheet.take());
    },
  };
}

function paperWriter(render: WriteOptions['render']): RowWriter {
  const all: Row[] = [];
  return {
    add: (rows) => {
      all.push(...rows);
      return NO_BYTES;
    },
    end: () => render(all),
  };
}
