/** What was open on a day (AG2): from memory when nothing has changed since, else with the rest computed for that day. */
import type { Table } from 'dexie';
import type { AgingCredit } from '../../../shared/domain/aging.ts';
import { isOwed } from '../../../shared/domain/document-kinds.ts';
import { type Day, type Minor, minor } from '../../../shared/domain/money.ts';
import { isOfSource } from '../../../shared/events/payments.ts';
import { FOREVER, restOn, type StandingAllocation } from '../../../shared/events/settlement.ts';
import { type Memory, receivable } from '../memory.ts';
import {
  type OpenDocument,
  type OpenIndex,
  type OpenPayment,
  openDocument,
  openPayment,
} from '../open-items.ts';
import { type OwedItem, owedItems } from '../owed-items.ts';
import { gapsOf } from '../payment-life.ts';
import type { DocumentRow, PaymentRow, ReductionRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import { isIdle, isTarget } from '../settle-at-end.ts';
import { spansOpenOn } from '../span.ts';
import type { QueryContext } from './context.ts';
import { present } from './facts.ts';

export interface OpenOn {
  readonly items: Iterable<OwedItem>;
  readonly credits: Iterable<AgingCredit>;
  /** Receivable by currency as the sums say, moved back to the day by what changed since (AG4). */
  readonly balances: ReadonlyMap<string, Minor>;
}

function* credits(documents: Iterable<OpenDocument>, payments: Iterable<OpenPayment>): Iterable<AgingCredit> {
  for (const { kind, customer, currency, outstanding } of documents) {
    if (kind === 'creditNote') yield { customer, currency, unapplied: outstanding };
  }
  yield* payments;
}

export const currenciesOf = (memory: Memory): string[] =>
  [...new Set([...memory.sums.values()].map(({ currency }) => currency))].filter(Boolean).sort();

const balancesNow = (memory: Memory): Map<string, Minor> =>
  new Map(currenciesOf(memory).map((currency) => [currency, receivable(memory, currency)]));

const movedAfter = ({ documents, payments }: Memory, asOf: Day) => ({
  documents: [...changedAfter(documents, asOf)],
  payments: [...changedAfter(payments, asOf)],
});

type Moved = ReturnType<typeof movedAfter>;

const isNow = ({ meta }: Memory, asOf: Day, { documents, payments }: Moved): boolean =>
  (meta?.quiet ?? '') <= asOf && documents.length + payments.length === 0;

/** Whether memory alone says what was open on a day, since nothing has changed after it. */
export const isOpenNow = (memory: Memory, asOf: Day): boolean =>
  isNow(memory, asOf, movedAfter(memory, asOf));

/**
 * What is open at the end of a day by the documents' ids: what memory holds, but with what is paid by money that counts later
 * only, as post-dated cheques (AL1).
 */
export async function documentsOpenOn(
  asOf: Day,
  { db, memory }: QueryContext,
): Promise<ReadonlyMap<string, OpenDocument>> {
  const moved = movedAfter(memory, asOf);
  if (isNow(memory, asOf, moved)) return memory.documents.all;
  const then = await restsOn(db, asOf, moved);
  return new Map([...memory.documents.all, ...then.documents.map((item) => [item.id, item] as const)]);
}

/** Open items and credits of one customer at the end of a day; an ordinary day is known without a look at anybody else's. */
export async function openOf(
  customer: string,
  asOf: Day,
  context: QueryContext,
): Promise<{ readonly items: OwedItem[]; readonly credits: AgingCredit[] }> {
  const { documents, payments } = context.memory;
  if (isOpenNow(context.memory, asOf)) {
    const own = [...documents.of(customer)];
    return { items: [...owedItems(own, asOf)], credits: [...credits(own, payments.of(customer))] };
  }
  const open = await openOn(asOf, context);
  const isOwn = (one: { readonly customer: string }) => one.customer === customer;
  return { items: [...open.items].filter(isOwn), credits: [...open.credits].filter(isOwn) };
}

/** Open items and credits at the end of a day. */
export async function openOn(asOf: Day, { db, memory }: QueryContext): Promise<OpenOn> {
  const documents = memory.documents.all;
  const payments = memory.payments.all;
  const balances = balancesNow(memory);
  const moved = movedAfter(memory, asOf);
  if (isNow(memory, asOf, moved)) {
    return {
      items: owedItems(documents.values(), asOf),
      credits: credits(documents.values(), payments.values()),
      balances,
    };
  }
  const then = await restsOn(db, asOf, moved);
  const still = <Item extends { readonly last: Day }>(items: ReadonlyMap<string, Item>) =>
    [...items.values()].filter(({ last }) => last <= asOf);
  for (const { currency, by } of then.differences)
    balances.set(currency, minor((balances.get(currency) ?? 0) - by));
  const allDocuments = [...still(documents), ...then.documents];
  const allPayments = [...still(payments), ...then.payments];
  return { items: owedItems(allDocuments, asOf), credits: credits(allDocuments, allPayments), balances };
}

function* changedAfter<Item extends OpenDocument | OpenPayment>(
  index: OpenIndex<Item>,
  asOf: Day,
): Iterable<Item> {
  if (index.lastChange <= asOf) return;
  for (const item of index.all.values()) if (item.last > asOf) yield item;
}

interface RestsOn {
  readonly documents: OpenDocument[];
  readonly payments: OpenPayment[];
  /** How much more each row is owed now than it was then. */
  readonly differences: { readonly currency: string; readonly by: number }[];
}

/** What had not begun on the day is known without reading: all that is left of it now is the difference. */
function begun<Item extends { readonly id: string; readonly from: Day; readonly currency: string }>(
  moved: readonly Item[],
  asOf: Day,
  owed: (item: Item) => number,
): { ids: string[]; differences: RestsOn['differences'] } {
  const [before, after] = [moved.filter(({ from }) => from <= asOf), moved.filter(({ from }) => from > asOf)];
  return {
    ids: before.map(({ id }) => id),
    differences: after.map((item) => ({ currency: item.currency, by: owed(item) })),
  };
}

/** Rows closed by now that were open at the end of the day; such as began later were not, and owe nothing now either. */
async function closedSince<Row extends DocumentRow | PaymentRow>(
  table: Table<Row, string>,
  asOf: Day,
): Promise<Row[]> {
  const ranges = spansOpenOn(asOf).map(({ lower, upper }) =>
    table.where('[span+from]').between(lower, upper, true, true).toArray(),
  );
  return (await Promise.all(ranges)).flat().filter(({ closed }) => closed > asOf);
}

async function restsOn(db: BooksDatabase, asOf: Day, moved: Moved): Promise<RestsOn> {
  const openedDocuments = begun(moved.documents, asOf, ({ kind, outstanding }) =>
    isOwed(kind) ? outstanding : -outstanding,
  );
  const openedPayments = begun(moved.payments, asOf, ({ unapplied }) => -unapplied);
  const [closedDocuments, openDocuments, closedPayments, openPayments] = await db.transaction(
    'r',
    [db.documents, db.payments],
    () =>
      Promise.all([
        closedSince(db.documents, asOf),
        db.documents.bulkGet(openedDocuments.ids),
        closedSince(db.payments, asOf),
        db.payments.bulkGet(openedPayments.ids),
      ]),
  );
  const documents = [...closedDocuments, ...present(openDocuments)].filter((row) => !isIdle(row));
  const payments = [...closedPayments, ...present(openPayments)];
  const rows = [...documents, ...payments].filter((row) => !isSettledAtOnce(row));
  const [allocations, reductions] = await Promise.all([
    db.allocations.bulkGet([...new Set(rows.flatMap((row) => row.allocations))]),
    db.reductions.bulkGet([...new Set(rows.flatMap((row) => row.reductions))]),
  ]);
  const standing = bySubject(present(allocations));
  const reduced = new Map(present(reductions).map((row) => [row.id, row]));
  const differences = [...openedDocuments.differences, ...openedPayments.differences];
  const restOf = (row: DocumentRow | PaymentRow, sign: 1 | -1): Minor => {
    const amount = 'total' in row ? row.total : row.amount;
    if (isSettledAtOnce(row)) {
      differences.push({ currency: row.currency, by: -sign * amount });
      return amount;
    }
    const gaps = gapsOf(row);
    const fact = { id: row.id, amount, from: row.from, until: row.end?.on ?? FOREVER, gaps };
    const own = row.reductions.flatMap((id) => reductionFact(reduced.get(id), row));
    const rest = restOn(fact, own, standing.get(row.id) ?? [], asOf);
    differences.push({ currency: row.currency, by: sign * (row.rest - rest) });
    return rest;
  };
  const isOpen = ({ rest }: { readonly rest: Minor }) => rest !== 0;
  return {
    documents: documents
      .map((row) => ({ ...row, rest: restOf(row, isOwed(row.kind) ? 1 : -1) }))
      .filter(isOpen)
      .map(openDocument),
    payments: payments
      .map((row) => ({ ...row, rest: restOf(row, -1) }))
      .filter(isOpen)
      .map(openPayment),
    differences,
  };
}

/**
 * Nothing is left because of one thing alone, as with most: until it took effect all was open, and that is known without
 * reading what it was.
 */
const isSettledAtOnce = ({ rest, end, turns, allocations, reductions }: DocumentRow | PaymentRow): boolean =>
  rest === 0 && end === null && turns === undefined && allocations.length + reductions.length === 1;

/** A reduction that counts for this row: deductions for invoices, refunds and income for sources, in the row's currency. */
function reductionFact(row: ReductionRow | undefined, subject: DocumentRow | PaymentRow) {
  if (!row || row.subject !== subject.id) return [];
  if (
    isTarget(subject) === isOfSource(row.kind) ||
    (row.currency !== null && row.currency !== subject.currency)
  )
    return [];
  return [
    { id: row.id, subject: row.subject, amount: row.amount, from: row.from, until: row.end?.on ?? FOREVER },
  ];
}

function bySubject(allocations: readonly StandingAllocation[]): Map<string, StandingAllocation[]> {
  const found = new Map<string, StandingAllocation[]>();
  for (const one of allocations) {
    for (const id of [one.source, one.target]) {
      const own = found.get(id);
      if (own) own.push(one);
      else found.set(id, [one]);
    }
  }
  return found;
}
