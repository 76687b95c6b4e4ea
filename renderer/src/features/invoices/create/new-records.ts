/** Records that the invoice form creates in place: what they begin with (pure). */
import type {
  CompanyFields,
  CustomerFields,
  ItemFields,
  TaxFields,
} from '../../../../../shared/events/masters.ts';

/** A customer of whom the name is known; the rest as the company has it. */
export function newCustomer(company: CompanyFields, number: string, name: string): CustomerFields {
  return {
    number,
    name,
    contact: '',
    email: '',
    phone: '',
    address: { lines: [], city: '', postcode: '', region: '', country: company.address.country },
    shipTo: null,
    taxId: '',
    registration: '',
    currency: company.currency,
    language: company.language,
    terms: company.defaultTerms,
    tax: null,
    exemptionCertificate: '',
    exemptionExpires: null,
    creditLimit: null,
    notes: '',
    archived: false,
  };
}

/** An item that begins with the words typed in the line. */
export function newItem(name: string, tax: string | null): ItemFields {
  return { code: '', name: name.slice(0, 120), description: '', unit: '', price: '0', tax, archived: false };
}

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
