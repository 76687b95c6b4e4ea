/** What a customer has ordered and not been billed for (CU3). */
import { type CurrencyCode, type Minor, minor } from '../../../shared/domain/money.ts';
import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import { deductedBy } from './deposits.ts';
import { present } from './facts.ts';
import { billedBy, standingAmong } from './standing.ts';

/** What counts of an order is counted elsewhere already: a delivery that was billed, a deposit that no invoice has deducted yet. */
async function countedElsewhere(
  db: BooksDatabase,
  orders: readonly DocumentRow[],
  besides: ReadonlySet<string>,
): Promise<ReadonlySet<DocumentRow>> {
  const ids = orders.flatMap(({ namedBy }) => namedBy.map(({ by }) => by));
  if (ids.length === 0) return new Set();
  const naming = await standingAmong(db, present(await db.documents.bulkGet([...new Set(ids)])));
  const deliveries = naming.filter(({ kind }) => kind === 'deliveryNote');
  const billed = await billedBy(db, deliveries);
  const deposits = naming.filter(({ kind }) => kind === 'depositInvoice');
  const deducting = await Promise.all(deposits.map((deposit) => deductedBy(db, deposit)));
  return new Set([
    ...deliveries.filter(({ id }) => billed.has(id) || besides.has(id)),
    ...deposits.filter((_, index) => deducting[index] === null),
  ]);
}

/**
 * Accepted offers of a customer in one currency, in its minor units: each less the deliveries of it that were billed and the
 * deposits that are asked for it, which are owed or were paid. One of which an invoice was made whole counts no more.
 * @param besides documents that the invoice of now bills: offers, or delivery notes.
 */
export async function orderedBy(
  db: BooksDatabase,
  customer: string,
  currency: CurrencyCode,
  besides: readonly string[],
): Promise<Minor> {
  const billing = new Set(besides);
  const accepted = await db.documents.where('ordered').equals(customer).toArray();
  const orders = accepted.filter((order) => order.currency === currency && !billing.has(order.id));
  const counted = await countedElsewhere(db, orders, billing);
  let ordered = 0;
  for (const order of orders) {
    let rest: number = order.total;
    for (const row of counted) if (row.about?.includes(order.id)) rest -= row.total;
    ordered += Math.max(0, rest);
  }
  return minor(ordered);
}
