/** Labels of the form's fields that depend on the kind of document. */
import type { DocumentKind } from '../../../../../shared/domain/document.ts';

const PARTY = {
  quote: 'entry.offer-to',
  deliveryNote: 'entry.delivery-to',
  receipt: 'entry.received-from',
} as const satisfies Partial<Record<DocumentKind, string>>;

const hasOwnParty = (kind: DocumentKind): kind is keyof typeof PARTY => Object.hasOwn(PARTY, kind);

/** Who it is for: an invoice is billed to somebody, a quote is made to somebody. */
export const partyLabel = (kind: DocumentKind) => (hasOwnParty(kind) ? PARTY[kind] : 'entry.bill-to');

/** The day of issue; only that of an invoice is an invoice's date. */
export function dateLabel(kind: DocumentKind) {
  if (kind === 'deliveryNote') return 'entry.delivery-date';
  return kind === 'invoice' || kind === 'depositInvoice' ? 'entry.issue-date' : 'entry.document-date';
}
