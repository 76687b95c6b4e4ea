/** BR-CO and BR-DEC of EN 16931: conditions between terms, sums, and decimals. Sums are exact, to the last digit. */
import { Decimal } from '../../domain/decimal.ts';
import { COUNTRIES } from '../code-lists.ts';
import type { EInvoice, VatBreakdown } from '../model.ts';
import {
  decimalsOf,
  inAdjustments,
  inLineAdjustments,
  inLines,
  isEmpty,
  isNumber,
  number,
  type Rule,
  rule,
  type Site,
  site,
  sums,
  total,
} from './rule.ts';

/**
 * Tax of a row of the breakdown: taxable × rate ÷ 100, half a unit away from zero (BR-CO-17). The standard rounds to two
 * decimals; a currency without cents has none to round to, so that there whole units are right too.
 */
export function wrongTax(
  { taxable, rate, tax }: VatBreakdown,
  currency: string | undefined,
  path: string,
): Site[] {
  const exact = number(taxable).times(number(rate)).dividedBy(100);
  const rounded = (decimals: number) => exact.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
  return number(tax).equals(rounded(2)) ? [] : sums(path, tax, rounded(decimalsOf(currency)));
}

function withoutCountry(vatId: string | undefined): boolean {
  if (isEmpty(vatId)) return false;
  const country = (vatId ?? '').slice(0, 2);
  return country !== 'EL' && !COUNTRIES.has(country);
}

const emptyPeriod = (period: EInvoice['period']) =>
  period !== undefined && isEmpty(period.start) && isEmpty(period.end);

const tooFine = (text: string | undefined, path: string): Site[] =>
  site(text !== undefined && isNumber(text) && (text.split('.')[1]?.length ?? 0) > 2, path, {
    found: text ?? '',
  });

const decimals = (id: string, term: string, broken: Rule['broken']): Rule =>
  rule({ id, terms: [term], fault: 'too-many-decimals' }, broken);

const totalDecimals = (id: string, term: string, key: keyof EInvoice['totals']): Rule =>
  decimals(id, term, ({ totals }) => tooFine(totals[key], `totals.${key}`));

const condition = (
  id: string,
  terms: readonly string[],
  fault: Rule['fault'],
  broken: Rule['broken'],
): Rule => rule({ id, terms, fault }, broken);

export const SUM_RULES: readonly Rule[] = [
  condition('BR-CO-3', ['BT-7', 'BT-8'], 'not-allowed', ({ taxPointDate, taxPointCode }) =>
    site(!isEmpty(taxPointDate) && !isEmpty(taxPointCode), 'taxPointCode'),
  ),
  condition(
    'BR-CO-4',
    ['BT-151'],
    'missing',
    inLines(({ vat }, path) => site(isEmpty(vat?.category), `${path}.vat.category`)),
  ),
  condition('BR-CO-9', ['BT-31', 'BT-63', 'BT-48'], 'wrong-format', ({ seller, buyer, representative }) => [
    ...site(withoutCountry(seller.vatId), 'seller.vatId', { found: seller.vatId ?? '' }),
    ...site(withoutCountry(representative?.vatId), 'representative.vatId', {
      found: representative?.vatId ?? '',
    }),
    ...site(withoutCountry(buyer.vatId), 'buyer.vatId', { found: buyer.vatId ?? '' }),
  ]),
  condition('BR-CO-10', ['BT-106'], 'wrong-sum', ({ totals, lines }) =>
    sums('totals.lines', totals.lines, total(lines.map(({ net }) => net))),
  ),
  condition('BR-CO-11', ['BT-107'], 'wrong-sum', ({ totals, allowances }) =>
    sums(
      'totals.allowances',
      totals.allowances ?? (allowances.length > 0 ? '0' : undefined),
      total(allowances.map(({ amount }) => amount)),
    ),
  ),
  condition('BR-CO-12', ['BT-108'], 'wrong-sum', ({ totals, charges }) =>
    sums(
      'totals.charges',
      totals.charges ?? (charges.length > 0 ? '0' : undefined),
      total(charges.map(({ amount }) => amount)),
    ),
  ),
  condition('BR-CO-13', ['BT-109'], 'wrong-sum', ({ totals }) =>
    sums(
      'totals.withoutVat',
      totals.withoutVat,
      number(totals.lines).minus(number(totals.allowances)).plus(number(totals.charges)),
    ),
  ),
  condition('BR-CO-14', ['BT-110'], 'wrong-sum', ({ totals, vat }) =>
    sums('totals.vat', totals.vat ?? '0', total(vat.map(({ tax }) => tax))),
  ),
  condition('BR-CO-15', ['BT-112'], 'wrong-sum', ({ totals }) =>
    sums('totals.withVat', totals.withVat, number(totals.withoutVat).plus(number(totals.vat))),
  ),
  condition('BR-CO-16', ['BT-115'], 'wrong-sum', ({ totals }) =>
    sums(
      'totals.due',
      totals.due,
      number(totals.withVat).minus(number(totals.paid)).plus(number(totals.rounding)),
    ),
  ),
  condition('BR-CO-17', ['BT-117'], 'wrong-tax', ({ vat, currency }) =>
    vat.flatMap((row, index) => wrongTax(row, currency, `vat.${index}.tax`)),
  ),
  condition('BR-CO-18', ['BG-23'], 'missing', ({ vat }) => site(vat.length === 0, 'vat')),
  condition('BR-CO-19', ['BT-73', 'BT-74'], 'one-missing', ({ period, taxPointCode }) =>
    site(emptyPeriod(period) && isEmpty(taxPointCode), 'period'),
  ),
  condition(
    'BR-CO-20',
    ['BT-134', 'BT-135'],
    'one-missing',
    inLines(({ period }, path) => site(emptyPeriod(period), `${path}.period`)),
  ),
  condition('BR-CO-25', ['BT-9', 'BT-20'], 'one-missing', ({ totals, dueDate, paymentTerms }) =>
    site(number(totals.due).greaterThan(0) && isEmpty(dueDate) && isEmpty(paymentTerms), 'dueDate'),
  ),
  condition('BR-CO-26', ['BT-31', 'BT-30', 'BT-29'], 'one-missing', ({ seller }) =>
    site(
      isEmpty(seller.vatId) && isEmpty(seller.legalId?.id) && seller.ids.every(({ id }) => isEmpty(id)),
      'seller.vatId',
    ),
  ),
  decimals(
    'BR-DEC-1',
    'BT-92',
    inAdjustments('allowances', ({ amount }, path) => tooFine(amount, `${path}.amount`)),
  ),
  decimals(
    'BR-DEC-2',
    'BT-93',
    inAdjustments('allowances', ({ base }, path) => tooFine(base, `${path}.base`)),
  ),
  decimals(
    'BR-DEC-5',
    'BT-99',
    inAdjustments('charges', ({ amount }, path) => tooFine(amount, `${path}.amount`)),
  ),
  decimals(
    'BR-DEC-6',
    'BT-100',
    inAdjustments('charges', ({ base }, path) => tooFine(base, `${path}.base`)),
  ),
  totalDecimals('BR-DEC-9', 'BT-106', 'lines'),
  totalDecimals('BR-DEC-10', 'BT-107', 'allowances'),
  totalDecimals('BR-DEC-11', 'BT-108', 'charges'),
  totalDecimals('BR-DEC-12', 'BT-109', 'withoutVat'),
  totalDecimals('BR-DEC-13', 'BT-110', 'vat'),
  totalDecimals('BR-DEC-14', 'BT-112', 'withVat'),
  totalDecimals('BR-DEC-15', 'BT-111', 'vatInTaxCurrency'),
  totalDecimals('BR-DEC-16', 'BT-113', 'paid'),
  totalDecimals('BR-DEC-17', 'BT-114', 'rounding'),
  totalDecimals('BR-DEC-18', 'BT-115', 'due'),
  decimals('BR-DEC-19', 'BT-116', ({ vat }) =>
    vat.flatMap(({ taxable }, index) => tooFine(taxable, `vat.${index}.taxable`)),
  ),
  decimals('BR-DEC-20', 'BT-117', ({ vat }) =>
    vat.flatMap(({ tax }, index) => tooFine(tax, `vat.${index}.tax`)),
  ),
  decimals(
    'BR-DEC-23',
    'BT-131',
    inLines(({ net }, path) => tooFine(net, `${path}.net`)),
  ),
  decimals(
    'BR-DEC-24',
    'BT-136',
    inLineAdjustments('allowances', ({ amount }, path) => tooFine(amount, `${path}.amount`)),
  ),
  decimals(
    'BR-DEC-25',
    'BT-137',
    inLineAdjustments('allowances', ({ base }, path) => tooFine(base, `${path}.base`)),
  ),
  decimals(
    'BR-DEC-27',
    'BT-141',
    inLineAdjustments('charges', ({ amount }, path) => tooFine(amount, `${path}.amount`)),
  ),
  decimals(
    'BR-DEC-28',
    'BT-142',
    inLineAdjustments('charges', ({ base }, path) => tooFine(base, `${path}.base`)),
  ),
];
