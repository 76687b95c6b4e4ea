/** BR-1 … BR-65 of EN 16931: what an invoice must say, in words of our own. */
import type { AllowanceCharge, EInvoice, Period } from '../model.ts';
import {
  type AdjustmentKind,
  inAdjustments,
  inLineAdjustments,
  inLines,
  isEmpty,
  number,
  type Rule,
  required,
  rule,
  site,
} from './rule.ts';

const unreasoned = ({ reason, reasonCode }: AllowanceCharge) => isEmpty(reason) && isEmpty(reasonCode);

const turned = (period: Period | undefined, path: string) =>
  site(period?.start !== undefined && period.end !== undefined && period.end < period.start, path, {
    found: `${period?.start} – ${period?.end}`,
  });

/** A transfer: to any account (30) or by SEPA (58). */
const TRANSFERS: ReadonlySet<string | undefined> = new Set(['30', '58']);

function ofDocument(
  kind: AdjustmentKind,
  ids: readonly [string, string, string, string],
  terms: readonly string[],
): Rule[] {
  const [amount = '', category = '', reason = '', code = ''] = terms;
  const [amountId, categoryId, reasonId, alsoReasonId] = ids;
  const without = inAdjustments(kind, (each, path) => site(unreasoned(each), `${path}.reason`));
  return [
    rule(
      { id: amountId, terms: [amount], fault: 'missing' },
      inAdjustments(kind, (each, path) => site(isEmpty(each.amount), `${path}.amount`)),
    ),
    rule(
      { id: categoryId, terms: [category], fault: 'missing' },
      inAdjustments(kind, (each, path) => site(isEmpty(each.vat?.category), `${path}.vat.category`)),
    ),
    rule({ id: reasonId, terms: [reason, code], fault: 'one-missing' }, without),
    rule({ id: alsoReasonId, terms: [reason, code], fault: 'one-missing' }, without),
  ];
}

function ofLine(
  kind: AdjustmentKind,
  ids: readonly [string, string, string],
  terms: readonly string[],
): Rule[] {
  const [amount = '', reason = '', code = ''] = terms;
  const [amountId, reasonId, alsoReasonId] = ids;
  const without = inLineAdjustments(kind, (each, path) => site(unreasoned(each), `${path}.reason`));
  return [
    rule(
      { id: amountId, terms: [amount], fault: 'missing' },
      inLineAdjustments(kind, (each, path) => site(isEmpty(each.amount), `${path}.amount`)),
    ),
    rule({ id: reasonId, terms: [reason, code], fault: 'one-missing' }, without),
    rule({ id: alsoReasonId, terms: [reason, code], fault: 'one-missing' }, without),
  ];
}

const lineTerm = (
  id: string,
  term: string,
  key: 'id' | 'quantity' | 'unit' | 'net' | 'name' | 'price',
): Rule =>
  rule(
    { id, terms: [term], fault: 'missing' },
    inLines((line, path) => site(isEmpty(line[key]), `${path}.${key}`)),
  );

const inRows = (id: string, term: string, key: 'taxable' | 'tax' | 'category'): Rule =>
  rule({ id, terms: [term], fault: 'missing' }, ({ vat }) =>
    vat.flatMap((row, index) => site(isEmpty(row[key]), `vat.${index}.${key}`)),
  );

const inPayments =
  (test: (payment: EInvoice['payments'][number]) => boolean, key: string): Rule['broken'] =>
  ({ payments }) =>
    payments.flatMap((payment, index) => site(test(payment), `payments.${index}.${key}`));

export const CONTENT_RULES: readonly Rule[] = [
  required('BR-1', 'BT-24', 'specification', (invoice) => invoice.specification),
  required('BR-2', 'BT-1', 'number', (invoice) => invoice.number),
  required('BR-3', 'BT-2', 'issueDate', (invoice) => invoice.issueDate),
  required('BR-4', 'BT-3', 'typeCode', (invoice) => invoice.typeCode),
  required('BR-5', 'BT-5', 'currency', (invoice) => invoice.currency),
  required('BR-6', 'BT-27', 'seller.name', ({ seller }) => seller.name),
  required('BR-7', 'BT-44', 'buyer.name', ({ buyer }) => buyer.name),
  rule({ id: 'BR-8', terms: ['BG-5'], fault: 'missing' }, ({ seller }) =>
    site(!seller.address, 'seller.address'),
  ),
  required('BR-9', 'BT-40', 'seller.address.country', ({ seller }) => seller.address?.country),
  rule({ id: 'BR-10', terms: ['BG-8'], fault: 'missing' }, ({ buyer }) =>
    site(!buyer.address, 'buyer.address'),
  ),
  required('BR-11', 'BT-55', 'buyer.address.country', ({ buyer }) => buyer.address?.country),
  required('BR-12', 'BT-106', 'totals.lines', ({ totals }) => totals.lines),
  required('BR-13', 'BT-109', 'totals.withoutVat', ({ totals }) => totals.withoutVat),
  required('BR-14', 'BT-112', 'totals.withVat', ({ totals }) => totals.withVat),
  required('BR-15', 'BT-115', 'totals.due', ({ totals }) => totals.due),
  rule({ id: 'BR-16', terms: ['BG-25'], fault: 'missing' }, ({ lines }) => site(lines.length === 0, 'lines')),
  rule({ id: 'BR-17', terms: ['BT-59'], fault: 'missing' }, ({ payee }) =>
    site(payee !== undefined && isEmpty(payee.name), 'payee.name'),
  ),
  rule({ id: 'BR-18', terms: ['BT-62'], fault: 'missing' }, ({ representative }) =>
    site(representative !== undefined && isEmpty(representative.name), 'representative.name'),
  ),
  rule({ id: 'BR-19', terms: ['BG-12'], fault: 'missing' }, ({ representative }) =>
    site(representative !== undefined && !representative.address, 'representative.address'),
  ),
  rule({ id: 'BR-20', terms: ['BT-69'], fault: 'missing' }, ({ representative }) =>
    site(
      representative !== undefined && isEmpty(representative.address?.country),
      'representative.address.country',
    ),
  ),
  lineTerm('BR-21', 'BT-126', 'id'),
  lineTerm('BR-22', 'BT-129', 'quantity'),
  lineTerm('BR-23', 'BT-130', 'unit'),
  lineTerm('BR-24', 'BT-131', 'net'),
  lineTerm('BR-25', 'BT-153', 'name'),
  lineTerm('BR-26', 'BT-146', 'price'),
  rule(
    { id: 'BR-27', terms: ['BT-146'], fault: 'negative' },
    inLines(({ price }, path) =>
      site(number(price).isNegative() && !number(price).isZero(), `${path}.price`),
    ),
  ),
  rule(
    { id: 'BR-28', terms: ['BT-148'], fault: 'negative' },
    inLines(({ grossPrice }, path) => site(number(grossPrice).lessThan(0), `${path}.grossPrice`)),
  ),
  rule({ id: 'BR-29', terms: ['BT-74', 'BT-73'], fault: 'days-turned' }, ({ period }) =>
    turned(period, 'period.end'),
  ),
  rule(
    { id: 'BR-30', terms: ['BT-135', 'BT-134'], fault: 'days-turned' },
    inLines(({ period }, path) => turned(period, `${path}.period.end`)),
  ),
  ...ofDocument('allowances', ['BR-31', 'BR-32', 'BR-33', 'BR-CO-21'], ['BT-92', 'BT-95', 'BT-97', 'BT-98']),
  ...ofDocument('charges', ['BR-36', 'BR-37', 'BR-38', 'BR-CO-22'], ['BT-99', 'BT-102', 'BT-104', 'BT-105']),
  ...ofLine('allowances', ['BR-41', 'BR-42', 'BR-CO-23'], ['BT-136', 'BT-139', 'BT-140']),
  ...ofLine('charges', ['BR-43', 'BR-44', 'BR-CO-24'], ['BT-141', 'BT-144', 'BT-145']),
  inRows('BR-45', 'BT-116', 'taxable'),
  inRows('BR-46', 'BT-117', 'tax'),
  inRows('BR-47', 'BT-118', 'category'),
  rule({ id: 'BR-48', terms: ['BT-119'], fault: 'missing' }, ({ vat }) =>
    vat.flatMap(({ category, rate }, index) => site(category !== 'O' && isEmpty(rate), `vat.${index}.rate`)),
  ),
  rule(
    { id: 'BR-49', terms: ['BT-81'], fault: 'missing' },
    inPayments(({ code }) => isEmpty(code), 'code'),
  ),
  rule(
    { id: 'BR-50', terms: ['BT-84'], fault: 'missing' },
    inPayments(({ account }) => account !== undefined && isEmpty(account.id), 'account.id'),
  ),
  rule(
    { id: 'BR-51', terms: ['BT-87'], fault: 'wrong-format', severity: 'warning' },
    inPayments(
      ({ card }) => !isEmpty(card?.number) && (card?.number ?? '').replace(/\s/g, '').length > 10,
      'card.number',
    ),
  ),
  rule({ id: 'BR-52', terms: ['BT-122'], fault: 'missing' }, ({ attachments }) =>
    attachments.flatMap(({ id }, index) => site(isEmpty(id), `attachments.${index}.id`)),
  ),
  rule({ id: 'BR-53', terms: ['BT-111', 'BT-6'], fault: 'missing' }, ({ taxCurrency, totals }) =>
    site(!isEmpty(taxCurrency) && isEmpty(totals.vatInTaxCurrency), 'totals.vatInTaxCurrency'),
  ),
  rule(
    { id: 'BR-54', terms: ['BT-160', 'BT-161'], fault: 'one-missing' },
    inLines((line, path) =>
      line.attributes.flatMap(({ name, value }, index) =>
        site(isEmpty(name) || isEmpty(value), `${path}.attributes.${index}`),
      ),
    ),
  ),
  rule({ id: 'BR-55', terms: ['BT-25'], fault: 'missing' }, ({ preceding }) =>
    preceding.flatMap((each, index) => site(isEmpty(each.number), `preceding.${index}.number`)),
  ),
  rule({ id: 'BR-56', terms: ['BT-63'], fault: 'missing' }, ({ representative }) =>
    site(representative !== undefined && isEmpty(representative.vatId), 'representative.vatId'),
  ),
  rule({ id: 'BR-57', terms: ['BT-80'], fault: 'missing' }, ({ delivery }) =>
    site(delivery?.address !== undefined && isEmpty(delivery.address.country), 'delivery.address.country'),
  ),
  rule(
    { id: 'BR-61', terms: ['BT-84'], fault: 'missing' },
    inPayments(({ code, account }) => TRANSFERS.has(code) && isEmpty(account?.id), 'account.id'),
  ),
  rule({ id: 'BR-62', terms: ['BT-34'], fault: 'missing' }, ({ seller }) =>
    site(seller.endpoint !== undefined && isEmpty(seller.endpoint.scheme), 'seller.endpoint.scheme'),
  ),
  rule({ id: 'BR-63', terms: ['BT-49'], fault: 'missing' }, ({ buyer }) =>
    site(buyer.endpoint !== undefined && isEmpty(buyer.endpoint.scheme), 'buyer.endpoint.scheme'),
  ),
  rule(
    { id: 'BR-64', terms: ['BT-157'], fault: 'missing' },
    inLines(({ standardId }, path) =>
      site(standardId !== undefined && isEmpty(standardId.scheme), `${path}.standardId.scheme`),
    ),
  ),
  rule(
    { id: 'BR-65', terms: ['BT-158'], fault: 'missing' },
    inLines(({ classifications }, path) =>
      classifications.flatMap(({ scheme }, index) =>
        site(isEmpty(scheme), `${path}.classifications.${index}.scheme`),
      ),
    ),
  ),
  rule({ id: 'BR-66', terms: ['BG-18'], fault: 'too-many' }, ({ payments }) =>
    site(payments.filter(({ card }) => card !== undefined).length > 1, 'payments'),
  ),
];
