/** What depends on the kind of document: labels of the form's fields, and where it stands in the sidebar. */
import { type DocumentKind, isBilling } from '../../../../../shared/domain/document-kinds.ts';
import type { Section } from '../../../app/navigation.ts';

/** The section under which a document is looked for. */
export function sectionOf(kind: DocumentKind): Section {
  if (kind === 'receipt' || kind === 'refund') return 'payments';
  return isBilling(kind) || kind === 'correction' ? 'invoices' : 'quotes';
}

const PARTY = {
  quote: 'entry.offer-to',
  proForma: 'entry.pro-forma-to',
  creditNote: 'entry.credit-to',
  charge: 'entry.charge-to',
  correction: 'entry.notice-to',
  deliveryNote: 'entry.delivery-to',
  receipt: 'entry.received-from',
  refund: 'entry.refunded-to',
} as const satisfies Partial<Record<DocumentKind, string>>;

const hasOwnParty = (kind: DocumentKind): kind is keyof typeof PARTY => Object.hasOwn(PARTY, kind);

/** Who it is for: an invoice is billed to somebody, a quote is made to somebody. */
export const partyLabel = (kind: DocumentKind) => (hasOwnParty(kind) ? PARTY[kind] : 'entry.bill-to');

const DUE = {
  creditNote: 'entry.due.creditNote',
  quote: 'entry.due.quote',
  depositInvoice: 'entry.due.depositInvoice',
} as const satisfies Partial<Record<DocumentKind, string>>;

const hasOwnDue = (kind: DocumentKind): kind is keyof typeof DUE => Object.hasOwn(DUE, kind);

/** What a document comes to once deposits, tax withheld and rounding are reckoned with; the paper says the same. */
export const dueLabel = (kind: DocumentKind) => (hasOwnDue(kind) ? DUE[kind] : 'entry.due.invoice');

/** The day of issue; only that of an invoice is an invoice's date. */
export function dateLabel(kind: DocumentKind) {
  if (kind === 'deliveryNote') return 'entry.delivery-date';
  return kind === 'invoice' || kind === 'depositInvoice' ? 'entry.issue-date' : 'entry.document-date';
}
