/** Which documents still do what they were made for: a void or credited invoice bills nothing any more (RE4). */

import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';

export const stands = ({ end, creditedBy, total }: DocumentRow): boolean =>
  end === null && (total === 0 || creditedBy.reduce((sum, { amount }) => sum + amount, 0) < total);

/** The invoices that stand among those that name some delivery notes, by id. */
export async function standingInvoices(
  db: BooksDatabase,
  rows: readonly DocumentRow[],
): Promise<ReadonlyMap<string, DocumentRow>> {
  const ids = rows.flatMap(({ kind, namedBy }) =>
    kind === 'deliveryNote' ? namedBy.filter((one) => one.kind === 'invoice').map(({ by }) => by) : [],
  );
  if (ids.length === 0) return new Map();
  const found = await db.documents.bulkGet([...new Set(ids)]);
  return new Map(found.flatMap((row) => (row && stands(row) ? [[row.id, row] as const] : [])));
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
