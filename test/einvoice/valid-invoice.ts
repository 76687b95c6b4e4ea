/** Invoices that keep every rule, for rules to be broken one by one. */
import { FORMATS, type RuleSet } from '../../shared/einvoice/formats.ts';
import type { EInvoice } from '../../shared/einvoice/model.ts';

/** The model with every part writable, for tests that spoil it. */
export type Draft<Value> = Value extends readonly (infer Item)[]
  ? Draft<Item>[]
  : Value extends object
    ? { -readonly [Key in keyof Value]: Draft<Value[Key]> }
    : Value;

const party = (name: string, vatId: string) => ({
  name,
  ids: [{ id: `${name}-7` }],
  legalId: { id: 'HRB 1234' },
  vatId,
  endpoint: { id: 'rechnung@example.org', scheme: 'EM' },
  address: { line1: 'Weg 1', city: 'Ulm', postcode: '89073', country: 'DE' },
  contact: { name: 'Eva Muster', phone: '+49 731 123', email: 'eva@example.org' },
});

/** Two lines at 19 %, an allowance and a charge on one of them and on the document. */
export function validInvoice(rules: RuleSet): Draft<EInvoice> {
  const { specification, process = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0' } =
    FORMATS[rules === 'en16931' ? 'ubl' : rules === 'peppol' ? 'peppol' : 'xrechnung-ubl'];
  const vat = { category: 'S', rate: '19' };
  return {
    kind: 'invoice',
    number: 'R-1',
    issueDate: '2026-01-31',
    typeCode: '380',
    currency: 'EUR',
    dueDate: '2026-02-28',
    buyerReference: '04011000-1234512345-06',
    order: 'O-1',
    paymentTerms: 'Thirty days',
    notes: [{ text: 'Thank you' }],
    process,
    specification,
    preceding: [],
    seller: party('Seller', 'DE123456789'),
    buyer: party('Buyer', 'FR12345678901'),
    delivery: {
      date: '2026-01-30',
      address: { city: 'Lyon', postcode: '69001', country: 'FR' },
    },
    period: { start: '2026-01-01', end: '2026-01-31' },
    remittance: 'R-1',
    payments: [{ code: '58', account: { id: 'DE89370400440532013000', name: 'Seller' } }],
    allowances: [
      {
        amount: '10.00',
        base: '100.00',
        percent: '10',
        reason: 'Discount',
        reasonCode: '95',
        vat: { ...vat },
      },
    ],
    charges: [{ amount: '5.00', reason: 'Freight', reasonCode: 'FC', vat: { ...vat } }],
    totals: {
      lines: '101.00',
      allowances: '10.00',
      charges: '5.00',
      withoutVat: '96.00',
      vat: '18.24',
      withVat: '114.24',
      paid: '14.00',
      rounding: '0.01',
      due: '100.25',
    },
    vat: [{ ...vat, taxable: '96.00', tax: '18.24' }],
    attachments: [{ id: 'A-1', file: { content: 'SGVsbG8=', type: 'text/csv', name: 'a.csv' } }],
    lines: [
      {
        id: '1',
        quantity: '2',
        unit: 'HUR',
        net: '51.00',
        period: { start: '2026-01-02', end: '2026-01-03' },
        allowances: [{ amount: '5.00', base: '50.00', percent: '10', reason: 'Discount', reasonCode: '95' }],
        charges: [{ amount: '6.00', reason: 'Fee', reasonCode: 'FC' }],
        price: '25.00',
        priceDiscount: '5.00',
        grossPrice: '30.00',
        vat: { ...vat },
        name: 'Work',
        standardId: { id: '4012345678901', scheme: '0160' },
        classifications: [{ id: '9873242', scheme: 'STI' }],
        origin: 'DE',
        attributes: [{ name: 'Colour', value: 'blue' }],
      },
      {
        id: '2',
        quantity: '10',
        unit: 'H87',
        net: '50.00',
        period: { start: '2026-01-05', end: '2026-01-05' },
        allowances: [],
        charges: [],
        price: '500',
        baseQuantity: '100',
        baseUnit: 'H87',
        vat: { ...vat },
        name: 'Screws',
        classifications: [],
        attributes: [],
      },
    ],
  };
}

const UNTAXED: Readonly<Record<string, string>> = {
  E: 'exempt',
  AE: 'reverse charge',
  K: 'supply',
  G: 'export',
  O: 'outside',
};

/** The same invoice in another category: nothing is due as tax but under IGIC and IPSI, and reasons stand where they must. */
export function inCategory(category: string): Draft<EInvoice> {
  const invoice = validInvoice('en16931');
  if (category === 'S') return invoice;
  const taxed = category === 'L' || category === 'M';
  const vat = category === 'O' ? { category } : { category, rate: taxed ? '19' : '0' };
  for (const each of [...invoice.lines, ...invoice.allowances, ...invoice.charges]) each.vat = { ...vat };
  const reason = UNTAXED[category];
  const row = { ...vat, taxable: '96.00', tax: taxed ? '18.24' : '0.00' };
  invoice.vat = [reason === undefined ? row : { ...row, reason }];
  if (!taxed) invoice.totals = { ...invoice.totals, vat: '0.00', withVat: '96.00', due: '82.01' };
  if (category === 'O') {
    const { vatId: _, ...seller } = invoice.seller;
    const { vatId: __, ...buyer } = invoice.buyer;
    Object.assign(invoice, { seller, buyer });
  }
  return invoice;
}
