/** The words of the paper by country profile and language; a versioned part of template `classic-1`, so never edited in place. */
import type { DocumentKind } from '../../shared/domain/document-kinds.ts';

export interface PaperWords {
  readonly title: Readonly<Record<DocumentKind, string>>;
  readonly number: Readonly<Record<DocumentKind, string>>;
  readonly date: string;
  readonly supplyDate: string;
  readonly dueDate: string;
  /** Of an offer: the last day on which it can be accepted. */
  readonly validUntil: string;
  readonly customerNumber: string;
  /** Labels of a credit note's references (DO4); `{number}` and `{day}`, `{from}` and `{to}` are filled in. */
  readonly credits: string;
  readonly creditedInvoice: string;
  readonly creditPeriod: string;
  readonly period: string;
  readonly creditReason: string;
  /** What a document is about: label by its kind; `{number}` and `{day}` of `creditedInvoice` are filled in. */
  readonly about: Readonly<Partial<Record<DocumentKind, string>>>;
  /** Labels of the money that a receipt is given for. */
  readonly paidOn: string;
  readonly paidBy: string;
  /** Label of a post-dated cheque's own day. */
  readonly postDated: string;
  /** Labels of money that was given back. */
  readonly refundedOn: string;
  readonly refundedBy: string;
  readonly paymentReference: string;
  /** What a correction notice puts right (DO6). */
  readonly corrected: Readonly<Record<'orderNumber' | 'contact' | 'dueDate' | 'text', string>>;
  /** `{number}` and `{day}` are filled in (AL3). */
  readonly deducted: string;
  /** `{tax}`, `{amount}` and `{taxable}` are filled in. */
  readonly deductedTax: string;
  readonly orderNumber: string;
  readonly buyerReference: string;
  readonly shipTo: string;
  readonly contact: string;
  readonly buyerTaxId: string;
  readonly sellerTaxId: string;
  readonly position: string;
  readonly description: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly tax: string;
  readonly amount: string;
  readonly carriedForward: string;
  readonly broughtForward: string;
  readonly allowance: string;
  readonly charge: string;
  readonly taxTable: string;
  readonly taxRate: string;
  readonly taxable: string;
  readonly taxAmount: string;
  readonly sumOfLines: string;
  readonly withoutTax: string;
  readonly totalTax: string;
  readonly includedTax: string;
  readonly withTax: string;
  readonly prepaid: string;
  readonly rounding: string;
  readonly due: Readonly<Record<DocumentKind, string>>;
  readonly terms: string;
  readonly payment: string;
  readonly notes: string;
  readonly draft: string;
  /** `{percent}`, `{day}`, `{discount}` and `{rest}` are filled in (EP1). */
  readonly earlyDiscount: string;
  readonly instalment: string;
  /** `{number}` is filled in. */
  readonly reference: string;
  /** `{page}` and `{pages}` are filled in. */
  readonly page: string;
  readonly unprintable: string;
  /** `{from}` and `{to}` are filled in (TX11). */
  readonly supplyPeriod: string;
  /** `{name}` is filled in (TX7). */
  readonly withheld: string;
  /** `{currency}`, `{rate}`, `{date}` and `{source}` are filled in (BT-111, MO4). */
  readonly accountingTax: string;
  readonly placeOfSupply: string;
  /** Of goods or services: on a line, and above the sums by code. */
  readonly commodityCode: string;
  readonly amountInWords: string;
  /** What an Indian invoice over nothing but exempt supplies is called, and the label of its number. */
  readonly billOfSupply: { readonly title: string; readonly number: string };
}

const EN: PaperWords = {
  title: {
    invoice: 'Invoice',
    creditNote: 'Credit note',
    quote: 'Quotation',
    proForma: 'Pro-forma invoice',
    depositInvoice: 'Deposit invoice',
    charge: 'Debit note',
    deliveryNote: 'Delivery note',
    receipt: 'Receipt',
    refund: 'Refund',
    correction: 'Correction notice',
  },
  number: {
    invoice: 'Invoice no.',
    creditNote: 'Credit note no.',
    quote: 'Quotation no.',
    proForma: 'Pro-forma no.',
    depositInvoice: 'Invoice no.',
    charge: 'Debit note no.',
    deliveryNote: 'Delivery note no.',
    receipt: 'Receipt no.',
    refund: 'Refund no.',
    correction: 'Notice no.',
  },
  date: 'Date',
  supplyDate: 'Date of supply',
  dueDate: 'Due date',
  validUntil: 'Valid until',
  customerNumber: 'Customer no.',
  credits: 'For invoice',
  creditedInvoice: '{number} of {day}',
  creditPeriod: 'For the period',
  period: '{from} to {to}',
  creditReason: 'Reason',
  about: {
    depositInvoice: 'For quotation',
    charge: 'For invoice',
    deliveryNote: 'For quotation',
    invoice: 'Delivery notes',
    correction: 'To invoice',
  },
  paidOn: 'Received on',
  paidBy: 'Paid by',
  postDated: 'Post-dated to',
  refundedOn: 'Refunded on',
  refundedBy: 'Refunded by',
  paymentReference: 'Reference',
  corrected: {
    orderNumber: 'Your order is now',
    contact: 'Attention is now',
    dueDate: 'Due date is now',
    text: 'Now reads',
  },
  deducted: 'Less deposit {number} of {day}',
  deductedTax: 'including {tax} {amount} on {taxable}',
  orderNumber: 'Your order',
  buyerReference: 'Your reference',
  shipTo: 'Deliver to',
  contact: 'Attn.',
  buyerTaxId: 'Your VAT no.',
  sellerTaxId: 'VAT no.',
  position: 'No.',
  description: 'Description',
  quantity: 'Quantity',
  unitPrice: 'Unit price',
  tax: 'VAT',
  amount: 'Amount',
  carriedForward: 'Carried forward',
  broughtForward: 'Brought forward',
  allowance: 'Discount',
  charge: 'Charge',
  taxTable: 'VAT',
  taxRate: 'Rate',
  taxable: 'Net',
  taxAmount: 'VAT',
  sumOfLines: 'Sum of lines',
  withoutTax: 'Total excluding VAT',
  totalTax: 'VAT',
  includedTax: 'VAT included',
  withTax: 'Total including VAT',
  prepaid: 'Already paid',
  rounding: 'Rounding',
  due: {
    invoice: 'Amount due',
    creditNote: 'Amount credited',
    quote: 'Total offered',
    proForma: 'Amount to pay',
    depositInvoice: 'Deposit due',
    charge: 'Amount due',
    deliveryNote: 'Total',
    receipt: 'Received with thanks',
    refund: 'Refunded to you',
    correction: 'Total',
  },
  terms: 'Payment terms',
  payment: 'Payment details',
  notes: 'Notes',
  draft: 'Draft',
  earlyDiscount: '{percent} discount if paid by {day}: deduct {discount} and pay {rest}.',
  instalment: '{amount} due on {day}',
  reference: 'Reference {number}',
  page: 'Page {page} of {pages}',
  unprintable: 'Characters that this typeface does not hold',
  supplyPeriod: 'Supplied {from} to {to}',
  withheld: 'Less {name} withheld',
  accountingTax: 'Tax in {currency} at {rate} ({source}, {date})',
  placeOfSupply: 'Place of supply',
  commodityCode: 'HSN/SAC',
  amountInWords: 'In words',
  billOfSupply: { title: 'Bill of supply', number: 'Bill no.' },
};

const US: PaperWords = {
  ...EN,
  title: { ...EN.title, creditNote: 'Credit memo', quote: 'Quote' },
  number: { ...EN.number, creditNote: 'Credit memo no.', quote: 'Quote no.' },
  supplyDate: 'Service date',
  orderNumber: 'P.O. number',
  shipTo: 'Ship to',
  buyerTaxId: 'Your tax ID',
  sellerTaxId: 'Tax ID',
  tax: 'Tax',
  taxTable: 'Sales tax',
  taxable: 'Taxable',
  taxAmount: 'Tax',
  sumOfLines: 'Subtotal',
  withoutTax: 'Total before tax',
  totalTax: 'Sales tax',
  includedTax: 'Sales tax included',
  withTax: 'Total',
};

const IN: PaperWords = {
  ...EN,
  title: { ...EN.title, invoice: 'Tax invoice' },
  buyerTaxId: 'Your GSTIN',
  sellerTaxId: 'GSTIN',
  tax: 'GST',
  taxTable: 'GST',
  taxable: 'Taxable value',
  taxAmount: 'Tax',
  withoutTax: 'Total before GST',
  withTax: 'Total including GST',
  totalTax: 'GST',
  includedTax: 'GST included',
};

const DE: PaperWords = {
  title: {
    invoice: 'Rechnung',
    creditNote: 'Rechnungskorrektur',
    quote: 'Angebot',
    proForma: 'Proforma-Rechnung',
    depositInvoice: 'Anzahlungsrechnung',
    charge: 'Belastungsanzeige',
    deliveryNote: 'Lieferschein',
    receipt: 'Quittung',
    refund: 'Erstattung',
    correction: 'Rechnungsberichtigung',
  },
  number: {
    invoice: 'Rechnungsnummer',
    creditNote: 'Belegnummer',
    quote: 'Angebotsnummer',
    proForma: 'Proforma-Nummer',
    depositInvoice: 'Rechnungsnummer',
    charge: 'Belegnummer',
    deliveryNote: 'Lieferscheinnummer',
    receipt: 'Quittungsnummer',
    refund: 'Erstattungsnummer',
    correction: 'Belegnummer',
  },
  date: 'Datum',
  supplyDate: 'Leistungsdatum',
  dueDate: 'Fällig am',
  validUntil: 'Gültig bis',
  customerNumber: 'Kundennummer',
  credits: 'Zu Rechnung',
  creditedInvoice: '{number} vom {day}',
  creditPeriod: 'Für den Zeitraum',
  period: '{from} bis {to}',
  creditReason: 'Grund',
  about: {
    depositInvoice: 'Zu Angebot',
    charge: 'Zu Rechnung',
    deliveryNote: 'Zu Angebot',
    invoice: 'Lieferscheine',
    correction: 'Zu Rechnung',
  },
  paidOn: 'Erhalten am',
  paidBy: 'Zahlungsart',
  postDated: 'Vordatiert auf',
  refundedOn: 'Erstattet am',
  refundedBy: 'Erstattet per',
  paymentReference: 'Verwendungszweck',
  corrected: {
    orderNumber: 'Ihre Bestellung lautet jetzt',
    contact: 'Ansprechpartner ist jetzt',
    dueDate: 'Fällig ist sie jetzt am',
    text: 'Jetzt lautet sie',
  },
  deducted: 'Abzüglich Anzahlung {number} vom {day}',
  deductedTax: 'darin {tax} {amount} auf {taxable}',
  orderNumber: 'Ihre Bestellung',
  buyerReference: 'Ihre Referenz',
  shipTo: 'Lieferung an',
  contact: 'z. Hd.',
  buyerTaxId: 'Ihre USt-IdNr.',
  sellerTaxId: 'USt-IdNr.',
  position: 'Pos.',
  description: 'Bezeichnung',
  quantity: 'Menge',
  unitPrice: 'Einzelpreis',
  tax: 'USt.',
  amount: 'Betrag',
  carriedForward: 'Übertrag',
  broughtForward: 'Übertrag',
  allowance: 'Nachlass',
  charge: 'Zuschlag',
  taxTable: 'Umsatzsteuer',
  taxRate: 'Satz',
  taxable: 'Netto',
  taxAmount: 'Steuer',
  sumOfLines: 'Summe der Positionen',
  withoutTax: 'Nettobetrag',
  totalTax: 'Umsatzsteuer',
  includedTax: 'Enthaltene Umsatzsteuer',
  withTax: 'Bruttobetrag',
  prepaid: 'Bereits gezahlt',
  rounding: 'Rundung',
  due: {
    invoice: 'Zu zahlen',
    creditNote: 'Gutgeschrieben',
    quote: 'Angebotssumme',
    proForma: 'Zu zahlen',
    depositInvoice: 'Anzahlung',
    charge: 'Zu zahlen',
    deliveryNote: 'Summe',
    receipt: 'Dankend erhalten',
    refund: 'An Sie erstattet',
    correction: 'Summe',
  },
  terms: 'Zahlungsbedingungen',
  payment: 'Bankverbindung',
  notes: 'Anmerkungen',
  draft: 'Entwurf',
  earlyDiscount: '{percent} Skonto bei Zahlung bis {day}: {discount} abziehen und {rest} zahlen.',
  instalment: '{amount} fällig am {day}',
  reference: 'Verwendungszweck {number}',
  page: 'Seite {page} von {pages}',
  unprintable: 'In dieser Schrift nicht enthaltene Zeichen',
  supplyPeriod: 'Leistung von {from} bis {to}',
  withheld: 'Abzüglich einbehaltener {name}',
  accountingTax: 'Steuer in {currency} zum Kurs {rate} ({source}, {date})',
  placeOfSupply: 'Ort der Leistung',
  commodityCode: 'HSN/SAC',
  amountInWords: 'In Worten',
  billOfSupply: { title: 'Bill of Supply', number: 'Belegnummer' },
};

/** The words for a country profile (US, GB, DE, IN) in a language (en, de); English of Britain where nothing else is known. */
export function paperWords(profile: string, language: string): PaperWords {
  if (language === 'de') return DE;
  if (profile === 'US') return US;
  if (profile === 'IN') return IN;
  return EN;
}

/** Puts values into the places that a sentence keeps for them. */
export function fill(sentence: string, values: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
