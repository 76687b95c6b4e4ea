/** What XRechnung 3.0 asks of a sender beyond EN 16931 (BR-DE). */
import { isIban } from '../../domain/bank-account.ts';
import type { EInvoice, PaymentInstruction } from '../model.ts';
import { type Fault, isEmpty, type Rule, required, rule, site } from './rule.ts';

const GERMAN = { set: 'xrechnung' } as const;
const WARNING = { ...GERMAN, severity: 'warning' } as const;

const TRANSFERS: ReadonlySet<string | undefined> = new Set(['30', '58']);
const CARDS: ReadonlySet<string | undefined> = new Set(['48', '54', '55']);
const TYPES = new Set(['326', '380', '381', '384', '389', '875', '876', '877']);
const SPECIFICATION =
  /^urn:cen\.eu:en16931:2017#(compliant|conformant)#urn:xeinkauf\.de:kosit:(xrechnung|extension:xrechnung)_3\.0$|^urn:cen\.eu:en16931:2017#compliant#urn:xeinkauf\.de:kosit:xrechnung_3\.0#conformant#urn:xeinkauf\.de:kosit:extension:xrechnung_3\.0$/;
const TAXED = new Set(['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M']);
const DISCOUNT = /^#(SKONTO|VERZUG)#TAGE=\d+#PROZENT=\d+\.\d{2}#(BASISBETRAG=-?\d+\.\d{2}#)?$/;
const EMAIL = /^[^@\s.][^@\s]*[^@\s.]?@[^@\s.][^@\s]*[^@\s.]$/;

/** Lines of the payment terms that begin with `#` must be read by machines, and end with a line end (BR-DE-18). */
function wrongTerms(text: string | undefined): boolean {
  if (text === undefined || !/(^|\n)\s*#/.test(text)) return false;
  const lines = text.split(/\r?\n/).map((each) => each.trim());
  const marked = lines.filter((each) => each.startsWith('#'));
  return marked.some((each) => !DISCOUNT.test(each)) || (lines.at(-1) ?? '').startsWith('#');
}

const german = (id: string, terms: readonly string[], fault: Fault, broken: Rule['broken']): Rule =>
  rule({ id, terms, fault, ...GERMAN }, broken);
const advised = (id: string, terms: readonly string[], fault: Fault, broken: Rule['broken']): Rule =>
  rule({ id, terms, fault, ...WARNING }, broken);

const payments =
  (test: (payment: PaymentInstruction, invoice: EInvoice) => boolean, path: string): Rule['broken'] =>
  (invoice) =>
    invoice.payments.flatMap((payment, index) =>
      site(test(payment, invoice), path.replace('*', String(index))),
    );

const taxed = ({ lines, allowances, charges }: EInvoice) =>
  [...lines, ...allowances, ...charges].some(({ vat }) => TAXED.has(vat?.category ?? ''));

export const XRECHNUNG_RULES: readonly Rule[] = [
  german('BR-DE-1', ['BG-16'], 'missing', (invoice) => site(invoice.payments.length === 0, 'payments')),
  german('BR-DE-2', ['BG-6'], 'missing', ({ seller }) => site(!seller.contact, 'seller.contact')),
  required('BR-DE-3', 'BT-37', 'seller.address.city', ({ seller }) => seller.address?.city, GERMAN),
  required('BR-DE-4', 'BT-38', 'seller.address.postcode', ({ seller }) => seller.address?.postcode, GERMAN),
  german('BR-DE-5', ['BT-41'], 'missing', ({ seller }) =>
    site(seller.contact !== undefined && isEmpty(seller.contact.name), 'seller.contact.name'),
  ),
  german('BR-DE-6', ['BT-42'], 'missing', ({ seller }) =>
    site(seller.contact !== undefined && isEmpty(seller.contact.phone), 'seller.contact.phone'),
  ),
  german('BR-DE-7', ['BT-43'], 'missing', ({ seller }) =>
    site(seller.contact !== undefined && isEmpty(seller.contact.email), 'seller.contact.email'),
  ),
  required('BR-DE-8', 'BT-52', 'buyer.address.city', ({ buyer }) => buyer.address?.city, GERMAN),
  required('BR-DE-9', 'BT-53', 'buyer.address.postcode', ({ buyer }) => buyer.address?.postcode, GERMAN),
  german('BR-DE-10', ['BT-77'], 'missing', ({ delivery }) =>
    site(delivery?.address !== undefined && isEmpty(delivery.address.city), 'delivery.address.city'),
  ),
  german('BR-DE-11', ['BT-78'], 'missing', ({ delivery }) =>
    site(delivery?.address !== undefined && isEmpty(delivery.address.postcode), 'delivery.address.postcode'),
  ),
  german('BR-DE-14', ['BT-119'], 'missing', ({ vat }) =>
    vat.flatMap(({ rate }, index) => site(isEmpty(rate), `vat.${index}.rate`)),
  ),
  required('BR-DE-15', 'BT-10', 'buyerReference', ({ buyerReference }) => buyerReference, GERMAN),
  german('BR-DE-16', ['BT-31', 'BT-32', 'BG-11'], 'one-missing', (invoice) =>
    site(
      taxed(invoice) &&
        isEmpty(invoice.seller.vatId) &&
        isEmpty(invoice.seller.taxNumber) &&
        !invoice.representative,
      'seller.vatId',
    ),
  ),
  advised('BR-DE-17', ['BT-3'], 'unknown-code', ({ typeCode }) =>
    site(!isEmpty(typeCode) && !TYPES.has(typeCode ?? ''), 'typeCode', { found: typeCode ?? '' }),
  ),
  german('BR-DE-18', ['BT-20'], 'wrong-format', ({ paymentTerms }) =>
    site(wrongTerms(paymentTerms), 'paymentTerms'),
  ),
  advised(
    'BR-DE-19',
    ['BT-84'],
    'wrong-format',
    payments(({ code, account }) => code === '58' && !isIban(account?.id ?? ''), 'payments.*.account.id'),
  ),
  advised(
    'BR-DE-20',
    ['BT-91'],
    'wrong-format',
    payments(
      ({ code }, { debit }) => code === '59' && !isEmpty(debit?.account) && !isIban(debit?.account ?? ''),
      'debit.account',
    ),
  ),
  advised('BR-DE-21', ['BT-24'], 'wrong-format', ({ specification }) =>
    site(!SPECIFICATION.test(specification ?? ''), 'specification', { found: specification ?? '' }),
  ),
  german('BR-DE-22', ['BT-125'], 'doubled', ({ attachments }) => {
    const names = attachments.flatMap(({ file }) => file?.name ?? []);
    return site(new Set(names).size < names.length, 'attachments');
  }),
  german(
    'BR-DE-23-a',
    ['BG-17'],
    'missing',
    payments(({ code, account }) => TRANSFERS.has(code) && !account, 'payments.*.account'),
  ),
  german(
    'BR-DE-23-b',
    ['BG-18', 'BG-19'],
    'not-allowed',
    payments(
      ({ code, card }, { debit }) => TRANSFERS.has(code) && (card !== undefined || debit !== undefined),
      'payments.*.card',
    ),
  ),
  german(
    'BR-DE-24-a',
    ['BG-18'],
    'missing',
    payments(({ code, card }) => CARDS.has(code) && !card, 'payments.*.card'),
  ),
  german(
    'BR-DE-24-b',
    ['BG-17', 'BG-19'],
    'not-allowed',
    payments(
      ({ code, account }, { debit }) => CARDS.has(code) && (account !== undefined || debit !== undefined),
      'payments.*.account',
    ),
  ),
  german(
    'BR-DE-25-a',
    ['BG-19'],
    'missing',
    payments(({ code }, { debit }) => code === '59' && !debit, 'debit'),
  ),
  german(
    'BR-DE-25-b',
    ['BG-17', 'BG-18'],
    'not-allowed',
    payments(
      ({ code, account, card }) => code === '59' && (account !== undefined || card !== undefined),
      'payments.*.account',
    ),
  ),
  advised('BR-DE-26', ['BG-3'], 'missing', ({ typeCode, preceding }) =>
    site(typeCode === '384' && preceding.length === 0, 'preceding'),
  ),
  advised('BR-DE-27', ['BT-42'], 'wrong-format', ({ seller }) => {
    const phone = seller.contact?.phone;
    return site(!isEmpty(phone) && (phone ?? '').replace(/\D/g, '').length < 3, 'seller.contact.phone', {
      found: phone ?? '',
    });
  }),
  advised('BR-DE-28', ['BT-43'], 'wrong-format', ({ seller }) => {
    const email = seller.contact?.email;
    return site(!isEmpty(email) && !EMAIL.test(email ?? ''), 'seller.contact.email', { found: email ?? '' });
  }),
  german('BR-DE-29', ['BT-89'], 'missing', ({ debit }) =>
    site(debit !== undefined && isEmpty(debit.mandate), 'debit.mandate'),
  ),
  german('BR-DE-30', ['BT-90'], 'missing', ({ debit }) =>
    site(debit !== undefined && isEmpty(debit.creditorId), 'debit.creditorId'),
  ),
  german('BR-DE-31', ['BT-91'], 'missing', ({ debit }) =>
    site(debit !== undefined && isEmpty(debit.account), 'debit.account'),
  ),
  advised(
    'BR-DE-TMP-32',
    ['BT-72', 'BG-14', 'BG-26'],
    'one-missing',
    ({ delivery, period, lines, preceding }) =>
      site(
        isEmpty(delivery?.date) && !period && preceding.length === 0 && lines.some((line) => !line.period),
        'delivery.date',
      ),
  ),
];
