/** What the list says about an issued document, as of a day. */
import { type DocumentKind, isBilling, isOffer, isOwed } from './document-kinds.ts';
import type { Day, Minor } from './money.ts';

export type DocumentStatus =
  | 'issued'
  | 'part-paid'
  | 'paid'
  | 'overdue'
  | 'void'
  /** Of offers: what became of them. */
  | 'open'
  | 'accepted'
  | 'declined'
  | 'expired'
  | 'invoiced';

export interface StatusFacts {
  readonly kind: DocumentKind;
  readonly total: Minor;
  /** What is left to pay; of a credit note, what is left to use. */
  readonly outstanding: Minor;
  readonly dueDate: Day;
  readonly void: boolean;
  /** The customer's word on a quote, and whether an invoice was made of it or of a delivery; absent for other documents. */
  readonly offer?: { readonly accepted: boolean | null; readonly isInvoiced: boolean };
}

/**
 * Status as of a day. Overdue begins on the day after the due date (AG1) and wins over part paid. Nothing outstanding
 * is `paid`, also for a total of zero (DO2); a credit note is never overdue. An offer is valid up to and on its due date,
 * and once accepted for good.
 */
export function documentStatus(document: StatusFacts, asOf: Day): DocumentStatus {
  if (document.void) return 'void';
  if (isOffer(document.kind)) return offerStatus(document, asOf);
  if (document.kind === 'deliveryNote') return document.offer?.isInvoiced ? 'invoiced' : 'open';
  if (!isBilling(document.kind)) return 'issued';
  if (document.outstanding <= 0) return 'paid';
  if (isOwed(document.kind) && document.dueDate < asOf) return 'overdue';
  return document.outstanding < document.total ? 'part-paid' : 'issued';
}

function offerStatus({ offer, dueDate }: StatusFacts, asOf: Day): DocumentStatus {
  if (offer?.isInvoiced) return 'invoiced';
  if (offer && offer.accepted !== null) return offer.accepted ? 'accepted' : 'declined';
  return dueDate < asOf ? 'expired' : 'open';
}
