/** Which documents still do what they were made for: a void or credited invoice bills nothing any more (RE4). */
import { isStanding } from '../credited.ts';
import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import { present } from './facts.ts';

/** Which of the credit notes that some documents are credited by still count: a void one takes nothing. */
export async function standingNotes(
  db: BooksDatabase,
  rows: readonly Pick<DocumentRow, 'creditedBy'>[],
): Promise<(note: string) => boolean> {
  const ids = rows.flatMap(({ creditedBy }) => creditedBy.map(({ note }) => note));
  const notes = ids.length === 0 ? [] : present(await db.documents.bulkGet([...new Set(ids)]));
  const standing = new Set(notes.flatMap(({ id, end }) => (end === null ? [id] : [])));
  return (note) => standing.has(note);
}

/** Those that are neither void nor taken back whole. */
export async function standingAmong(
  db: BooksDatabase,
  rows: readonly DocumentRow[],
): Promise<readonly DocumentRow[]> {
  const isCounted = await standingNotes(db, rows);
  return rows.filter((row) => isStanding(row, isCounted));
}

/** The invoices that stand among those that name some delivery notes, by id. */
export async function standingInvoices(
  db: BooksDatabase,
  rows: readonly DocumentRow[],
): Promise<ReadonlyMap<string, DocumentRow>> {
  const ids = rows.flatMap(({ kind, namedBy }) =>
    kind === 'deliveryNote' ? namedBy.filter((one) => one.kind === 'invoice').map(({ by }) => by) : [],
  );
  if (ids.length === 0) return new Map();
  const found = present(await db.documents.bulkGet([...new Set(ids)]));
  return new Map((await standingAmong(db, found)).map((row) => [row.id, row]));
}

/** The number of the standing invoice that bills each of some documents; only delivery notes are billed so. */
export async function billedBy(
  db: BooksDatabase,
  rows: readonly DocumentRow[],
): Promise<ReadonlyMap<string, string>> {
  const standing = await standingInvoices(db, rows);
  return new Map(
    rows.flatMap(({ id, namedBy }) => {
      const invoice = namedBy.map(({ by }) => standing.get(by)).find((row) => row !== undefined);
      return invoice ? [[id, invoice.number] as const] : [];
    }),
  );
}
