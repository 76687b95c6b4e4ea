/** A tax that the invoice form creates in place (pure). */
import type { TaxFields } from '../../../../../shared/events/masters.ts';

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
