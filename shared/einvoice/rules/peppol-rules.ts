/**
 * What Peppol BIS Billing 3 asks of a sender beyond EN 16931. Most of it holds in an XRechnung too, which took it over.
 * What only the syntax can break (empty elements, currency attributes) our writer cannot.
 */
import type { AllowanceCharge, EInvoice } from '../model.ts';
import { ORGANISATION_RULES } from './organisation-rules.ts';
import {
  inAdjustments,
  inLineAdjustments,
  inLines,
  isEmpty,
  number,
  type Rule,
  required,
  rule,
  type Site,
  site,
  total,
} from './rule.ts';

const PEPPOL = { set: 'peppol' } as const;
const PROCESS = /^urn:fdc:peppol\.eu:2017:poacc:billing:\d\d:1\.0$/;
const DEBITS: ReadonlySet<string | undefined> = new Set(['49', '59']);
const INVOICE_TYPES = new Set(
  '71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877'.split(
    ' ',
  ),
);
/** Partial and corrected invoices, which Peppol has for Germans among themselves alone. */
const GERMAN_TYPES: ReadonlySet<string | undefined> = new Set(['326', '384']);
const CREDIT_TYPES = new Set('81 83 381 396 532'.split(' '));

/** The category that a VATEX code belongs to. */
const CODE_CATEGORY: Readonly<Record<string, string>> = {
  'VATEX-EU-G': 'G',
  'VATEX-EU-O': 'O',
  'VATEX-EU-IC': 'K',
  'VATEX-EU-AE': 'AE',
  'VATEX-EU-D': 'E',
  'VATEX-EU-F': 'E',
  'VATEX-EU-I': 'E',
  'VATEX-EU-J': 'E',
};

const CODE_RULES: readonly (readonly [id: string, code: string])[] = [
  ['P0104', 'VATEX-EU-G'],
  ['P0105', 'VATEX-EU-O'],
  ['P0106', 'VATEX-EU-IC'],
  ['P0107', 'VATEX-EU-AE'],
  ['P0108', 'VATEX-EU-D'],
  ['P0109', 'VATEX-EU-F'],
  ['P0110', 'VATEX-EU-I'],
  ['P0111', 'VATEX-EU-J'],
];

/** Seller and buyer both sit in Germany. */
export const areGerman = ({ seller, buyer }: EInvoice): boolean =>
  seller.address?.country === 'DE' && buyer.address?.country === 'DE';

/** Where a rule is looked for in each kind of allowance and charge. */
function everywhere(test: (each: AllowanceCharge, path: string) => readonly Site[]): Rule['broken'] {
  return (invoice) => [
    ...inAdjustments('allowances', test)(invoice),
    ...inAdjustments('charges', test)(invoice),
    ...inLineAdjustments('allowances', test)(invoice),
    ...inLineAdjustments('charges', test)(invoice),
  ];
}

/** Amount = base × percent, to the cent. */
function wrongPercent({ amount, base, percent }: AllowanceCharge, path: string): Site[] {
  if (isEmpty(base) || isEmpty(percent)) return [];
  const expected = number(base).times(number(percent)).dividedBy(100).toDecimalPlaces(2);
  return site(!number(amount).equals(expected), `${path}.amount`, {
    found: amount ?? '',
    expected: expected.toFixed(2),
  });
}

/** Net = quantity × price ÷ base quantity + charges − allowances, to the cent. */
const wrongNet = inLines((line, path) => {
  const base = number(line.baseQuantity);
  const goods = number(line.quantity)
    .times(number(line.price))
    .dividedBy(base.isZero() ? 1 : base)
    .toDecimalPlaces(2);
  const expected = goods
    .plus(total(line.charges.map(({ amount }) => amount)))
    .minus(total(line.allowances.map(({ amount }) => amount)));
  return site(!isEmpty(line.net) && !number(line.net).equals(expected), `${path}.net`, {
    found: line.net ?? '',
    expected: expected.toFixed(2),
  });
});

const outside = (invoice: EInvoice, key: 'start' | 'end') =>
  invoice.lines.flatMap(({ period }, index) => {
    const day = period?.[key];
    const whole = invoice.period;
    if (isEmpty(day) || !whole) return [];
    const early = !isEmpty(whole.start) && (day ?? '') < (whole.start ?? '');
    const late = !isEmpty(whole.end) && (day ?? '') > (whole.end ?? '');
    return site(early || late, `lines.${index}.period.${key}`, { found: day ?? '' });
  });

/** Rules of Peppol that XRechnung has as well. */
export const SHARED_RULES: readonly Rule[] = [
  required('PEPPOL-EN16931-R001', 'BT-23', 'process', ({ process }) => process, PEPPOL),
  rule(
    { id: 'PEPPOL-EN16931-R005', terms: ['BT-6'], fault: 'same', ...PEPPOL },
    ({ taxCurrency, currency }) =>
      site(!isEmpty(taxCurrency) && taxCurrency === currency, 'taxCurrency', { found: taxCurrency ?? '' }),
  ),
  required('PEPPOL-EN16931-R010', 'BT-49', 'buyer.endpoint', ({ buyer }) => buyer.endpoint?.id, PEPPOL),
  required('PEPPOL-EN16931-R020', 'BT-34', 'seller.endpoint', ({ seller }) => seller.endpoint?.id, PEPPOL),
  rule(
    { id: 'PEPPOL-EN16931-R040', terms: ['BT-92', 'BT-94'], fault: 'wrong-sum', ...PEPPOL },
    everywhere(wrongPercent),
  ),
  rule(
    { id: 'PEPPOL-EN16931-R041', terms: ['BT-93'], fault: 'missing', ...PEPPOL },
    everywhere(({ percent, base }, path) => site(!isEmpty(percent) && isEmpty(base), `${path}.base`)),
  ),
  rule(
    { id: 'PEPPOL-EN16931-R042', terms: ['BT-94'], fault: 'missing', ...PEPPOL },
    everywhere(({ percent, base }, path) => site(isEmpty(percent) && !isEmpty(base), `${path}.percent`)),
  ),
  rule(
    { id: 'PEPPOL-EN16931-R046', terms: ['BT-146', 'BT-148', 'BT-147'], fault: 'wrong-sum', ...PEPPOL },
    inLines(({ price, grossPrice, priceDiscount }, path) => {
      if (isEmpty(grossPrice)) return [];
      const expected = number(grossPrice).minus(number(priceDiscount));
      return site(!number(price).equals(expected), `${path}.price`, {
        found: price ?? '',
        expected: expected.toFixed(),
      });
    }),
  ),
  rule({ id: 'PEPPOL-EN16931-R055', terms: ['BT-111', 'BT-110'], fault: 'unlike', ...PEPPOL }, ({ totals }) =>
    site(number(totals.vat).times(number(totals.vatInTaxCurrency)).lessThan(0), 'totals.vatInTaxCurrency', {
      found: totals.vatInTaxCurrency ?? '',
    }),
  ),
  rule({ id: 'PEPPOL-EN16931-R110', terms: ['BT-134'], fault: 'outside-period', ...PEPPOL }, (invoice) =>
    outside(invoice, 'start'),
  ),
  rule({ id: 'PEPPOL-EN16931-R111', terms: ['BT-135'], fault: 'outside-period', ...PEPPOL }, (invoice) =>
    outside(invoice, 'end'),
  ),
  rule(
    { id: 'PEPPOL-EN16931-R120', terms: ['BT-131', 'BT-129', 'BT-146'], fault: 'wrong-sum', ...PEPPOL },
    wrongNet,
  ),
  rule(
    { id: 'PEPPOL-EN16931-R121', terms: ['BT-149'], fault: 'zero', ...PEPPOL },
    inLines(({ baseQuantity }, path) =>
      site(!isEmpty(baseQuantity) && !number(baseQuantity).greaterThan(0), `${path}.baseQuantity`),
    ),
  ),
  rule(
    { id: 'PEPPOL-EN16931-R130', terms: ['BT-150', 'BT-130'], fault: 'unlike', ...PEPPOL },
    inLines(({ unit, baseUnit }, path) =>
      site(!isEmpty(baseUnit) && baseUnit !== unit, `${path}.baseUnit`, {
        found: baseUnit ?? '',
        expected: unit ?? '',
      }),
    ),
  ),
];

export const PEPPOL_RULES: readonly Rule[] = [
  rule({ id: 'PEPPOL-EN16931-R002', terms: ['BT-22'], fault: 'too-many', ...PEPPOL }, (invoice) =>
    // Between two Germans several are allowed.
    site(invoice.notes.length > 1 && !areGerman(invoice), 'notes'),
  ),
  rule(
    { id: 'PEPPOL-EN16931-R003', terms: ['BT-10', 'BT-13'], fault: 'one-missing', ...PEPPOL },
    ({ buyerReference, order }) => site(isEmpty(buyerReference) && isEmpty(order), 'buyerReference'),
  ),
  rule(
    { id: 'PEPPOL-EN16931-R004', terms: ['BT-24'], fault: 'wrong-format', ...PEPPOL },
    ({ specification }) =>
      site(
        !(specification ?? '').startsWith(
          'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0',
        ),
        'specification',
        { found: specification ?? '' },
      ),
  ),
  rule({ id: 'PEPPOL-EN16931-R007', terms: ['BT-23'], fault: 'wrong-format', ...PEPPOL }, ({ process }) =>
    site(!isEmpty(process) && !PROCESS.test(process ?? ''), 'process', { found: process ?? '' }),
  ),
  rule({ id: 'PEPPOL-EN16931-R061', terms: ['BT-89'], fault: 'missing', ...PEPPOL }, ({ payments, debit }) =>
    site(payments.some(({ code }) => DEBITS.has(code)) && isEmpty(debit?.mandate), 'debit.mandate'),
  ),
  rule(
    { id: 'PEPPOL-EN16931-P0100', terms: ['BT-3'], fault: 'unknown-code', ...PEPPOL },
    ({ kind, typeCode }) =>
      site(kind === 'invoice' && !isEmpty(typeCode) && !INVOICE_TYPES.has(typeCode ?? ''), 'typeCode', {
        found: typeCode ?? '',
      }),
  ),
  rule(
    { id: 'PEPPOL-EN16931-P0101', terms: ['BT-3'], fault: 'unknown-code', ...PEPPOL },
    ({ kind, typeCode }) =>
      site(kind === 'creditNote' && !isEmpty(typeCode) && !CREDIT_TYPES.has(typeCode ?? ''), 'typeCode', {
        found: typeCode ?? '',
      }),
  ),
  ...CODE_RULES.map(([id, code]) =>
    rule({ id: `PEPPOL-EN16931-${id}`, terms: ['BT-118', 'BT-121'], fault: 'unlike', ...PEPPOL }, ({ vat }) =>
      vat.flatMap(({ category, reasonCode }, index) =>
        site(
          reasonCode?.toUpperCase() === code && category !== CODE_CATEGORY[code],
          `vat.${index}.category`,
          { found: category ?? '', expected: CODE_CATEGORY[code] ?? '' },
        ),
      ),
    ),
  ),
  rule({ id: 'PEPPOL-EN16931-P0112', terms: ['BT-3'], fault: 'not-allowed', ...PEPPOL }, (invoice) =>
    site(GERMAN_TYPES.has(invoice.typeCode) && !areGerman(invoice), 'typeCode', {
      found: invoice.typeCode ?? '',
    }),
  ),
  ...ORGANISATION_RULES,
];
