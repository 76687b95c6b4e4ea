/** The head of the first page: seller, buyer in the envelope's window, references, title. */
import { type Address, type IssuedDocument, isOffer, isOwed } from '../../shared/domain/document.ts';
import { countryLine } from './country-line.ts';
import type { PaperFormat } from './paper-format.ts';
import type { PaperLayout } from './paper-layout.ts';
import { MM } from './paper-layout.ts';
import { fill, type PaperWords } from './paper-words.ts';
import { type Pen, type Picture, TYPE, type TypeStyle } from './pen.ts';

const LOGO_HEIGHT = 20 * MM;
const COLUMN_GAP = 20;
/** A seller's name that would fill more than two lines of the title's size. */
const LONG_NAME: TypeStyle = { ...TYPE.strong, size: 10.5, leading: 14 };

const filled = (lines: readonly string[]) => lines.filter((line) => line.trim() !== '');

/** City, region and postcode as the address's own country writes them. */
function cityLines(address: Address): string[] {
  const { city, postcode, region, country } = address;
  switch (country) {
    case 'US':
    case 'CA':
    case 'AU':
      return [
        [[city, region].filter((part) => part !== '').join(', '), postcode]
          .filter((part) => part !== '')
          .join(' '),
      ];
    case 'GB':
    case 'IE':
      return [city, region, postcode];
    case 'IN':
      return [[city, postcode].filter((part) => part !== '').join(' '), region];
    default:
      return [[postcode, city].filter((part) => part !== '').join(' '), region];
  }
}

/** An address as it goes on an envelope; the country only when it is not the sender's. */
function addressLines(address: Address, from: string, language: string): string[] {
  const foreign = address.country !== '' && address.country !== from;
  return filled([
    ...address.lines,
    ...cityLines(address),
    foreign ? countryLine(address.country, language) : '',
  ]);
}

function drawSeller(
  pen: Pen,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
  logo: Picture | null,
): number {
  const { seller } = document;
  const leftWidth = layout.column - layout.left - COLUMN_GAP;
  const rightWidth = layout.right - layout.column;
  const hasLogo = logo !== null && pen.picture(logo, layout.left, layout.top, leftWidth, LOGO_HEIGHT);
  if (!hasLogo) {
    const large = pen.wrap(seller.name, leftWidth, TYPE.title);
    const lines = large.length <= 2 ? large : pen.wrap(seller.name, leftWidth, LONG_NAME);
    const style = large.length <= 2 ? TYPE.title : LONG_NAME;
    pen.lines(lines, layout.left, layout.top + style.size - 3, style);
  }
  let base = layout.top + TYPE.strong.size;
  if (hasLogo)
    base = pen.lines(pen.wrap(seller.name, rightWidth, TYPE.strong), layout.column, base, TYPE.strong);
  const details = filled([
    ...addressLines(seller.address, seller.address.country, document.language),
    seller.contact,
    seller.phone,
    seller.email,
    seller.website,
    seller.taxId === '' ? '' : `${taxIdLabel(seller.taxId, words, document.language)} ${seller.taxId}`,
  ]);
  for (const line of details) {
    base = pen.lines(pen.wrap(line, rightWidth, TYPE.small), layout.column, base, TYPE.small);
  }
  return base;
}

/** A German tax number that is no VAT identifier (no country letters) is a "Steuernummer". */
function taxIdLabel(taxId: string, words: PaperWords, language: string): string {
  return language === 'de' && !/^[A-Z]{2}/.test(taxId) ? 'Steuernummer' : words.sellerTaxId;
}

function drawReturnLine(pen: Pen, document: IssuedDocument, layout: PaperLayout, base: number): void {
  const { name, address } = document.seller;
  const street = address.lines[0] ?? '';
  const city = cityLines(address)
    .filter((line) => line !== '')
    .join(' ');
  const choices = [filled([name, street, city]).join(' · '), filled([name, city]).join(' · '), name];
  const line = choices.find((choice) => pen.width(choice, TYPE.small) <= layout.addressWidth);
  if (line === undefined) return;
  pen.text(line, layout.left, base, TYPE.small);
  pen.rule(layout.left, layout.left + pen.width(line, TYPE.small), base + 2.5, 0.3);
}

function drawBuyer(
  pen: Pen,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
  notAbove: number,
): number {
  const { buyer, seller, language } = document;
  const lines = filled([
    buyer.name,
    buyer.contact === '' || buyer.contact === buyer.name ? '' : `${words.contact} ${buyer.contact}`,
    ...addressLines(buyer.address, seller.address.country, language),
  ]).flatMap((line) => pen.wrap(line, layout.addressWidth, TYPE.body));
  const height = lines.length * TYPE.body.leading;
  const zone = layout.addressBottom - layout.addressTop;
  // A long address grows upwards into the zone for postal remarks, as far as the letterhead leaves room.
  const top = Math.max(notAbove, layout.addressTop - Math.max(0, height - zone));
  if (layout.returnLine) drawReturnLine(pen, document, layout, top - 4);
  return pen.lines(lines, layout.left, top + TYPE.body.size + 2, TYPE.body) - TYPE.body.leading;
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

function drawReferences(
  pen: Pen,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
  format: PaperFormat,
  top: number,
): number {
  const { shipTo, seller, language } = document;
  const rows = (
    [
      [words.number[document.kind], [document.number], TYPE.strong],
      [words.date, [format.day(document.issueDate)], TYPE.body],
      [words.credits, creditedInvoices(document, words, format), TYPE.body],
      [words.creditPeriod, creditedPeriod(document, words, format), TYPE.body],
      [words.creditReason, [document.credits?.reason ?? ''], TYPE.body],
      [words.about[document.kind] ?? '', namedDocuments(document, words, format), TYPE.body],
      [words.creditReason, [document.about?.reason ?? ''], TYPE.body],
      [words.placeOfSupply, [document.placeOfSupply ?? ''], TYPE.body],
      [words.supplyDate, [supplyText(document, words, format)], TYPE.body],
      [words.dueDate, [isOwed(document.kind) ? format.day(document.dueDate) : ''], TYPE.strong],
      [words.validUntil, [isOffer(document.kind) ? format.day(document.dueDate) : ''], TYPE.strong],
      [words.customerNumber, [document.customerNumber], TYPE.body],
      [words.orderNumber, [document.orderNumber], TYPE.body],
      [words.buyerReference, [document.buyerReference ?? ''], TYPE.body],
      [words.buyerTaxId, [document.buyer.taxId], TYPE.body],
      [
        words.shipTo,
        shipTo === null ? [] : addressLines(shipTo, seller.address.country, language),
        TYPE.body,
      ],
    ] satisfies [string, readonly string[], TypeStyle][]
  ).filter(([, values]) => filled(values).length > 0);
  const labels = Math.max(0, ...rows.map(([label]) => pen.width(label, TYPE.small))) + 12;
  let base = top + TYPE.body.size;
  for (const [label, values, style] of rows) {
    pen.text(label, layout.column, base, TYPE.small);
    for (const value of filled(values)) {
      const lines = pen.wrap(value, layout.right - layout.column - labels, style);
      base = pen.lines(lines, layout.column + labels, base, style);
    }
    base += 1.5;
  }
  return base - TYPE.body.leading;
}

/** Draws the head of the first page; answers the upper edge of what follows. */
export function drawHead(
  pen: Pen,
  document: IssuedDocument,
  layout: PaperLayout,
  words: PaperWords,
  format: PaperFormat,
  logo: Picture | null,
  title: string,
): number {
  const sellerEnd = drawSeller(pen, document, layout, words, logo);
  const referencesTop = Math.max(layout.referencesTop, sellerEnd + 8);
  const referencesEnd = drawReferences(pen, document, layout, words, format, referencesTop);
  const buyerEnd = drawBuyer(pen, document, layout, words, layout.top + LOGO_HEIGHT + 22);
  const base = Math.max(layout.addressBottom + 22, referencesEnd + 14, buyerEnd + 18) + TYPE.title.size;
  pen.text(title, layout.left, base, TYPE.title);
  return base + 20;
}
