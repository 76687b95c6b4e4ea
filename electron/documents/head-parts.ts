/** What the heads of all templates are made of: seller, buyer, the line of the sender, references. */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { isOffer, isOwed } from '../../shared/domain/document-kinds.ts';
import type { Day } from '../../shared/domain/money.ts';
import { townLines } from '../../shared/domain/town-lines.ts';
import { addressLines, filled } from './address-lines.ts';
import type { PaperFormat } from './paper-format.ts';
import type { PaperLayout } from './paper-layout.ts';
import { fill, type PaperWords } from './paper-words.ts';
import type { Pen, Picture } from './pen.ts';
import { besideEachOther } from './shaper.ts';
import type { TypeStyle } from './typography.ts';

/** Everything that a head is drawn from. */
export interface HeadPaper {
  readonly pen: Pen;
  readonly document: IssuedDocument;
  readonly layout: PaperLayout;
  readonly words: PaperWords;
  readonly format: PaperFormat;
  readonly logo: Picture | null;
  readonly title: string;
  /** Printed on paper that has the head already (DO7): name, address and logo of the seller stay out. */
  readonly letterhead: boolean;
}

/** A fact among the references: its label, its lines, and whether it is one that is looked for. */
export interface Reference {
  readonly label: string;
  readonly values: readonly string[];
  readonly style: TypeStyle;
}

/** A German tax number that is no VAT identifier (no country letters) is a "Steuernummer". */
function taxIdLabel(taxId: string, words: PaperWords, language: string): string {
  return language === 'de' && !/^[A-Z]{2}/.test(taxId) ? 'Steuernummer' : words.sellerTaxId;
}

/** How to reach the seller, line by line, with the address first. */
export const sellerDetails = ({ seller, language }: IssuedDocument, words: PaperWords): string[] =>
  filled([
    ...addressLines(seller.address, seller.address.country, language),
    seller.contact,
    seller.phone,
    seller.email,
    seller.website,
    sellerTaxId(seller.taxId, words, language),
  ]);

export const sellerTaxId = (taxId: string, words: PaperWords, language: string): string =>
  taxId === '' ? '' : `${taxIdLabel(taxId, words, language)} ${taxId}`;

/** The buyer as an envelope shows it. */
export const buyerLines = ({ buyer, seller, language }: IssuedDocument, words: PaperWords): string[] =>
  filled([
    buyer.name,
    buyer.contact === '' || buyer.contact === buyer.name ? '' : `${words.contact} ${buyer.contact}`,
    ...addressLines(buyer.address, seller.address.country, language),
  ]);

/** The sender in one small line above the address, as far as it fits into the window. */
export function drawReturnLine(pen: Pen, document: IssuedDocument, layout: PaperLayout, base: number): void {
  const { name, address } = document.seller;
  const street = address.lines[0] ?? '';
  const city = townLines(address)
    .filter((line) => line !== '')
    .join(' ');
  const choices = [
    besideEachOther(filled([name, street, city]), ' · '),
    besideEachOther(filled([name, city]), ' · '),
    name,
  ];
  const line = choices.find((choice) => pen.width(choice, pen.type.small) <= layout.addressWidth);
  if (line === undefined) return;
  pen.text(line, layout.left, base, pen.type.small);
  pen.rule(layout.left, layout.left + pen.width(line, pen.type.small), base + 2.5, 0.3);
}

/** The invoices that a credit note refers to (DO4; EN 16931 BG-3). */
const creditedInvoices = (document: IssuedDocument, words: PaperWords, format: PaperFormat): string[] =>
  (document.credits?.invoices ?? []).map(({ number, issueDate }) =>
    fill(words.creditedInvoice, { number, day: format.day(issueDate) }),
  );

/** The documents that this one is about. */
const namedDocuments = (document: IssuedDocument, words: PaperWords, format: PaperFormat): string[] =>
  (document.about?.documents ?? []).map(({ number, issueDate }) =>
    fill(words.creditedInvoice, { number, day: format.day(issueDate) }),
  );

function creditedPeriod(document: IssuedDocument, words: PaperWords, format: PaperFormat): string[] {
  const period = document.credits?.period;
  return period ? [fill(words.period, { from: format.day(period.from), to: format.day(period.to) })] : [];
}

/** The day or period of supply of the document (TX11). */
function supplyText(
  { supplyDate, supplyFrom }: IssuedDocument,
  words: PaperWords,
  format: PaperFormat,
): string {
  if (supplyDate === null) return '';
  if (supplyFrom === undefined || supplyFrom === supplyDate) return format.day(supplyDate);
  return fill(words.period, { from: format.day(supplyFrom), to: format.day(supplyDate) });
}

/** The money that a receipt is given for, or that was given back. */
function moneyRows(
  pen: Pen,
  { payment, refund }: IssuedDocument,
  words: PaperWords,
  format: PaperFormat,
): [string, readonly string[], TypeStyle][] {
  const money = payment ?? refund;
  if (!money) return [];
  const dated = (day: Day): [string, readonly string[], TypeStyle] => [
    words.postDated,
    [format.day(day)],
    pen.type.body,
  ];
  return [
    [refund ? words.refundedOn : words.paidOn, [format.day(money.date)], pen.type.body],
    [refund ? words.refundedBy : words.paidBy, [money.method], pen.type.body],
    ...(money.postDated === undefined ? [] : [dated(money.postDated)]),
    [words.paymentReference, [money.reference], pen.type.body],
  ];
}

/** More days than these would make a head of their own: then the first and the last, and all of them with the terms. */
const MOST_DUE_DAYS = 4;

/** When it is due: the days of its instalments below each other (AG3). */
function dueDays({ dueDate, terms }: IssuedDocument, format: PaperFormat): readonly string[] {
  const days = (terms.instalments ?? []).map(({ due }) => format.day(due));
  if (days.length === 0) return [format.day(dueDate)];
  return days.length <= MOST_DUE_DAYS ? days : [`${days[0]} – ${days.at(-1)}`];
}

/** The references of a document, the ones that it has, in the order of the paper; the office's own at the end. */
export function references(
  pen: Pen,
  document: IssuedDocument,
  words: PaperWords,
  format: PaperFormat,
): Reference[] {
  const { shipTo, seller, language } = document;
  const rows = (
    [
      [words.number[document.kind], [document.number], pen.type.strong],
      [words.date, [format.day(document.issueDate)], pen.type.body],
      [words.credits, creditedInvoices(document, words, format), pen.type.body],
      [words.creditPeriod, creditedPeriod(document, words, format), pen.type.body],
      [words.creditReason, [document.credits?.reason ?? ''], pen.type.body],
      [words.about[document.kind] ?? '', namedDocuments(document, words, format), pen.type.body],
      [words.creditReason, [document.about?.reason ?? ''], pen.type.body],
      ...moneyRows(pen, document, words, format),
      [words.placeOfSupply, [document.placeOfSupply ?? ''], pen.type.body],
      [words.supplyDate, [supplyText(document, words, format)], pen.type.body],
      [words.dueDate, isOwed(document.kind) ? dueDays(document, format) : [], pen.type.strong],
      [words.validUntil, [isOffer(document.kind) ? format.day(document.dueDate) : ''], pen.type.strong],
      [words.customerNumber, [document.customerNumber], pen.type.body],
      [words.orderNumber, [document.orderNumber], pen.type.body],
      [words.buyerReference, [document.buyerReference ?? ''], pen.type.body],
      [words.buyerTaxId, [document.buyer.taxId], pen.type.body],
      [
        words.shipTo,
        shipTo === null ? [] : addressLines(shipTo, seller.address.country, language),
        pen.type.body,
      ],
      ...(document.design?.fields ?? []).map(({ label, value }): [string, readonly string[], TypeStyle] => [
        label,
        [value],
        pen.type.body,
      ]),
    ] satisfies [string, readonly string[], TypeStyle][]
  ).filter(([, values]) => filled(values).length > 0);
  return rows.map(([label, values, style]) => ({ label, values: filled(values), style }));
}

/** Draws references below each other in the right column; answers the last base line. */
export function drawReferences({ pen, document, layout, words, format }: HeadPaper, top: number): number {
  const rows = references(pen, document, words, format);
  const labels = Math.max(0, ...rows.map(({ label }) => pen.width(label, pen.type.small))) + 12;
  let base = top + pen.type.body.size;
  for (const { label, values, style } of rows) {
    pen.text(label, layout.column, base, pen.type.small);
    for (const value of values) {
      const lines = pen.wrap(value, layout.right - layout.column - labels, style);
      base = pen.lines(lines, layout.column + labels, base, style);
    }
    base += 1.5;
  }
  return base - pen.type.body.leading;
}
