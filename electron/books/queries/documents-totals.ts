/** Count and sums of all documents that a filter shows. */
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import { isBilling, isOwed } from '../../../shared/domain/document-kinds.ts';
import { type Day, minor } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import { compare } from '../customer-index.ts';
import { KEPT_AT_MOST } from '../light-documents.ts';
import type { DocumentRow } from '../rows.ts';
import type { Query, QueryContext } from './context.ts';
import { documentsIn, readTyped } from './document-search.ts';
import { asOfDay, fromOpen, fromRow, gather, isShown, type ListRow, walk } from './documents-list.ts';
import { GATHER_LIMIT, newestBounds, walkIndex } from './keyed-list.ts';
import { edgesOf, wholeMonths } from './month-sums.ts';
import { documentsOpenOn } from './open-on.ts';

type Input = ParsedInputOf<'documents.totals'>;

/** Where all documents are too many to be kept in memory, so many finds of a typed text are rather read one by one, at every key. */
const FINDS_SUMMED = 20_000;

interface CurrencySums {
  total: number;
  outstanding: number;
}

/** Sums a list's rows: credit notes count against invoices, what is void counts nothing (DO4). */
class Totals {
  count = 0;
  private readonly sums = new Map<string, CurrencySums>();

  add(currency: string, count: number, total: number, outstanding: number): void {
    this.count += count;
    const sum = this.sums.get(currency) ?? { total: 0, outstanding: 0 };
    this.sums.set(currency, { total: sum.total + total, outstanding: sum.outstanding + outstanding });
  }

  addRow(row: ListRow, sign = 1): void {
    const signed = isOwed(row.kind) ? sign : -sign;
    this.add(row.currency, sign, row.void ? 0 : signed * row.total, signed * row.rest);
  }

  output(): OutputOf<'documents.totals'> {
    const sums = [...this.sums].sort(([a], [b]) => compare(a, b));
    return {
      count: this.count,
      sums: sums.map(([currency, { total, outstanding }]) => ({
        currency,
        total: minor(total),
        outstanding: minor(outstanding),
      })),
    };
  }
}

/** Totals of all or of all paid documents of some days, mostly from the sums of months. */
async function totalsByMonth(input: Input, context: QueryContext): Promise<Totals> {
  const { db, memory } = context;
  const totals = new Totals();
  const { from, to } = input;
  const isIn = (day: Day) => (from === null || day >= from) && (to === null || day <= to);
  for (const { currency, count, total } of wholeMonths(memory, 'billed', from, to))
    totals.add(currency, count, total, 0);
  const keyOf = ({ newest, down }: DocumentRow) => [newest, down];
  for (const edge of edgesOf(from, to)) {
    const steps = { index: '[newest+down]', direction: 'asc', after: null, first: GATHER_LIMIT } as const;
    const rows = walkIndex(db.documents, keyOf, { ...steps, ...newestBounds(edge.from, edge.to) });
    for await (const chunk of rows)
      for (const row of chunk) if (isBilling(row.kind)) totals.addRow({ ...fromRow(row), rest: minor(0) });
  }
  // What is left, is left of the open items; the rows that were counted above have it not.
  const now = await documentsOpenOn(input.today, context);
  const open = [...now.values()].filter(({ issueDate }) => isIn(issueDate));
  for (const { kind, currency, outstanding } of open) {
    totals.add(currency, 0, 0, isOwed(kind) ? outstanding : -outstanding);
  }
  if (input.status === 'paid') {
    for (const item of open) if (item.outstanding > 0) totals.addRow(fromOpen(item), -1);
    for (const row of await db.documents.where('voided').above('').toArray()) {
      if (isIn(row.issue) && isBilling(row.kind)) totals.addRow(fromRow(row), -1);
    }
  }
  return totals;
}

export const documentsTotals: Query<'documents.totals'> = async (input, context) => {
  const typed = input.search.trim() ? readTyped(input.search, context.memory, 'documents') : undefined;
  if (
    !typed &&
    input.customer === null &&
    input.kind === undefined &&
    (input.status === 'all' || input.status === 'paid')
  ) {
    return ok((await totalsByMonth(input, context)).output());
  }
  const totals = new Totals();
  const most = documentsIn(context.memory) > KEPT_AT_MOST ? FINDS_SUMMED : undefined;
  const gathered = await gather(input, typed, context, most);
  const asToday = await asOfDay(input.today, context);
  if (gathered) {
    for (const row of gathered.map(asToday)) if (isShown(row, input, typed)) totals.addRow(row);
    return ok(totals.output());
  }
  const all = { ...input, sort: 'issueDate', direction: 'asc', cursor: null, limit: GATHER_LIMIT } as const;
  const read: ListRow[] = [];
  for await (const rows of walk(all, context)) {
    for (const row of rows.map(asToday)) if (isShown(row, input, typed)) totals.addRow(row);
    if (typed) read.push(...rows);
  }
  // A walk between days has not read all.
  if (typed && input.from === null && input.to === null) context.memory.light.keep(read);
  return ok(totals.output());
};
