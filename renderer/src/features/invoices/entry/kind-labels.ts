/** Labels of the form's fields that depend on the kind of document. */
import type { DocumentKind } from '../../../../../shared/domain/document.ts';

/** Who it is for: an invoice is billed to somebody, a quote is made to somebody. */
export const partyLabel = (kind: DocumentKind): 'entry.bill-to' | 'entry.offer-to' =>
  kind === 'quote' ? 'entry.offer-to' : 'entry.bill-to';

/** The day of issue; only that of an invoice is an invoice's date. */
export const dateLabel = (kind: DocumentKind): 'entry.issue-date' | 'entry.document-date' =>
  kind === 'invoice' || kind === 'depositInvoice' ? 'entry.issue-date' : 'entry.document-date';
