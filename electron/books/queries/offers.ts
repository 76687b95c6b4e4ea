/** Lists of documents that are not billing, newest first: offers, delivery notes, receipts, correction notices. */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { documentStatus } from '../../../shared/domain/document-status.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { DocumentRow } from '../rows.ts';
import { type BooksDatabase, SHELVES } from '../schema.ts';
import type { Query } from './context.ts';
import { documentMatches, readTyped } from './document-search.ts';
import { fromRow, output } from './documents-list.ts';
import { type Key, pageOfWalk, readCursor, walkIndex } from './keyed-list.ts';
import { standingInvoices } from './standing.ts';

const INDEX = '[shelf+newest+down]';

/** A row with what became of it. */
interface Judged {
  readonly row: DocumentRow;
  readonly status: OutputOf<'offers.list'>['rows'][number]['status'];
}

async function* judged(
  chunks: AsyncIterable<readonly DocumentRow[]>,
  db: BooksDatabase,
  today: string,
): AsyncIterable<readonly Judged[]> {
  for await (const rows of chunks) {
    const standing = await standingInvoices(db, rows);
    yield rows.map((row) => {
      const light = fromRow(row);
      const isBilled = row.namedBy.some(({ by }) => standing.has(by));
      const offer = row.kind === 'deliveryNote' ? { offer: { accepted: null, isInvoiced: isBilled } } : {};
      const facts = { ...light, ...offer, outstanding: row.rest, dueDate: light.due };
      return { row, status: documentStatus(facts, today) };
    });
  }
}

export const offersList: Query<'offers.list'> = async (input, { db, memory }) => {
  const typed = input.search.trim() ? readTyped(input.search, memory, 'documents') : undefined;
  const shelf = SHELVES[input.shelf ?? 'offer'];
  const keyOf = ({ newest, down }: DocumentRow): Key => [shelf, newest, down];
  const matches = ({ row, status }: Judged): boolean => {
    if (input.customer !== null && row.customer !== input.customer) return false;
    if (typed && !documentMatches(row, typed)) return false;
    return input.status === 'all' || input.status === status;
  };
  const after = readCursor(input.cursor);
  const steps = {
    index: INDEX,
    direction: 'asc',
    after,
    from: [shelf],
    to: [shelf],
    first: input.limit + 1,
  } as const;
  const chunks = judged(walkIndex(db.documents, keyOf, steps), db, input.today);
  const page = await pageOfWalk(chunks, matches, ({ row }) => keyOf(row), input.limit);
  return ok({
    rows: page.rows.map(({ row, status }) => ({ ...output(fromRow(row), input.today), status })),
    next: page.next,
  });
};
