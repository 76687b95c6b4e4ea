/**
 * Open documents and payments packed into pages beside their rows (BO5, ADR 41): a start reads a page in the time of two or
 * three rows. A batch that changes something open names it in the same transaction, and a start reads these rows again; the
 * pages are written anew, in quiet moments, when many have been named.
 */

import { FOREVER } from '../../shared/events/settlement.ts';
import { columnsRead } from './columns.ts';
import type { OpenDocument, OpenPayment } from './open-items.ts';
import { hashText } from './row-hash.ts';
import type { DocumentRow, MetaRow, OpenMoveRow, OpenPageRow, PaymentRow } from './rows.ts';
import type { BooksDatabase } from './schema.ts';
import type { RowCache, Workspace } from './workspace.ts';

/** A batch that changes more is not taken apart: its pages are written anew. */
const NAMED = 200;
/** Changes since the pages were written that a start reads row by row at most. */
export const MOVES = 300;

/** Open things as the pages have them, and what has changed since: those are to be read from their rows. */
export interface OpenPagesRead {
  readonly documents: readonly OpenDocument[];
  readonly payments: readonly OpenPayment[];
  readonly moved: { readonly documents: readonly string[]; readonly payments: readonly string[] };
}

/** What a batch changed among the things that are open, or were before it; none when it changed nothing. */
export function openMoves({ documents, payments }: Workspace, number: number): OpenMoveRow[] {
  const named = { documents: openAmong(documents), payments: openAmong(payments) };
  const count = named.documents.length + named.payments.length;
  if (count === 0) return [];
  return [{ number, named: count > NAMED ? null : named }];
}

function openAmong(rows: RowCache<DocumentRow> | RowCache<PaymentRow>): string[] {
  const ids: string[] = [];
  for (const { before, after } of rows.changes()) {
    const row = [before, after].find((one) => one?.closed === FOREVER);
    if (row) ids.push(row.id);
  }
  return ids;
}

/** How many changes a start would have to read row by row, for these moves. */
export const countMoves = (moves: readonly OpenMoveRow[]): number =>
  moves.reduce(
    (sum, { named }) => sum + (named ? named.documents.length + named.payments.length : Infinity),
    0,
  );

/**
 * The newest pages that are whole and of this build, with what moved since; `undefined` when there are none, or too much has
 * moved, or a page is damaged: then the rows are read.
 */
export async function readOpenPages(
  db: BooksDatabase,
  { build, applied }: MetaRow,
): Promise<OpenPagesRead | undefined> {
  const [rows, moves] = await Promise.all([db.openPages.toArray(), db.openMoves.toArray()]);
  const pages = newestWhole(rows.filter((row) => row.build === build && row.applied <= applied));
  const [first] = pages;
  if (!first) return undefined;
  const since = moves.filter(({ number }) => number > first.applied);
  if (countMoves(since) > MOVES) return undefined;
  if (pages.some(({ text, hash }) => hashText(text) !== hash)) return undefined;
  const itemsOf = <Item extends object>(table: OpenPageRow['table']): Item[] =>
    pages.flatMap((page) => (page.table === table ? columnsRead<Item>(page.text) : []));
  return {
    documents: itemsOf<OpenDocument>('documents'),
    payments: itemsOf<OpenPayment>('payments'),
    moved: {
      documents: since.flatMap(({ named }) => named?.documents ?? []),
      payments: since.flatMap(({ named }) => named?.payments ?? []),
    },
  };
}

/** Of pages that were written at several times those of the last time that all of them were. */
function newestWhole(rows: readonly OpenPageRow[]): readonly OpenPageRow[] {
  const times = new Map<number, OpenPageRow[]>();
  for (const row of rows) {
    const time = times.get(row.applied);
    if (time) time.push(row);
    else times.set(row.applied, [row]);
  }
  const newestFirst = [...times].sort(([one], [other]) => other - one);
  return newestFirst.find(([, pages]) => pages.length === pages[0]?.pages)?.[1] ?? [];
}
