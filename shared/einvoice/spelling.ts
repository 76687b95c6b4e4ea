/** How amounts, rates and reasons of our documents are written in an e-invoice. */
import { exponentOf, fromMinor } from '../domain/currency.ts';
import { Decimal, formatDecimal } from '../domain/decimal.ts';
import type { Adjustment, AppliedTax } from '../domain/document.ts';
import type { Minor } from '../domain/money.ts';
import type { AllowanceCharge, VatRate } from './model.ts';

/** Amount in major units; more than the two decimals that EN 16931 takes only where they are not zero. */
export function amountText(amount: Minor, currency: string): string {
  const text = fromMinor(amount, currency);
  return exponentOf(currency) > 2 ? text.replace(/(\.\d\d)0+$/, '$1') : text;
}

export function rateOf(tax: Pick<AppliedTax, 'category' | 'rate'>): VatRate {
  if (tax.category === 'O') return { category: 'O' };
  return { category: tax.category, rate: formatDecimal(new Decimal(tax.rate)) };
}

/** Why something is taken off or added; an allowance or a charge like any other where nobody said. */
export function reasonOf({ kind, reason }: Adjustment): Pick<AllowanceCharge, 'reason' | 'reasonCode'> {
  if (reason !== undefined && reason !== '') return { reason };
  return { reasonCode: kind === 'allowance' ? '95' : 'ABK' };
}
