/** What a new record begins with: the forms' empty values, and in the books those of a record whose first commit has not come yet. */
import type { Draft } from '../events/drafts.ts';
import type { CompanyFields, CustomerFields, ItemFields } from '../events/masters.ts';
import type { FeeFields } from '../events/prices.ts';

type House = Pick<CompanyFields, 'currency' | 'language' | 'defaultTerms'> & {
  readonly address: Pick<CompanyFields['address'], 'country'>;
};

/** A customer of whom only the name may be known: country, currency, language and terms as the company has them. */
export function blankCustomer(company: House, number: string, name: string): CustomerFields {
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
    certificates: [],
    creditLimit: null,
    notes: '',
    group: '',
    eInvoice: { format: null, buyerReference: '', address: { scheme: '', id: '' } },
    archived: false,
  };
}

/** Longest name that an item can have. */
const ITEM_NAME = 120;

/** An item of which only the name may be known; it takes the company's usual tax. */
export function blankItem(name: string, tax: string | null): ItemFields {
  return {
    code: '',
    name: name.slice(0, ITEM_NAME),
    description: '',
    unit: '',
    price: '0',
    tax,
    commodityCode: '',
    archived: false,
  };
}

/** A draft of which only the currency may be known. */
export function blankDraft(
  currency: string,
  kind: Draft['kind'] = 'invoice',
  customer: string | null = null,
): Draft {
  return {
    kind,
    customer,
    currency,
    issueDate: null,
    dueDate: null,
    supplyDate: null,
    terms: null,
    orderNumber: '',
    shipTo: null,
    pricesIncludeTax: false,
    adjustments: [],
    notes: '',
    copiedFrom: null,
    lines: [],
  };
}

/** A fee without a rule yet. */
export function blankFee(currency: string): FeeFields {
  return {
    name: '',
    kind: 'flat',
    currency,
    amount: null,
    percent: null,
    least: null,
    below: null,
    groups: [],
    countries: [],
    tax: null,
    archived: false,
  };
}
