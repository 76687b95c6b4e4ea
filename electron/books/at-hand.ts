/**
 * What the next invoice asks for, in memory (BO5): the customers that somebody has just looked at, and the invoices of the days
 * around today. Issuing reads no rows then, whose way to the database and back is most of what a clerk would wait for.
 */
import { addDays, daysBetween } from '../../shared/domain/day.ts';
import type { CurrencyCode, Day, Minor } from '../../shared/domain/money.ts';
import type { CustomerFields } from '../../shared/events/masters.ts';
import { isStanding } from './credited.ts';
import { type Held, heldOf } from './held.ts';
import { newestBounds } from './queries/keyed-list.ts';
import type { DocumentRow } from './rows.ts';
import type { BooksDatabase } from './schema.ts';

/** Documents this many days apart may be the same one, entered twice (DO2). */
export const NEAR_DAYS = 3;

/** Customers that are kept; who was asked for longest ago goes first. */
const CUSTOMERS = 500;

/** More invoices of one week are not kept: they would take more than some megabytes. */
const KEPT_AT_MOST = 20_000;

export type WholeCustomer = Held<CustomerFields>;

/** Customers by id, as far as they have been asked for. */
export class CustomersAtHand {
  private readonly held = new Map<string, WholeCustomer>();

  /** Those of the ids that there are, in the order asked for. */
  async read(db: BooksDatabase, ids: readonly string[]): Promise<readonly WholeCustomer[]> {
    const missing = ids.filter((id) => !this.held.has(id));
    const rows = missing.length === 0 ? [] : await db.records('customers').bulkGet(missing);
    const found = new Map(rows.flatMap((row) => (row ? [[row.id, heldOf('customers', row)]] : [])));
    const asked = ids.flatMap((id) => this.held.get(id) ?? found.get(id) ?? []);
    for (const customer of asked) {
      this.held.delete(customer.id);
      this.held.set(customer.id, customer);
    }
    for (const id of this.held.keys()) {
      if (this.held.size <= CUSTOMERS) break;
      this.held.delete(id);
    }
    return asked;
  }

  /** Takes over what an apply made of a customer. */
  follow(customer: WholeCustomer): void {
    if (this.held.has(customer.id)) this.held.set(customer.id, customer);
  }
}

/** An invoice as a later one may look like it. */
export interface NearInvoice {
  readonly id: string;
  readonly number: string;
  readonly currency: CurrencyCode;
  readonly total: Minor;
  /** Whether credit notes leave it standing is for their rows to say. */
  readonly isCredited: boolean;
}

/** The standing invoices of the days around one day, by customer. */
export class NearInvoices {
  private around: { readonly day: Day; readonly isKept: boolean } | null = null;
  private readonly customers = new Map<string, Map<string, NearInvoice>>();

  /** Reads the invoices that a document of `today` may look like; to be called while nothing is applied. */
  async load(db: BooksDatabase, today: Day): Promise<void> {
    if (this.around?.day === today) return;
    const { from, to } = newestBounds(addDays(today, -NEAR_DAYS), addDays(today, NEAR_DAYS));
    const rows = await db.documents
      .where('[newest+down]')
      .between([...from], [...to, []])
      .limit(KEPT_AT_MOST + 1)
      .toArray();
    this.customers.clear();
    this.around = { day: today, isKept: rows.length <= KEPT_AT_MOST };
    for (const row of rows) this.follow(row, undefined);
  }

  /** The customer's invoices near a day; `null` where only rows can tell. */
  of(customer: string, date: Day): readonly NearInvoice[] | null {
    if (this.around?.day !== date || !this.around.isKept) return null;
    const near = [...(this.customers.get(customer)?.values() ?? [])];
    return near.some(({ isCredited }) => isCredited) ? null : near;
  }

  /** Takes over what an apply made of a document. */
  follow(after: DocumentRow | undefined, before: DocumentRow | undefined): void {
    const row = after ?? before;
    if (!this.around?.isKept || row?.kind !== 'invoice') return;
    const near = after && this.isNear(after) ? nearInvoice(after) : null;
    const own = this.customers.get(row.customer);
    if (near === null) own?.delete(row.id);
    else if (own) own.set(row.id, near);
    else this.customers.set(row.customer, new Map([[row.id, near]]));
  }

  private isNear({ issue }: DocumentRow): boolean {
    return this.around !== null && Math.abs(daysBetween(this.around.day, issue)) <= NEAR_DAYS;
  }
}

/** `null` for one that surely bills nothing any more. */
function nearInvoice(row: DocumentRow): NearInvoice | null {
  const { id, number, currency, total, creditedBy } = row;
  if (!isStanding(row, () => false)) return null;
  return { id, number, currency, total, isCredited: creditedBy.length > 0 };
}
