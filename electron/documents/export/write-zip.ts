/** A set of documents as one ZIP: their archived PDFs, and an index that says what is what and by which hash. */
import { createHash } from 'node:crypto';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { isBilling } from '../../../shared/domain/document-kinds.ts';
import { type AppError, err, ok, type Result } from '../../../shared/errors/index.ts';
import type { PdfFile } from '../document-files.ts';
import { writeWhole } from './chosen-file.ts';
import { csvHead, csvRows } from './csv-rows.ts';
import type { Column, Row } from './list-table.ts';
import type { ListWords } from './list-words.ts';
import type { Watch } from './write-list.ts';
import { MOST_BYTES, ZipStream } from './zip-stream.ts';

type Document = OutputOf<'documents.get'>;

export interface ZipSource {
  get(id: string): Promise<Result<Document, AppError>>;
  file(id: string): Promise<Result<PdfFile, AppError>>;
  /** Records that these left the office, before the ZIP is there. */
  release(ids: readonly string[]): Promise<Result<unknown, AppError>>;
  /** A file name that every system accepts, without its ending. */
  nameOf(number: string): string;
}

export interface Zipped {
  readonly count: number;
  /** Documents whose file could not be read or made; the index names them. */
  readonly missing: number;
}

/** Writes the ZIP; when it is stopped or fails, nothing is left of it and nothing counts as exported. */
export function writeZip(
  path: string,
  ids: readonly string[],
  source: ZipSource,
  words: ListWords,
  watch: Watch,
): Promise<Result<Zipped, AppError>> {
  return writeWhole(path, async (out) => {
    const zip = new ZipStream();
    const names = new Set<string>();
    const rows: Row[] = [];
    const written: string[] = [];
    for (const [index, id] of ids.entries()) {
      const document = await source.get(id);
      if (!document.ok) return document;
      const file = await source.file(id);
      const name = file.ok ? freeName(source.nameOf(file.value.number), names) : '';
      if (file.ok) {
        zip.stored(name, file.value.bytes);
        written.push(id);
        if (zip.written > MOST_BYTES) return err({ kind: 'refused', reason: 'too-large' });
        await out.write(zip.take());
      }
      rows.push(indexRow(document.value, name, file.ok ? file.value.bytes : null, words));
      if (watch(index + 1) === 'stop') return err({ kind: 'cancelled' });
    }
    const columns = indexColumns(words);
    const list = zip.file(`${source.nameOf(words.title.index)}.csv`);
    list.push(new TextEncoder().encode(csvHead(columns, words.csv) + csvRows(columns, rows, words.csv)));
    list.end();
    zip.end();
    await out.write(zip.take());
    const released = await source.release(written);
    return released.ok ? ok({ count: written.length, missing: ids.length - written.length }) : released;
  });
}

/** A name that no file before has, whatever the case of its letters. */
function freeName(name: string, taken: Set<string>): string {
  for (let number = 1; ; number += 1) {
    const free = number === 1 ? `${name}.pdf` : `${name} (${number}).pdf`;
    if (taken.has(free.toLowerCase())) continue;
    taken.add(free.toLowerCase());
    return free;
  }
}

function indexColumns(words: ListWords): Column[] {
  const columns = [
    [words.file, 'text'],
    [words.number, 'code'],
    [words.kind, 'code'],
    [words.customer, 'text'],
    [words.order, 'text'],
    [words.issued, 'day'],
    [words.due, 'day'],
    [words.status, 'code'],
    [words.currency, 'code'],
    [words.total, 'amount'],
    [words.outstanding, 'amount'],
    ['SHA-256', 'code'],
    [words.problem, 'code'],
  ] as const;
  return columns.map(([head, kind]) => ({ head, kind }));
}

function indexRow(view: Document, file: string, bytes: Uint8Array | null, words: ListWords): Row {
  const { document, status, outstanding } = view;
  const { number, kind, orderNumber, issueDate, dueDate, currency } = document;
  return [
    ...[file, number, words.kinds[kind], document.buyer.name, orderNumber, issueDate, dueDate],
    words.statuses[status],
    currency,
    { amount: document.totals.due, currency },
    isBilling(kind) ? { amount: outstanding, currency } : null,
    bytes ? createHash('sha256').update(bytes).digest('hex') : '',
    bytes ? '' : words.missing,
  ];
}
