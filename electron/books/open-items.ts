/** What is open, as the books hold it in memory (BO5). */
import type { DocumentKind } from '../../shared/domain/document-kinds.ts';
import type { Duty } from '../../shared/domain/duty.ts';
import type { CurrencyCode, Day, Minor } from '../../shared/domain/money.ts';
import { dueNow } from './due-now.ts';
import type { DiscountOffer, DocumentRow, PaymentRow } from './rows.ts';

/** An issued document with something left; of a credit note `outstanding` is the credit. */
export interface OpenDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: string;
  readonly numberKey: string;
  readonly customer: string;
  readonly name: string;
  readonly orderNumber: string;
  readonly issueDate: Day;
  /** As of now, of several instalments that of the first which is open; `owedItems` says it for another day. */
  readonly dueDate: Day;
  readonly issuedDue: Day;
  readonly dues: DocumentRow['dues'];
  readonly instalments?: NonNullable<DocumentRow['instalments']>;
  readonly currency: CurrencyCode;
  readonly total: Minor;
  readonly outstanding: Minor;
  readonly discount: DiscountOffer | null;
  /** Day from which it counts. */
  readonly from: Day;
  /** Last day on which its rest changes: on earlier days `outstanding` is not what was open. */
  readonly last: Day;
  readonly at: number;
  readonly newest: number;
  readonly down: number;
  readonly orderKey: string;
  readonly unsent: boolean;
  readonly duty?: Duty;
}

/** Money received with something unapplied. */
export interface OpenPayment {
  readonly id: string;
  readonly customer: string;
  readonly date: Day;
  readonly currency: CurrencyCode;
  readonly amount: Minor;
  readonly unapplied: Minor;
  readonly methodName: string;
  readonly reference: string;
  readonly from: Day;
  readonly last: Day;
  readonly at: number;
}

export function openDocument(row: DocumentRow): OpenDocument {
  const { id, kind, number, numberKey, customer, name, orderNumber, orderKey = '', currency, total } = row;
  const { discount, from, last, at, newest, down, issue: issueDate, due: issuedDue, rest: outstanding } = row;
  const dueDate = dueNow(row);
  const unsent = row.unsent === 1;
  const duty = row.duty ? { duty: row.duty } : {};
  const who = { id, kind, number, numberKey, customer, name, orderNumber, orderKey, unsent, ...duty };
  const parts = row.instalments ? { instalments: row.instalments } : {};
  const days = { issueDate, dueDate, issuedDue, dues: row.dues, ...parts };
  return { ...who, ...days, currency, total, outstanding, discount, from, last, at, newest, down };
}

export function openPayment(row: PaymentRow): OpenPayment {
  const { id, customer, date, currency, amount, methodName, reference, from, last, at } = row;
  return { id, customer, date, currency, amount, unapplied: row.rest, methodName, reference, from, last, at };
}

/** Open things by id and by customer. */
export class OpenIndex<Item extends { readonly id: string; readonly customer: string; readonly last: Day }> {
  readonly all = new Map<string, Item>();
  private readonly customers = new Map<string, Map<string, Item>>();
  private latest: Day = '';

  /** No rest of these changes after this day, nor of any that was among them; so that nobody need look at each. */
  get lastChange(): Day {
    return this.latest;
  }

  set(item: Item): void {
    if (item.last > this.latest) this.latest = item.last;
    this.all.set(item.id, item);
    const own = this.customers.get(item.customer);
    if (own) own.set(item.id, item);
    else this.customers.set(item.customer, new Map([[item.id, item]]));
  }

  delete(id: string): void {
    const item = this.all.get(id);
    if (!item) return;
    this.all.delete(id);
    this.customers.get(item.customer)?.delete(id);
  }

  of(customer: string): Iterable<Item> {
    return this.customers.get(customer)?.values() ?? [];
  }
}
