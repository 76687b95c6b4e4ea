/** An invoice that uses every term of EN 16931 at once, and random ones: what a writer says a reader must understand. */

import type { AllowanceCharge, EInvoice, InvoiceLine, TradeParty } from '../../shared/einvoice/model.ts';
import fc from '../property.ts';

const party = (name: string): TradeParty => ({
  name,
  tradingName: `${name} trading`,
  ids: [{ id: 'own-1' }, { id: '4012345000009', scheme: '0088' }],
  legalId: { id: 'HRB 1234', scheme: '0002' },
  vatId: 'DE123456789',
  endpoint: { id: 'a@example.org', scheme: 'EM' },
  address: {
    line1: 'Weg 1',
    line2: 'Hof',
    line3: 'Tor 3',
    city: 'Ulm',
    postcode: '89073',
    region: 'Baden',
    country: 'DE',
  },
  contact: { name: 'Eva & Uwe <Team>', phone: '+49 731 1', email: 'eva@example.org' },
});

const adjustment = (amount: string): AllowanceCharge => ({
  amount,
  base: '100.00',
  percent: '5',
  reason: 'Discount "early"',
  reasonCode: '95',
});

const line: InvoiceLine = {
  id: '1',
  note: 'First\nsecond line',
  object: { id: 'AB-1', scheme: 'AWV' },
  quantity: '2.5',
  unit: 'HUR',
  net: '95.00',
  orderLine: '7',
  accounting: 'K-1',
  period: { start: '2026-01-01', end: '2026-01-31' },
  allowances: [adjustment('5.00')],
  charges: [{ amount: '1.00', reason: 'Fee', reasonCode: 'FC' }],
  price: '0.1234',
  priceDiscount: '0.01',
  grossPrice: '0.1334',
  baseQuantity: '10',
  baseUnit: 'HUR',
  vat: { category: 'S', rate: '19' },
  name: 'Work',
  description: 'Much of it',
  sellersId: 'S-1',
  buyersId: 'B-1',
  standardId: { id: '4012345678901', scheme: '0160' },
  classifications: [{ id: '9873242', scheme: 'STI', version: '1' }],
  origin: 'DE',
  attributes: [{ name: 'Colour', value: 'blue' }],
};

export const FULL: EInvoice = {
  kind: 'invoice',
  number: 'R-1',
  issueDate: '2026-01-31',
  typeCode: '380',
  currency: 'EUR',
  taxCurrency: 'SEK',
  taxPointCode: '35',
  dueDate: '2026-02-28',
  buyerReference: '04011000-1234512345-06',
  project: 'P-1',
  contract: 'C-1',
  order: 'O-1',
  salesOrder: 'SO-1',
  receivingAdvice: 'RA-1',
  despatchAdvice: 'DA-1',
  tender: 'T-1',
  object: { id: 'OBJ', scheme: 'ABT' },
  accounting: 'K-9',
  paymentTerms: 'Thirty days\n#SKONTO#TAGE=14#PROZENT=2.00#\n',
  notes: [{ subject: 'AAI', text: 'One' }, { text: 'Two # three' }],
  process: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
  specification: 'urn:cen.eu:en16931:2017',
  preceding: [{ number: 'R-0', date: '2025-12-31' }],
  seller: { ...party('Seller GmbH'), taxNumber: '12/345/67890', legalForm: 'Share capital 25,000' },
  buyer: party('Buyer AG'),
  payee: { name: 'Factor', id: { id: 'F-1' }, legalId: { id: 'HRB 9' } },
  representative: { name: 'Rep', vatId: 'FR12345678901', address: { city: 'Paris', country: 'FR' } },
  delivery: {
    name: 'Stock',
    location: { id: '4012345000016', scheme: '0088' },
    date: '2026-01-30',
    address: { line1: 'Tor 9', city: 'Ulm', postcode: '89073', country: 'DE' },
  },
  period: { start: '2026-01-01', end: '2026-01-31' },
  remittance: 'R-1',
  payments: [
    {
      code: '59',
      text: 'Debit',
      account: { id: 'DE89370400440532013000', name: 'Seller', bic: 'COBADEFFXXX' },
      card: { number: '1234', holder: 'Eva' },
    },
  ],
  debit: { mandate: 'M-1', creditorId: 'DE98ZZZ09999999999', account: 'DE02120300000000202051' },
  allowances: [{ ...adjustment('10.00'), vat: { category: 'S', rate: '19' } }],
  charges: [{ amount: '3.00', reason: 'Freight', reasonCode: 'FC', vat: { category: 'S', rate: '19' } }],
  totals: {
    lines: '91.00',
    allowances: '10.00',
    charges: '3.00',
    withoutVat: '84.00',
    vat: '15.96',
    vatInTaxCurrency: '180.00',
    withVat: '99.96',
    paid: '9.00',
    rounding: '0.04',
    due: '91.00',
  },
  vat: [
    { category: 'S', rate: '19', taxable: '84.00', tax: '15.96', reason: 'why', reasonCode: 'VATEX-EU-AE' },
  ],
  attachments: [
    { id: 'A-1', description: 'Sheet', file: { content: 'SGVsbG8=', type: 'text/csv', name: 'a.csv' } },
    { id: 'A-2', location: 'https://example.org/a' },
  ],
  lines: [line],
};

const word = fc
  .array(fc.constantFrom(...'abcXYZ019-äß€&<>"\'/#😀 .,'.split(/(?:)/u)), { minLength: 1, maxLength: 20 })
  .map((characters) => characters.join('').trim())
  .filter((text) => text !== '');
const day = fc
  .integer({ min: 0, max: 9999 })
  .map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10));
const amount = fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map((cents) => (cents / 100).toFixed(2));
const identifier = fc.record({ id: word, scheme: fc.constantFrom('0002', '0088', '9930') });

/** `base` with each of its parts kept or left out, and each text another one. */
function varied<Value>(base: Value): fc.Arbitrary<Value> {
  if (typeof base === 'string') {
    const text = /^\d{4}-\d\d-\d\d$/.test(base) ? day : /^-?\d+\.\d\d$/.test(base) ? amount : word;
    return text as unknown as fc.Arbitrary<Value>;
  }
  if (Array.isArray(base)) {
    const items = base.map((item) => varied(item));
    return fc.array(fc.oneof(...items), { maxLength: 3 }) as unknown as fc.Arbitrary<Value>;
  }
  const parts = Object.fromEntries(
    Object.entries(base as object).map(([key, value]) => [key, varied(value)]),
  );
  return fc.record(parts, { requiredKeys: Object.keys(parts) }) as unknown as fc.Arbitrary<Value>;
}

const optional = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });

const clean = <Value extends object>(value: Value): Value =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as Value;

/** Any invoice whose texts are whatever people type; codes that decide how it is read stay what they are. */
export const anyInvoice: fc.Arbitrary<EInvoice> = fc
  .record({
    number: word,
    issueDate: day,
    kind: fc.constantFrom('invoice' as const, 'creditNote' as const),
    buyerReference: optional(word),
    paymentTerms: optional(word),
    object: optional(identifier),
    notes: fc.array(fc.record({ subject: fc.constantFrom('AAI', 'SUR'), text: word }), { maxLength: 2 }),
    buyer: varied(party('Buyer')).map((made) => ({
      ...made,
      ids: made.ids.filter(({ scheme }) => scheme === undefined),
      vatId: 'FR1',
    })),
    delivery: optional(varied(FULL.delivery)),
    period: optional(varied(FULL.period)),
    preceding: varied(FULL.preceding),
    allowances: varied(FULL.allowances),
    charges: varied(FULL.charges),
    totals: varied(FULL.totals),
    vat: varied(FULL.vat).filter((rows) => rows.length > 0),
    lines: varied(FULL.lines),
  })
  .map(
    (made) =>
      clean({ ...FULL, ...clean(made), typeCode: made.kind === 'invoice' ? '380' : '381' }) as EInvoice,
  );
