/** The list of quotes and pro-formas, newest first; they stand apart from what is owed. */
import { documentStatus } from '../../../shared/domain/document-status.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { DocumentRow } from '../schema.ts';
import type { Query } from './context.ts';
import { documentMatches, readTyped } from './document-search.ts';
import { fromRow, output } from './documents-list.ts';
import { type Key, pageOfWalk, readCursor, walkIndex } from './keyed-list.ts';

const INDEX = '[offer+newest+down]';

export const offersList: Query<'offers.list'> = async (input, { db, memory }) => {
  const typed = input.search.trim() ? readTyped(input.search, memory, 'documents') : undefined;
  const keyOf = ({ newest, down }: DocumentRow): Key => [1, newest, down];
  const matches = (row: DocumentRow): boolean => {
    if (input.customer !== null && row.customer !== input.customer) return false;
    if (typed && !documentMatches(row, typed)) return false;
    const status = documentStatus({ ...fromRow(row), outstanding: row.rest, dueDate: row.due }, input.today);
    return input.status === 'all' || input.status === status;
  };
  const after = readCursor(input.cursor);
  const steps = {
    index: INDEX,
    direction: 'asc',
    after,
    from: [1],
    to: [1],
    first: input.limit + 1,
  } as const;
  const page = await pageOfWalk(walkIndex(db.documents, keyOf, steps), matches, keyOf, input.limit);
  return ok({ rows: page.rows.map((row) => output(fromRow(row), input.today)), next: page.next });
};
