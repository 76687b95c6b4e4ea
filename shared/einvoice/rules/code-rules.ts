/** BR-CL of EN 16931: codes must be of their lists; and that numbers and days are written as such, which schemas check elsewhere. */
import * as lists from '../code-lists.ts';
import type { EInvoice, Identifier } from '../model.ts';
import { UNITS } from '../unit-codes.ts';
import { isEmpty, isNumber, type Rule, rule, type Site, site } from './rule.ts';

/** Texts with codes in an invoice, with their paths. */
type Codes = (invoice: EInvoice) => readonly (readonly [path: string, code: string | undefined])[];

function codes(id: string, terms: readonly string[], list: ReadonlySet<string>, get: Codes): Rule {
  return rule({ id, terms, fault: 'unknown-code' }, (invoice) =>
    get(invoice).flatMap(([path, code]) =>
      site(!isEmpty(code) && !list.has(code ?? ''), path, { found: code ?? '' }),
    ),
  );
}

const indexed = <Item>(items: readonly Item[], path: string, get: (item: Item) => string | undefined) =>
  items.map((item, index) => [path.replace('*', String(index)), get(item)] as const);

const scheme = (identifier: Identifier | undefined) =>
  isEmpty(identifier?.id) ? undefined : identifier?.scheme;

/** UNTDID 4451, the subjects of notes, has the form of three letters or digits; its hundreds of codes are not told apart. */
const SUBJECT = /^[A-Z0-9]{3}$/;
const TAX_POINTS = new Set(['3', '35', '432']);

const NUMBERS: readonly (readonly [term: string, get: Codes])[] = [
  ['BT-129', ({ lines }) => indexed(lines, 'lines.*.quantity', ({ quantity }) => quantity)],
  ['BT-131', ({ lines }) => indexed(lines, 'lines.*.net', ({ net }) => net)],
  ['BT-146', ({ lines }) => indexed(lines, 'lines.*.price', ({ price }) => price)],
  ['BT-149', ({ lines }) => indexed(lines, 'lines.*.baseQuantity', ({ baseQuantity }) => baseQuantity)],
  ['BT-152', ({ lines }) => indexed(lines, 'lines.*.vat.rate', ({ vat }) => vat?.rate)],
  ['BT-92', ({ allowances }) => indexed(allowances, 'allowances.*.amount', ({ amount }) => amount)],
  ['BT-99', ({ charges }) => indexed(charges, 'charges.*.amount', ({ amount }) => amount)],
  ['BT-116', ({ vat }) => indexed(vat, 'vat.*.taxable', ({ taxable }) => taxable)],
  ['BT-117', ({ vat }) => indexed(vat, 'vat.*.tax', ({ tax }) => tax)],
  ['BT-106', ({ totals }) => [['totals.lines', totals.lines]]],
  ['BT-107', ({ totals }) => [['totals.allowances', totals.allowances]]],
  ['BT-108', ({ totals }) => [['totals.charges', totals.charges]]],
  ['BT-109', ({ totals }) => [['totals.withoutVat', totals.withoutVat]]],
  ['BT-110', ({ totals }) => [['totals.vat', totals.vat]]],
  ['BT-112', ({ totals }) => [['totals.withVat', totals.withVat]]],
  ['BT-113', ({ totals }) => [['totals.paid', totals.paid]]],
  ['BT-114', ({ totals }) => [['totals.rounding', totals.rounding]]],
  ['BT-115', ({ totals }) => [['totals.due', totals.due]]],
];

const DAYS: readonly (readonly [term: string, get: Codes])[] = [
  ['BT-2', ({ issueDate }) => [['issueDate', issueDate]]],
  ['BT-7', ({ taxPointDate }) => [['taxPointDate', taxPointDate]]],
  ['BT-9', ({ dueDate }) => [['dueDate', dueDate]]],
  ['BT-26', ({ preceding }) => indexed(preceding, 'preceding.*.date', ({ date }) => date)],
  ['BT-72', ({ delivery }) => [['delivery.date', delivery?.date]]],
  ['BT-73', ({ period }) => [['period.start', period?.start]]],
  ['BT-74', ({ period }) => [['period.end', period?.end]]],
];

function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= length;
}

/** Not in the standard's list: what an XML schema holds there. */
const written = (id: string, table: typeof NUMBERS, isRight: (text: string) => boolean): Rule[] =>
  table.map(([term, get]) =>
    rule({ id: `${id}-${term}`, terms: [term], fault: 'wrong-format' }, (invoice): Site[] =>
      get(invoice).flatMap(([path, text]) =>
        site(text !== undefined && !isRight(text), path, { found: text ?? '' }),
      ),
    ),
  );

export const CODE_RULES: readonly Rule[] = [
  rule({ id: 'BR-CL-1', terms: ['BT-3'], fault: 'unknown-code' }, ({ kind, typeCode }) => {
    const list = kind === 'creditNote' ? lists.CREDIT_NOTE_TYPES : lists.INVOICE_TYPES;
    return site(!isEmpty(typeCode) && !list.has(typeCode ?? ''), 'typeCode', { found: typeCode ?? '' });
  }),
  codes('BR-CL-4', ['BT-5'], lists.CURRENCIES, ({ currency }) => [['currency', currency]]),
  codes('BR-CL-5', ['BT-6'], lists.CURRENCIES, ({ taxCurrency }) => [['taxCurrency', taxCurrency]]),
  codes('BR-CL-6', ['BT-8'], TAX_POINTS, ({ taxPointCode }) => [['taxPointCode', taxPointCode]]),
  codes('BR-CL-7', ['BT-18', 'BT-128'], lists.REFERENCE_TYPES, ({ object, lines }) => [
    ['object.scheme', scheme(object)],
    ...indexed(lines, 'lines.*.object.scheme', (line) => scheme(line.object)),
  ]),
  rule({ id: 'BR-CL-8', terms: ['BT-21'], fault: 'unknown-code' }, ({ notes }) =>
    notes.flatMap(({ subject }, index) =>
      site(subject !== undefined && !SUBJECT.test(subject), `notes.${index}.subject`, {
        found: subject ?? '',
      }),
    ),
  ),
  codes('BR-CL-10', ['BT-29', 'BT-46', 'BT-60'], lists.IDENTIFIER_SCHEMES, ({ seller, buyer, payee }) => [
    ...indexed(seller.ids, 'seller.ids.*.scheme', scheme),
    ...indexed(buyer.ids, 'buyer.ids.*.scheme', scheme),
    ['payee.id.scheme', scheme(payee?.id)],
  ]),
  codes('BR-CL-11', ['BT-30', 'BT-47', 'BT-61'], lists.IDENTIFIER_SCHEMES, ({ seller, buyer, payee }) => [
    ['seller.legalId.scheme', scheme(seller.legalId)],
    ['buyer.legalId.scheme', scheme(buyer.legalId)],
    ['payee.legalId.scheme', scheme(payee?.legalId)],
  ]),
  codes('BR-CL-13', ['BT-158'], lists.ITEM_CLASSIFICATIONS, ({ lines }) =>
    lines.flatMap((line, at) =>
      indexed(line.classifications, `lines.${at}.classifications.*.scheme`, (each) => each.scheme),
    ),
  ),
  codes(
    'BR-CL-14',
    ['BT-40', 'BT-55', 'BT-69', 'BT-80'],
    lists.COUNTRIES,
    ({ seller, buyer, representative, delivery }) => [
      ['seller.address.country', seller.address?.country],
      ['buyer.address.country', buyer.address?.country],
      ['representative.address.country', representative?.address?.country],
      ['delivery.address.country', delivery?.address?.country],
    ],
  ),
  codes('BR-CL-15', ['BT-159'], lists.COUNTRIES, ({ lines }) =>
    indexed(lines, 'lines.*.origin', ({ origin }) => origin),
  ),
  codes('BR-CL-16', ['BT-81'], lists.PAYMENT_MEANS, ({ payments }) =>
    indexed(payments, 'payments.*.code', ({ code }) => code),
  ),
  codes('BR-CL-17', ['BT-118', 'BT-95', 'BT-102'], lists.TAX_CATEGORIES, ({ vat, allowances, charges }) => [
    ...indexed(vat, 'vat.*.category', ({ category }) => category),
    ...indexed(allowances, 'allowances.*.vat.category', (each) => each.vat?.category),
    ...indexed(charges, 'charges.*.vat.category', (each) => each.vat?.category),
  ]),
  codes('BR-CL-18', ['BT-151'], lists.TAX_CATEGORIES, ({ lines }) =>
    indexed(lines, 'lines.*.vat.category', ({ vat }) => vat?.category),
  ),
  codes('BR-CL-19', ['BT-98', 'BT-140'], lists.ALLOWANCE_REASONS, ({ allowances, lines }) => [
    ...indexed(allowances, 'allowances.*.reasonCode', ({ reasonCode }) => reasonCode),
    ...lines.flatMap((line, at) =>
      indexed(line.allowances, `lines.${at}.allowances.*.reasonCode`, ({ reasonCode }) => reasonCode),
    ),
  ]),
  codes('BR-CL-20', ['BT-105', 'BT-145'], lists.CHARGE_REASONS, ({ charges, lines }) => [
    ...indexed(charges, 'charges.*.reasonCode', ({ reasonCode }) => reasonCode),
    ...lines.flatMap((line, at) =>
      indexed(line.charges, `lines.${at}.charges.*.reasonCode`, ({ reasonCode }) => reasonCode),
    ),
  ]),
  codes('BR-CL-21', ['BT-157'], lists.IDENTIFIER_SCHEMES, ({ lines }) =>
    indexed(lines, 'lines.*.standardId.scheme', ({ standardId }) => scheme(standardId)),
  ),
  rule({ id: 'BR-CL-22', terms: ['BT-121'], fault: 'unknown-code' }, ({ vat }) =>
    vat.flatMap(({ reasonCode }, index) =>
      site(
        !isEmpty(reasonCode) && !lists.EXEMPTION_REASONS.has((reasonCode ?? '').toUpperCase()),
        `vat.${index}.reasonCode`,
        { found: reasonCode ?? '' },
      ),
    ),
  ),
  codes('BR-CL-23', ['BT-130', 'BT-150'], UNITS, ({ lines }) => [
    ...indexed(lines, 'lines.*.unit', ({ unit }) => unit),
    ...indexed(lines, 'lines.*.baseUnit', ({ baseUnit }) => baseUnit),
  ]),
  codes('BR-CL-24', ['BT-125'], lists.ATTACHMENT_TYPES, ({ attachments }) =>
    indexed(attachments, 'attachments.*.file.type', ({ file }) => file?.type),
  ),
  codes('BR-CL-25', ['BT-34', 'BT-49'], lists.ADDRESS_SCHEMES, ({ seller, buyer }) => [
    ['seller.endpoint.scheme', scheme(seller.endpoint)],
    ['buyer.endpoint.scheme', scheme(buyer.endpoint)],
  ]),
  codes('BR-CL-26', ['BT-71'], lists.IDENTIFIER_SCHEMES, ({ delivery }) => [
    ['delivery.location.scheme', scheme(delivery?.location)],
  ]),
  ...written('CF-NUMBER', NUMBERS, isNumber),
  ...written('CF-DAY', DAYS, isDay),
];
