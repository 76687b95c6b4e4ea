/** The one mapping from our issued document to an invoice of EN 16931 (TX9: the amounts are the document's own). */

import { bankAccountOf } from '../domain/bank-account.ts';
import { fromMinor } from '../domain/currency.ts';
import { daysBetween } from '../domain/day.ts';
import { Decimal } from '../domain/decimal.ts';
import type { Address, IssuedDocument, NamedDocument, Party } from '../domain/document.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import { inItsLanguage } from '../domain/document-language.ts';
import type { EInvoiceFormat, EInvoiceRequest, ElectronicAddress } from '../domain/einvoice-request.ts';
import type { Minor } from '../domain/money.ts';
import { COUNTRIES } from './code-lists.ts';
import { documentAmounts } from './document-amounts.ts';
import { FORMATS, type RuleSet } from './formats.ts';
import type {
  EInvoice,
  Identifier,
  PaymentInstruction,
  PostalAddress,
  TradeParty,
  VatBreakdown,
} from './model.ts';
import { fullyNamed, saidOfSeller, withRegister } from './national-parties.ts';
import { domesticMeans } from './national-payment.ts';
import { amountText } from './spelling.ts';

/** What an e-invoice needs beyond the document itself: where it goes, and what the customer wants to find on it. */
export type EInvoiceFacts = Omit<EInvoiceRequest, 'format'>;

/** The document in the format's own words. Whether it may leave is for `checkEInvoice` to say. */
export function eInvoiceFrom(issued: IssuedDocument, facts: EInvoiceFacts, format: EInvoiceFormat): EInvoice {
  const { specification, process, rules } = FORMATS[format];
  const document = inItsLanguage(issued);
  const amounts = documentAmounts(document);
  const german = rules === 'xrechnung';
  const from = document.seller.address.country;
  const note = noteText(document);
  const outside = amounts.vat.some(({ category }) => category === 'O');
  const goods = amounts.vat.some(({ category }) => category === 'K');
  const shipTo = document.shipTo ?? (goods ? document.buyer.address : null);
  const payment = paymentOf(document, rules);
  const terms = paymentTerms(document, german) || dueText(document, payment);
  return {
    kind: document.kind === 'creditNote' ? 'creditNote' : 'invoice',
    number: document.number,
    issueDate: document.issueDate,
    typeCode: typeCodeOf(document.kind, german),
    currency: document.currency,
    ...(amounts.totals.vatInTaxCurrency === undefined
      ? {}
      : { taxCurrency: document.totals.accounting?.currency ?? '' }),
    dueDate: document.dueDate,
    ...given('buyerReference', document.buyerReference ?? facts.buyerReference),
    ...given('order', document.orderNumber),
    ...(terms === '' ? {} : { paymentTerms: terms }),
    notes: note === '' ? [] : [{ text: note }],
    ...(process === undefined ? {} : { process }),
    specification,
    preceding: precedingOf(document).map(({ number, issueDate }) => ({ number, date: issueDate })),
    ...periodOf(document),
    seller: fullyNamed(outside ? withoutVatId(sellerOf(document, facts)) : sellerOf(document, facts), from),
    buyer: fullyNamed(buyerOf(document, facts, outside), from),
    ...deliveryOf(document, shipTo),
    ...(payment
      ? { remittance: document.slip?.reference ?? document.number, payments: [payment] }
      : { payments: [] }),
    attachments: [],
    ...amounts,
    vat: german || isAmongGermans(document, rules) ? amounts.vat.map(withRate) : amounts.vat,
  };
}

const isDomestic = ({ seller, buyer }: Pick<IssuedDocument, 'seller' | 'buyer'>, country: string): boolean =>
  seller.address.country === country && buyer.address.country === country;

/** Between two Germans Peppol asks for the same rate as XRechnung (DE-R-014). */
const isAmongGermans = (document: IssuedDocument, rules: RuleSet): boolean =>
  rules === 'peppol' && isDomestic(document, 'DE');

function sellerOf({ seller }: IssuedDocument, facts: EInvoiceFacts): TradeParty {
  const party = { ...partyOf(seller, facts.sellerEndpoint), ...contactOf(seller) };
  const named =
    party.vatId === undefined && party.taxNumber !== undefined ? namedBy(party, party.taxNumber) : party;
  const said = saidOfSeller(seller.name, seller.registration, seller.address.country);
  return said === undefined ? named : { ...named, taxNumber: said };
}

/**
 * A seller who has neither a VAT identifier nor a registration, as many small businesses, is named by the number at the tax
 * office (BT-29, BR-CO-26).
 */
const namedBy = (party: TradeParty, id: string): TradeParty =>
  party.legalId || party.ids.length > 0 ? party : { ...party, ids: [{ id }] };

/**
 * Outside the scope of VAT no VAT identifier may stand (BR-O-2 … 4). What the seller's is remains its number at the tax office
 * (BT-32), and names the seller where nothing else does (BR-CO-26).
 */
function withoutVatId({ vatId, ...party }: TradeParty): TradeParty {
  if (vatId === undefined) return party;
  // A Swedish number at the tax office is a text of the law or none at all (SE-R-005).
  if (party.legalId && party.address?.country === 'SE') return party;
  return namedBy({ taxNumber: vatId, ...party }, vatId);
}

/** A buyer is known by a VAT identifier alone: BT-32 is the seller's. */
function buyerOf(
  { buyer, seller, customerNumber }: IssuedDocument,
  facts: EInvoiceFacts,
  outside: boolean,
): TradeParty {
  const { taxNumber: _, vatId, ...party } = partyOf(buyer, facts.buyerEndpoint);
  return {
    ...party,
    ...(vatId === undefined || outside ? {} : { vatId }),
    ...contactOf(buyer),
    // Between two Danes an identifier must be of a list, which a seller's own numbers are not (DK-R-013).
    ids: customerNumber === '' || isDomestic({ buyer, seller }, 'DK') ? [] : [{ id: customerNumber }],
  };
}

/**
 * UNTDID 1001 (BT-3): 386 asks for a prepayment, 383 is a debit note. An XRechnung should have a code of BR-DE-17, which knows
 * neither: a deposit is a partial invoice there (326), a debit note an invoice.
 */
function typeCodeOf(kind: DocumentKind, german: boolean): string {
  if (kind === 'creditNote') return '381';
  if (kind === 'depositInvoice') return german ? '326' : '386';
  return kind === 'charge' && !german ? '383' : '380';
}

/** The invoices that it refers to (BG-3): those credited or charged for, and the prepayments that a final invoice deducts. */
function precedingOf({ kind, credits, about, deposits }: IssuedDocument): readonly NamedDocument[] {
  const charged = kind === 'charge' ? (about?.documents ?? []) : [];
  return [...(credits?.invoices ?? []), ...charged, ...(deposits ?? [])];
}

/** The tax of each deposit, which EN 16931 has no field for: BT-113 is their sum with tax (AL3). */
function depositTexts({ deposits = [], language, currency }: IssuedDocument): string[] {
  const german = language === 'de';
  const amount = (value: Minor) => `${amountText(value, currency)} ${currency}`;
  return deposits.flatMap(({ number, issueDate, amount: paid, taxes }) => {
    const rows = taxes.map(
      ({ name, taxable, tax }) => `${name} ${amount(tax)} ${german ? 'auf' : 'on'} ${amount(taxable)}`,
    );
    const head = german
      ? `Abzüglich Anzahlung ${number} vom ${issueDate}: ${amount(paid)}`
      : `Less deposit ${number} of ${issueDate}: ${amount(paid)}`;
    return [rows.length === 0 ? head : `${head}, ${german ? 'darin' : 'including'} ${rows.join('; ')}`];
  });
}

/** BR-DE-14 wants a rate in every row of the breakdown, where EN 16931 wants none outside the scope of VAT (BR-48). */
const withRate = (row: VatBreakdown): VatBreakdown => ({ ...row, rate: row.rate ?? '0' });

/** UBL keeps a credit note's due date with the means of payment: without any, the terms say it (BR-CO-25). */
function dueText({ kind, dueDate, language }: IssuedDocument, payment: PaymentInstruction | null): string {
  if (kind !== 'creditNote' || payment !== null) return '';
  return language === 'de' ? `Fällig am ${dueDate}` : `Due ${dueDate}`;
}

function given<Key extends string>(key: Key, text: string): { readonly [K in Key]?: string } {
  return (text.trim() === '' ? {} : { [key]: text.trim() }) as { readonly [K in Key]?: string };
}

/** A supply over a period has no day of delivery: the period says when (BG-14). */
function deliveryOf(
  { supplyDate, supplyFrom }: IssuedDocument,
  shipTo: Address | null,
): Pick<EInvoice, 'delivery'> {
  const date = supplyFrom === undefined ? supplyDate : null;
  if (date === null && shipTo === null) return {};
  return {
    delivery: {
      ...(date === null ? {} : { date }),
      ...(shipTo === null ? {} : { address: addressOf(shipTo) }),
    },
  };
}

/** BG-14: the period of supply; a credit note may take back a whole one (DO4). */
function periodOf({ credits, supplyFrom, supplyDate }: IssuedDocument): Pick<EInvoice, 'period'> {
  if (supplyFrom !== undefined && supplyDate !== null)
    return { period: { start: supplyFrom, end: supplyDate } };
  return credits?.period ? { period: { start: credits.period.from, end: credits.period.to } } : {};
}

function addressOf({ lines, city, postcode, region, country }: Address): PostalAddress {
  const [line1 = '', line2 = '', ...more] = lines.filter((line) => line.trim() !== '');
  return {
    ...given('line1', line1),
    ...given('line2', line2),
    ...given('line3', more.join(', ')),
    ...given('city', city),
    ...given('postcode', postcode),
    ...given('region', region),
    ...given('country', country),
  };
}

/**
 * VAT identifiers begin with a country (Greece with EL); anything else is a number of the tax office (BT-32). The longest are
 * Swiss, with the word for VAT behind them: `CHE116281710MWST`.
 */
function taxIds(taxId: string): Pick<TradeParty, 'vatId' | 'taxNumber'> {
  const compact = taxId.replace(/[\s.-]/g, '').toUpperCase();
  const country = compact.slice(0, 2);
  if (
    /^[A-Z]{2}[A-Z0-9+*]{2,14}$/.test(compact) &&
    (country === 'EL' || COUNTRIES.has(country)) &&
    /\d/.test(compact)
  ) {
    return { vatId: compact };
  }
  return given('taxNumber', taxId);
}

function endpointOf({ scheme, id }: ElectronicAddress, email: string): { endpoint?: Identifier } {
  if (id.trim() !== '') return { endpoint: { id: id.trim(), scheme } };
  return email.trim() === '' ? {} : { endpoint: { id: email.trim(), scheme: 'EM' } };
}

function partyOf(party: Party, endpoint: ElectronicAddress): TradeParty {
  const legal = party.registration.trim();
  return withRegister({
    ...given('name', party.name),
    ids: [],
    ...(legal === '' ? {} : { legalId: { id: legal } }),
    ...taxIds(party.taxId),
    ...endpointOf(endpoint, party.email),
    address: addressOf(party.address),
  });
}

function contactOf({ contact, name, phone, email }: Party): Pick<TradeParty, 'contact'> {
  const person = contact.trim() === '' && (phone !== '' || email !== '') ? name : contact;
  const found = { ...given('name', person), ...given('phone', phone), ...given('email', email) };
  return Object.keys(found).length === 0 ? {} : { contact: found };
}

/** Notes, what the law wants said, and the footer, as one text: Peppol takes no more than one (R002). */
function noteText(document: IssuedDocument): string {
  const { notes, legalTexts, credits, about } = document;
  return [credits?.reason ?? '', about?.reason ?? '', ...depositTexts(document), notes, ...legalTexts]
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n');
}

/** BT-9 has one day, that of the first instalment; what is due when stands in the terms (AG3). */
const instalmentTexts = ({ terms, currency, language }: IssuedDocument): string[] =>
  (terms.instalments ?? []).map(({ due, amount }) => {
    const asked = `${fromMinor(amount, currency)} ${currency}`;
    return language === 'de' ? `${asked} fällig am ${due}` : `${asked} due on ${due}`;
  });

/** BT-20. In an XRechnung an early discount has a line that machines read and a line end after it (BR-DE-18). */
function paymentTerms(document: IssuedDocument, german: boolean): string {
  const { terms, issueDate, currency } = document;
  const name = terms.text.trim().replaceAll('#', '');
  const text = [name, ...instalmentTexts(document)].filter((line) => line !== '').join('\n');
  if (!terms.discount || !german) return text;
  const days = daysBetween(issueDate, terms.discount.until);
  const percent = new Decimal(terms.discount.percent).toFixed(2);
  const base =
    terms.discount.base === undefined ? '' : `BASISBETRAG=${fromMinor(terms.discount.base, currency)}#`;
  return `${text === '' ? '' : `${text}\n`}#SKONTO#TAGE=${days}#PROZENT=${percent}#${base}\n`;
}

/**
 * A transfer to the account in the office's bank details: SEPA (58) for euros to an IBAN, else any (30); in Peppol, at home, as the
 * country has it.
 */
function paymentOf(document: IssuedDocument, rules: RuleSet): PaymentInstruction | null {
  const { seller, currency } = document;
  const account = bankAccountOf(seller.bankDetails);
  const { country } = seller.address;
  const isAtHome = rules === 'peppol' && isDomestic(document, country) && currency !== 'EUR';
  const own = isAtHome ? domesticMeans(country, seller.bankDetails, account) : null;
  if (own) return { ...own, account: { ...own.account, ...given('name', seller.name) } };
  if (!account) return null;
  return {
    code: account.iban && currency === 'EUR' ? '58' : '30',
    account: {
      id: account.id,
      ...given('name', seller.name),
      ...(account.bic === undefined ? {} : { bic: account.bic }),
    },
  };
}
