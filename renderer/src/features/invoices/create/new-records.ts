/** A tax, or payment terms, that the invoice form creates in place (pure). */
import type { TaxFields, TermsFields } from '../../../../../shared/events/masters.ts';

/** What the tax dialog asks for. */
export interface TypedTax {
  readonly name: string;
  readonly rate: string;
  readonly category: TaxFields['category'];
  readonly reason: string;
}

/** A single tax; at 0 percent its category says why nothing is charged. */
export function newTax({ name, rate, category, reason }: TypedTax): TaxFields {
  return { name, category, mode: 'single', parts: [{ key: 'tax', name, rate }], reason, archived: false };
}

/** Name and rate out of what was typed in the tax field: `VAT 7%` is a tax of 7 percent by that name. */
export function taxFromText(text: string): { readonly name: string; readonly rate: string } {
  const rate = /(\d{1,3}(?:[.,]\d{1,6})?)\s*%?\s*$/.exec(text)?.[1]?.replace(',', '.');
  return { name: text.trim(), rate: rate ?? '' };
}

/** Terms that are due a number of days after issue. */
export function newTerms(name: string, days: number): TermsFields {
  return {
    name,
    kind: 'days',
    days,
    months: 0,
    day: 15,
    discountPercent: null,
    discountDays: 0,
    archived: false,
  };
}

/** Name and days out of what was typed in the field of the terms: `21 days` are terms of 21 days by that name. */
export function termsFromText(text: string): { readonly name: string; readonly days: string } {
  return { name: text.trim(), days: /\d{1,3}/.exec(text)?.[0] ?? '' };
}
