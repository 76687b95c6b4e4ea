/** What was open on a day (AG2): from memory when nothing has changed since, else with the rest computed for that day. */
import type { AgingCredit, AgingItem } from '../../../shared/domain/aging.ts';
import { type Day, type Minor, minor } from '../../../shared/domain/money.ts';
import { FOREVER, restOn, type StandingAllocation } from '../../../shared/events/settlement.ts';
import {
  type Memory,
  type OpenDocument,
  type OpenPayment,
  openDocument,
  openPayment,
  receivable,
} from '../memory.ts';
import type { BooksDatabase, DocumentRow, PaymentRow, ReductionRow } from '../schema.ts';
import type { QueryContext } from './context.ts';
import { present } from './documents.ts';

export interface OpenOn {
  readonly items: Iterable<OpenDocument & AgingItem>;
  readonly credits: Iterable<AgingCredit>;
  /** Receivable by currency as the sums say, moved back to the day by what changed since (AG4). */
  readonly balances: ReadonlyMap<string, Minor>;
}

function* invoices(documents: Iterable<OpenDocument>): Iterable<OpenDocument> {
  for (const item of documents) if (item.kind === 'invoice') yield item;
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

/** Open items and credits at the end of a day. */
export async function openOn(asOf: Day, { db, memory }: QueryContext): Promise<OpenOn> {
  const documents = memory.documents.all;
  const payments = memory.payments.all;
  const balances = balancesNow(memory);
  const moved = {
    documents: [...changedAfter(documents, asOf)],
    payments: [...changedAfter(payments, asOf)],
  };
  if (memory.quietSince <= asOf && moved.documents.length + moved.payments.length === 0) {
    return {
      items: invoices(documents.values()),
      credits: credits(documents.values(), payments.values()),
      balances,
    };
  }
  const then = await restsOn(db, asOf, moved);
  const movedIds = new Set([...moved.documents, ...moved.payments]);
  const rest = <Item extends { id: string }>(items: ReadonlyMap<string, Item>) =>
    [...items.values()].filter(({ id }) => !movedIds.has(id));
  for (const { currency, by } of then.differences)
    balances.set(currency, minor((balances.get(currency) ?? 0) - by));
  const allDocuments = [...rest(documents), ...then.documents];
  const allPayments = [...rest(payments), ...then.payments];
  return { items: invoices(allDocuments), credits: credits(allDocuments, allPayments), balances };
}

function* changedAfter(items: ReadonlyMap<string, { readonly last: Day }>, asOf: Day): Iterable<string> {
  for (const [id, { last }] of items) if (last > asOf) yield id;
}

interface RestsOn {
  readonly documents: OpenDocument[];
  readonly payments: OpenPayment[];
  /** How much more each row is owed now than it was then. */
  readonly differences: { readonly currency: string; readonly by: number }[];
}

async function restsOn(
  db: BooksDatabase,
  asOf: Day,
  moved: { readonly documents: readonly string[]; readonly payments: readonly string[] },
): Promise<RestsOn> {
  const [closedDocuments, openDocuments, closedPayments, openPayments] = await Promise.all([
    db.documents.where('closed').between(asOf, FOREVER, false, false).toArray(),
    db.documents.bulkGet([...moved.documents]),
    db.payments.where('closed').between(asOf, FOREVER, false, false).toArray(),
    db.payments.bulkGet([...moved.payments]),
  ]);
  const documents = [...closedDocuments, ...present(openDocuments)];
  const payments = [...closedPayments, ...present(openPayments)];
  const rows = [...documents, ...payments];
  const [allocations, reductions] = await Promise.all([
    db.allocations.bulkGet([...new Set(rows.flatMap((row) => row.allocations))]),
    db.reductions.bulkGet([...new Set(rows.flatMap((row) => row.reductions))]),
  ]);
  const standing = bySubject(present(allocations));
  const reduced = new Map(present(reductions).map((row) => [row.id, row]));
  const differences: RestsOn['differences'] = [];
  const restOf = (row: DocumentRow | PaymentRow, sign: 1 | -1): Minor => {
    const amount = 'total' in row ? row.total : row.amount;
    const fact = { id: row.id, amount, from: row.from, until: row.end?.on ?? FOREVER };
    const own = row.reductions.flatMap((id) => reductionFact(reduced.get(id), row));
    const rest = restOn(fact, own, standing.get(row.id) ?? [], asOf);
    differences.push({ currency: row.currency, by: sign * (row.rest - rest) });
    return rest;
  };
  const isOpen = ({ rest }: { readonly rest: Minor }) => rest !== 0;
  return {
    documents: documents
      .map((row) => ({ ...row, rest: restOf(row, row.kind === 'invoice' ? 1 : -1) }))
      .filter(isOpen)
      .map(openDocument),
    payments: payments
      .map((row) => ({ ...row, rest: restOf(row, -1) }))
      .filter(isOpen)
      .map(openPayment),
    differences,
  };
}

/** A reduction that counts for this row: deductions for invoices, refunds for sources, in the row's currency. */
function reductionFact(row: ReductionRow | undefined, subject: DocumentRow | PaymentRow) {
  if (!row || row.subject !== subject.id) return [];
  const isInvoice = 'kind' in subject && subject.kind === 'invoice';
  if (isInvoice === (row.kind === 'refund') || (row.currency !== null && row.currency !== subject.currency))
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
