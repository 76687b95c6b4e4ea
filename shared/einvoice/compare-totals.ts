/** The totals of an e-invoice that came in, computed again by our own function, and where they differ. */
import { hasMinorUnit } from '../domain/currency.ts';
import type { Adjustment, AppliedTax, TaxCategory, TotalsInput } from '../domain/document.ts';
import { type Difference, importTotals } from '../domain/imported-totals.ts';
import type { FieldProblem } from '../errors/index.ts';
import { err, ok, type Result } from '../errors/result.ts';
import type { AllowanceCharge, EInvoice, VatRate } from './model.ts';

/** A number as the file has it, which may leave out the digits before the point or after it: `.5` is 0.5. */
const given = (text: string | undefined, otherwise: string): string =>
  text === undefined || text === '' ? otherwise : text.replace(/^([+-]?)\./, '$10.').replace(/\.$/, '');

/** A row of the breakdown and whatever falls under it have the same category and rate, and so the same key. */
function taxesOf(vat: VatRate | undefined): AppliedTax[] {
  if (vat?.category === undefined) return [];
  const rate = given(vat.rate, '0');
  // Letters that we do not know ourselves, like Italy's B, are taxes like any other here.
  const category = vat.category as TaxCategory;
  return [{ key: `${category}`, name: category, category, rate }];
}

function adjustmentsOf(
  allowances: readonly AllowanceCharge[],
  charges: readonly AllowanceCharge[],
  taxed: boolean,
): Adjustment[] {
  const read =
    (kind: Adjustment['kind']) =>
    ({ amount, percent, base, vat }: AllowanceCharge): Adjustment => ({
      kind,
      amount: given(amount, '0'),
      ...(percent === undefined ? {} : { percent: given(percent, '0') }),
      ...(base === undefined ? {} : { base: given(base, '0') }),
      ...(taxed ? { taxes: taxesOf(vat) } : {}),
    });
  return [...allowances.map(read('allowance')), ...charges.map(read('charge'))];
}

function inputOf(invoice: EInvoice, currency: string): TotalsInput {
  const { totals } = invoice;
  return {
    currency,
    lines: invoice.lines.map((line) => ({
      quantity: given(line.quantity, '1'),
      unitPrice: given(line.price, '0'),
      ...(line.baseQuantity === undefined ? {} : { baseQuantity: given(line.baseQuantity, '1') }),
      adjustments: adjustmentsOf(line.allowances, line.charges, false),
      taxes: taxesOf(line.vat),
    })),
    adjustments: adjustmentsOf(invoice.allowances, invoice.charges, true),
    ...(totals.paid === undefined ? {} : { prepaid: given(totals.paid, '0') }),
    ...(totals.rounding === undefined ? {} : { roundingAmount: given(totals.rounding, '0') }),
  };
}

/**
 * Every amount that does not follow from quantities, prices and rates, exact to the minor unit. The document keeps its own
 * amounts; problems mean that it cannot be computed at all, `path` being that of `TotalsInput`.
 */
export function compareTotals(invoice: EInvoice): Result<readonly Difference[], readonly FieldProblem[]> {
  const { totals, vat, currency = '' } = invoice;
  if (!hasMinorUnit(currency)) return err([{ path: 'currency', problem: 'not-a-currency' }]);
  const read = importTotals(inputOf(invoice, currency), {
    lines: invoice.lines.map(({ net }) => given(net, '0')),
    sumOfLines: given(totals.lines, '0'),
    ...(totals.allowances === undefined ? {} : { allowances: given(totals.allowances, '0') }),
    ...(totals.charges === undefined ? {} : { charges: given(totals.charges, '0') }),
    withoutTax: given(totals.withoutVat, '0'),
    tax: given(totals.vat, '0'),
    withTax: given(totals.withVat, '0'),
    due: given(totals.due, '0'),
    taxes: vat.map(({ category, rate, taxable, tax }) => ({
      category: given(category, ''),
      rate: given(rate, '0'),
      taxable: given(taxable, '0'),
      tax: given(tax, '0'),
    })),
  });
  return read.ok ? ok(read.value.differences) : read;
}
