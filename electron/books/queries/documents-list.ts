/** The list of issued documents and its totals (UI: newest fifty first). */
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import { isBilling } from '../../../shared/domain/document-kinds.ts';
import { documentStatus } from '../../../shared/domain/document-status.ts';
import { DUTIES, type Duty } from '../../../shared/domain/duty.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { CustomerCard } from '../customer-card.ts';
import { type LightDocument, lightDocument } from '../light-documents.ts';
import type { OpenDocument } from '../open-items.ts';
import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Query, QueryContext } from './context.ts';
import { documentMatches, readTyped, searchDocuments, searchLimit, type Typed } from './document-search.ts';
import {
  compareKeys,
  customerBounds,
  GATHER_LIMIT,
  type Key,
  newestBounds,
  pageOfGathered,
  pageOfWalk,
  readCursor,
  turned,
  walkIndex,
} from './keyed-list.ts';
import { newestFound } from './newest-found.ts';
import { documentsOpenOn } from './open-on.ts';

type Input = ParsedInputOf<'documents.list'>;
type Filter = ParsedInputOf<'documents.totals'>;
type Output = OutputOf<'documents.list'>['rows'][number];

export type ListRow = LightDocument;
export const fromRow = lightDocument;

export function fromOpen(item: OpenDocument): ListRow {
  const { issueDate: issue, dueDate: due, outstanding: rest } = item;
  return { ...item, issue, due, rest, void: false };
}

/** Rows as they are on a day: what a held cheque will pay is still open (AL1). */
export async function asOfDay(today: string, context: QueryContext): Promise<(row: ListRow) => ListRow> {
  const open = await documentsOpenOn(today, context);
  return (row) => {
    const item = open.get(row.id);
    return !item || item.outstanding === row.rest
      ? row
      : { ...row, rest: item.outstanding, due: item.dueDate };
  };
}

const isDuty = (status: Filter['status']): status is Duty => DUTIES.some((duty) => duty === status);

const statusOf = (row: ListRow, today: string) =>
  documentStatus({ ...row, outstanding: row.rest, dueDate: row.due }, today);

export function isShown(row: ListRow, filter: Filter, typed: Typed | undefined): boolean {
  if (!isBilling(row.kind) || (filter.kind !== undefined && row.kind !== filter.kind)) return false;
  if (filter.customer !== null && row.customer !== filter.customer) return false;
  if (filter.from !== null && row.issue < filter.from) return false;
  if (filter.to !== null && row.issue > filter.to) return false;
  if (typed && !documentMatches(row, typed)) return false;
  if (filter.status === 'all') return true;
  if (filter.status === 'unsent') return row.unsent;
  if (isDuty(filter.status)) return row.duty === filter.status;
  const status = statusOf(row, filter.today);
  if (filter.status === 'open') return status !== 'paid' && status !== 'void';
  return status === filter.status;
}

/** Few rows that include all that the filter shows, or `undefined` when no index leaves few; of a typed text `most` at most. */
export async function gather(
  filter: Filter,
  typed: Typed | undefined,
  context: QueryContext,
  most = searchLimit(context.memory),
): Promise<ListRow[] | undefined> {
  const { db, memory } = context;
  if (filter.status === 'open' || filter.status === 'overdue')
    return [...(await documentsOpenOn(filter.today, context)).values()].map(fromOpen);
  const limit = GATHER_LIMIT + 1;
  const few = (rows: readonly DocumentRow[] | undefined) =>
    rows && rows.length <= GATHER_LIMIT ? rows.map(fromRow) : undefined;
  if (filter.status === 'void') return (await db.documents.where('voided').above('').toArray()).map(fromRow);
  if (filter.status === 'unsent') {
    const found = few(await db.documents.where('unsent').equals(1).limit(limit).toArray());
    if (found) return found;
  }
  if (isDuty(filter.status)) {
    const found = few(await db.documents.where('duty').equals(filter.status).limit(limit).toArray());
    if (found) return found;
  }
  if (typed) {
    const { all } = memory.light;
    if (all) return all;
    const found = (await searchDocuments(db, typed, most + 1, { most }))?.rows.map(fromRow);
    if (found) return found;
  }
  if (filter.customer !== null) {
    const [lower, upper] = customerBounds(filter.customer, filter.from, filter.to);
    const range = db.documents.where('[customer+newest+down]').between(lower, upper);
    const found = few(await range.limit(limit).toArray());
    if (found) return found;
  }
  if (filter.from !== null || filter.to !== null) {
    const steps = { index: '[newest+down]', direction: 'asc', after: null, first: limit } as const;
    const keyOf = ({ newest, down }: DocumentRow) => [newest, down];
    const range = walkIndex(db.documents, keyOf, { ...steps, ...newestBounds(filter.from, filter.to) });
    for await (const rows of range) return few(rows);
  }
  return undefined;
}

const KEYS: { readonly [Sort in Input['sort']]: (row: ListRow, context: QueryContext) => Key } = {
  // Turned round, as its index is: the newest first is what everybody asks for.
  issueDate: (row) => [row.newest, row.down],
  number: (row) => [row.numberKey, row.at],
  // As it was issued, which is what the index knows.
  dueDate: (row) => [row.issuedDue, row.at],
  total: (row) => [row.total, row.at],
  outstanding: (row) => [row.rest, row.newest, row.down],
  customer: (row, { memory }) => [
    memory.customers.get(row.customer)?.nameKey ?? '',
    row.customer,
    row.newest,
    row.down,
  ],
};

const INDICES = {
  issueDate: '[newest+down]',
  number: '[numberKey+at]',
  dueDate: '[due+at]',
  total: '[total+at]',
} as const;

/** All documents in the order of the sort, from the cursor on. */
export async function* walk(input: Input, context: QueryContext): AsyncIterable<readonly ListRow[]> {
  const { sort, direction, limit } = input;
  const after = readCursor(input.cursor);
  const { documents } = context.db;
  if (sort === 'outstanding') yield* walkOutstanding(input, context);
  else if (sort === 'customer') yield* walkCustomers(input, context);
  else {
    const bounds = sort === 'issueDate' ? newestBounds(input.from, input.to) : {};
    const keyOf = (row: DocumentRow) => KEYS[sort](fromRow(row), context);
    const steps = { index: INDICES[sort], direction, after, first: limit + 1, ...bounds };
    for await (const rows of walkIndex(documents, keyOf, steps)) yield rows.map(fromRow);
  }
}

/** What is settled has a rest of 0 and lies between the open items that are owed and those that are overpaid. */
async function* walkOutstanding(input: Input, context: QueryContext): AsyncIterable<readonly ListRow[]> {
  const { direction, limit } = input;
  const after = readCursor(input.cursor);
  const sign = direction === 'asc' ? 1 : -1;
  const keyOf = (row: ListRow) => KEYS.outstanding(row, context);
  const beyond = (row: ListRow) => after === null || sign * compareKeys(keyOf(row), after) > 0;
  const open = [...context.memory.documents.all.values()].map(fromOpen).filter(beyond);
  open.sort((a, b) => sign * compareKeys(keyOf(a), keyOf(b)));
  yield open.filter(({ rest }) => sign * rest < 0);
  const rest = after?.[0];
  if (typeof rest !== 'number' || sign * rest <= 0) {
    const keyOfRow = (row: DocumentRow): Key => [row.newest, row.down];
    const start = rest === 0 ? (after?.slice(1) ?? null) : null;
    const steps = { index: '[newest+down]', direction, after: start, first: limit + 1 };
    for await (const rows of walkIndex(context.db.documents, keyOfRow, steps)) {
      yield rows.filter((row) => row.rest === 0).map(fromRow);
    }
  }
  yield open.filter(({ rest }) => sign * rest > 0);
}

const CUSTOMERS_AT_ONCE = 16;

/** Customer by customer in the order of their names: no index over names is needed, and a new name moves no rows. */
async function* walkCustomers(input: Input, { db, memory }: QueryContext): AsyncIterable<readonly ListRow[]> {
  const { direction, limit } = input;
  const after = readCursor(input.cursor);
  const sign = direction === 'asc' ? 1 : -1;
  const place = ({ nameKey, id }: CustomerCard): Key => [nameKey, id];
  const beyond = (card: CustomerCard) =>
    after === null || sign * compareKeys(place(card), after.slice(0, 2)) >= 0;
  const cards = memory.customers.sorted().filter(beyond);
  if (direction === 'desc') cards.reverse();
  for (let begin = 0; begin < cards.length; begin += CUSTOMERS_AT_ONCE) {
    const batch = cards.slice(begin, begin + CUSTOMERS_AT_ONCE);
    const pages = await Promise.all(batch.map((card) => firstOf(db, card.id, direction, limit + 1, after)));
    for (const [index, page] of pages.entries()) {
      yield page.map(fromRow);
      const last = page.at(-1);
      const card = batch[index];
      if (!last || !card || page.length <= limit) continue;
      const keyOf = (row: DocumentRow): Key => [row.customer, row.newest, row.down];
      const own = { from: [card.id], to: [card.id], after: keyOf(last), first: GATHER_LIMIT };
      const further = walkIndex(db.documents, keyOf, { index: '[customer+newest+down]', direction, ...own });
      for await (const rows of further) yield rows.map(fromRow);
    }
  }
}

/** The first documents of a customer after the cursor. */
function firstOf(
  db: BooksDatabase,
  customer: string,
  direction: Input['direction'],
  limit: number,
  after: Key | null,
): Promise<DocumentRow[]> {
  const here = after?.[1] === customer ? [customer, after[2], after[3]] : undefined;
  const lower = direction === 'asc' && here ? here : [customer];
  const upper = direction === 'desc' && here ? here : [customer, []];
  const range = db.documents.where('[customer+newest+down]').between(lower, upper, false, false);
  return (direction === 'desc' ? range.reverse() : range).limit(limit).toArray();
}

export function output(row: ListRow, today: string): Output {
  const { id, kind, number, customer, name, orderNumber, issue, due, currency, total, rest } = row;
  const days = { issueDate: issue, dueDate: due };
  const status = statusOf(row, today);
  return {
    id,
    kind,
    number,
    customer,
    customerName: name,
    orderNumber,
    ...days,
    currency,
    total,
    outstanding: rest,
    status,
    ...(row.duty ? { duty: row.duty } : {}),
  };
}

/** The newest first, of documents of which few are hidden: how the list stands when somebody begins to type. */
const isNewestOfAll = ({ sort, direction, customer, status }: Input): boolean =>
  sort === 'issueDate' && direction === 'asc' && customer === null && (status === 'all' || status === 'paid');

export const documentsList: Query<'documents.list'> = async (asked, context) => {
  const input = asked.sort === 'issueDate' ? { ...asked, direction: turned(asked.direction) } : asked;
  const typed = input.search.trim() ? readTyped(input.search, context.memory, 'documents') : undefined;
  const asToday = await asOfDay(input.today, context);
  const matches = (row: ListRow) => isShown(asToday(row), input, typed);
  const keyOf = (row: ListRow) => KEYS[input.sort](row, context);
  const found = typed && isNewestOfAll(input) ? await newestFound(context, input, typed) : undefined;
  const gathered = found ? undefined : await gather(input, typed, context);
  const page = gathered
    ? pageOfGathered(gathered.filter(matches), keyOf, input)
    : await pageOfWalk(found ?? walk(input, context), matches, keyOf, input.limit);
  return ok({ rows: page.rows.map((row) => output(asToday(row), input.today)), next: page.next });
};
