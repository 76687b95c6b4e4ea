/** The kinds of documents, and what their being of a kind means (DO1, DO4, RE4). */

/** Documents by which a customer owes: money and credit settle them, they age and are taxed. */
export type OwedKind = 'invoice' | 'depositInvoice' | 'charge';
/** Documents that are owed or owing: they take part in settlement, aging and tax reports. */
export type BillingKind = OwedKind | 'creditNote';
/** Documents that propose or announce: nothing is owed by them. */
export type OfferKind = 'quote' | 'proForma';
/** Documents that confirm: what was delivered, what was received, what an invoice should have said, what was given back. */
export type ConfirmingKind = 'deliveryNote' | 'receipt' | 'correction' | 'refund';
export type DocumentKind = BillingKind | OfferKind | ConfirmingKind;

/** All of them; each has numbers of its own (NU4). */
export const DOCUMENT_KINDS = [
  'invoice',
  'creditNote',
  'quote',
  'proForma',
  'depositInvoice',
  'charge',
  'deliveryNote',
  'receipt',
  'correction',
  'refund',
] as const satisfies readonly DocumentKind[];

/** Days for which an offer stands unless the clerk says otherwise. */
export const OFFER_DAYS = 30;

export const isOwed = (kind: DocumentKind): kind is OwedKind =>
  kind === 'invoice' || kind === 'depositInvoice' || kind === 'charge';

export const isBilling = (kind: DocumentKind): kind is BillingKind => isOwed(kind) || kind === 'creditNote';

export const isOffer = (kind: DocumentKind): kind is OfferKind => kind === 'quote' || kind === 'proForma';

/** Documents that say where to pay. */
export const asksForMoney = (kind: DocumentKind): boolean => isOwed(kind) || kind === 'proForma';

/** Where documents that are not billing are listed, each kind apart from the others; offers together. */
export type Shelf = 'offer' | ConfirmingKind;

export const shelfOf = (kind: OfferKind | ConfirmingKind): Shelf => (isOffer(kind) ? 'offer' : kind);
