/** For each rule of Peppol and of XRechnung one way to break it. */
import { GERMAN_PEPPOL_RULES, peppolId } from '../../shared/einvoice/rules/german-peppol-rules.ts';
import {
  allowance,
  at,
  type Breach,
  drop,
  type Invoice,
  line,
  payment,
  plainLine,
  row,
  set,
  spoil,
  totals,
  whole,
  without,
} from './breach.ts';
import { NATIONAL_BREACHES } from './broken-national-rules.ts';
import { inCategory, validInvoice } from './valid-invoice.ts';

const checked = (scheme: string, id: string): Breach =>
  spoil(({ buyer }) => Object.assign(buyer, { endpoint: { id, scheme } }));

const vatex = (code: string, category: string): Breach => ({
  from: () => Object.assign(inCategory(category), pick(validInvoice('peppol'))),
  spoil: (invoice) => Object.assign(row(invoice), { reasonCode: code }),
});

const pick = ({ specification, process }: Invoice) => ({ specification, process });

const SHARED: Readonly<Record<string, Breach>> = {
  'PEPPOL-EN16931-R001': drop(whole, 'process'),
  'PEPPOL-EN16931-R005': spoil((invoice) => {
    Object.assign(invoice, { taxCurrency: 'EUR' });
    Object.assign(totals(invoice), { vatInTaxCurrency: '18.24' });
  }),
  'PEPPOL-EN16931-R010': drop(({ buyer }) => buyer, 'endpoint'),
  'PEPPOL-EN16931-R020': drop(({ seller }) => seller, 'endpoint'),
  'PEPPOL-EN16931-R040': set(allowance, 'base', '100.10'),
  'PEPPOL-EN16931-R041': drop(allowance, 'base'),
  'PEPPOL-EN16931-R042': drop(allowance, 'percent'),
  'PEPPOL-EN16931-R046': set(line, 'priceDiscount', '4.99'),
  'PEPPOL-EN16931-R055': spoil((invoice) => {
    Object.assign(invoice, { taxCurrency: 'SEK' });
    Object.assign(totals(invoice), { vatInTaxCurrency: '-180.00' });
  }),
  'PEPPOL-EN16931-R110': set(line, 'period', { start: '2025-12-31', end: '2026-01-03' }),
  'PEPPOL-EN16931-R111': set(line, 'period', { start: '2026-01-02', end: '2026-02-01' }),
  'PEPPOL-EN16931-R120': spoil((invoice) => {
    line(invoice).net = '51.01';
    plainLine(invoice).net = '49.99';
  }),
  'PEPPOL-EN16931-R121': spoil((invoice) =>
    Object.assign(plainLine(invoice), { baseQuantity: '-100', quantity: '-10' }),
  ),
  'PEPPOL-EN16931-R130': set(plainLine, 'baseUnit', 'KGM'),
};

const PEPPOL: Readonly<Record<string, Breach>> = {
  ...SHARED,
  'PEPPOL-EN16931-R002': spoil((invoice) => {
    invoice.notes.push({ text: 'Two' });
    Object.assign(invoice.buyer.address ?? {}, { country: 'FR' });
  }),
  'PEPPOL-EN16931-R003': spoil((invoice) => without(invoice, 'buyerReference', 'order'), 'DE-R-015'),
  'PEPPOL-EN16931-R004': set(whole, 'specification', 'urn:cen.eu:en16931:2017'),
  'PEPPOL-EN16931-R007': set(whole, 'process', 'billing'),
  'PEPPOL-EN16931-R061': set(whole, 'payments', [{ code: '59' }], 'DE-R-025-1'),
  'PEPPOL-EN16931-P0100': set(whole, 'typeCode', '935', 'DE-R-017'),
  'PEPPOL-EN16931-P0101': spoil(
    (invoice) => Object.assign(invoice, { kind: 'creditNote', typeCode: '420' }),
    'DE-R-017',
  ),
  'PEPPOL-EN16931-P0104': vatex('VATEX-EU-G', 'E'),
  'PEPPOL-EN16931-P0105': vatex('VATEX-EU-O', 'E'),
  'PEPPOL-EN16931-P0106': vatex('VATEX-EU-IC', 'E'),
  'PEPPOL-EN16931-P0107': vatex('VATEX-EU-AE', 'E'),
  'PEPPOL-EN16931-P0108': vatex('VATEX-EU-D', 'AE'),
  'PEPPOL-EN16931-P0109': vatex('VATEX-EU-F', 'AE'),
  'PEPPOL-EN16931-P0110': vatex('VATEX-EU-I', 'AE'),
  'PEPPOL-EN16931-P0111': vatex('VATEX-EU-J', 'AE'),
  'PEPPOL-COMMON-R040': checked('0088', '4012345000008'),
  'PEPPOL-COMMON-R041': checked('0192', '123456780'),
  'PEPPOL-COMMON-R042': checked('0184', 'DK12345678'),
  'PEPPOL-COMMON-R043': checked('0208', '0123456789'),
  'PEPPOL-COMMON-R049': checked('0007', '1234567890'),
  'PEPPOL-COMMON-R050': checked('0151', '12345678901'),
  'PEPPOL-EN16931-P0112': spoil((invoice) => {
    Object.assign(invoice, { typeCode: '384' });
    Object.assign(invoice.buyer.address ?? {}, { country: 'FR' });
  }),
  'PEPPOL-COMMON-R044': checked('0201', 'ABC12'),
  'PEPPOL-COMMON-R045': checked('0210', 'RSSMRA85T10A562'),
  'PEPPOL-COMMON-R047': checked('0211', 'IT00743110158'),
  'PEPPOL-COMMON-R052': checked('0096', '123456789'),
  'PEPPOL-COMMON-R053': checked('0198', '12345678'),
  'PEPPOL-COMMON-R054': checked('0106', '1234567'),
  'PEPPOL-COMMON-R055': checked('0190', '12345678'),
  'PEPPOL-COMMON-R056-1': checked('9944', 'NL12345678B01'),
  'PEPPOL-COMMON-R057': checked('0217', '12345678'),
};

/** What Peppol's other rules say to the same breach. */
const DRAGGED: Readonly<Record<string, readonly string[]>> = {
  'BR-DE-25-a': ['PEPPOL-EN16931-R061'],
};

const debited = (change: (debit: Record<string, unknown>) => void): Breach =>
  spoil((invoice) => {
    const debit = { mandate: 'M-1', creditorId: 'DE98ZZZ09999999999', account: 'DE02120300000000202051' };
    change(debit);
    Object.assign(invoice, { payments: [{ code: '59' }], debit });
  });

export const XRECHNUNG_BREACHES: Readonly<Record<string, Breach>> = {
  ...SHARED,
  'BR-DE-1': set(whole, 'payments', []),
  'BR-DE-2': drop(({ seller }) => seller, 'contact'),
  'BR-DE-3': drop(({ seller }) => seller.address ?? {}, 'city'),
  'BR-DE-4': drop(({ seller }) => seller.address ?? {}, 'postcode'),
  'BR-DE-5': drop(({ seller }) => seller.contact ?? {}, 'name'),
  'BR-DE-6': drop(({ seller }) => seller.contact ?? {}, 'phone'),
  'BR-DE-7': drop(({ seller }) => seller.contact ?? {}, 'email'),
  'BR-DE-8': drop(({ buyer }) => buyer.address ?? {}, 'city'),
  'BR-DE-9': drop(({ buyer }) => buyer.address ?? {}, 'postcode'),
  'BR-DE-10': drop(({ delivery }) => delivery?.address ?? {}, 'city'),
  'BR-DE-11': drop(({ delivery }) => delivery?.address ?? {}, 'postcode'),
  'BR-DE-14': drop(row, 'rate', 'BR-48', 'BR-CO-17', 'BR-S-8', 'BR-S-9'),
  'BR-DE-15': drop(whole, 'buyerReference'),
  'BR-DE-16': spoil((invoice) => without(invoice.seller, 'vatId'), 'BR-S-2', 'BR-S-3', 'BR-S-4'),
  'BR-DE-17': set(whole, 'typeCode', '82'),
  'BR-DE-18': set(whole, 'paymentTerms', 'Soon\n#SKONTO#TAGE=14#PROZENT=2#\n'),
  'BR-DE-19': spoil((invoice) =>
    Object.assign(payment(invoice), { account: { id: 'DE89370400440532013001' } }),
  ),
  'BR-DE-20': debited((debit) => Object.assign(debit, { account: '12345' })),
  'BR-DE-21': set(whole, 'specification', 'urn:cen.eu:en16931:2017'),
  'BR-DE-22': spoil(({ attachments }) => attachments.push({ ...at(attachments), id: 'A-2' })),
  'BR-DE-23-a': spoil((invoice) => without(payment(invoice), 'account'), 'BR-61', 'BR-DE-19'),
  'BR-DE-23-b': spoil((invoice) => Object.assign(payment(invoice), { card: { number: '1234' } })),
  'BR-DE-24-a': set(whole, 'payments', [{ code: '48' }]),
  'BR-DE-24-b': set(whole, 'payments', [{ code: '48', card: { number: '1234' }, account: { id: '1' } }]),
  'BR-DE-25-a': set(whole, 'payments', [{ code: '59' }]),
  'BR-DE-25-b': spoil((invoice) => {
    debited(() => undefined).spoil(invoice);
    Object.assign(payment(invoice), { card: { number: '1234' } });
  }),
  'BR-DE-26': set(whole, 'typeCode', '384'),
  'BR-DE-27': spoil(({ seller }) => Object.assign(seller.contact ?? {}, { phone: 'ask' })),
  'BR-DE-28': spoil(({ seller }) => Object.assign(seller.contact ?? {}, { email: 'eva' })),
  'BR-DE-29': debited((debit) => without(debit, 'mandate')),
  'BR-DE-30': debited((debit) => without(debit, 'creditorId')),
  'BR-DE-31': debited((debit) => without(debit, 'account')),
  'BR-DE-TMP-32': spoil((invoice) => {
    without(invoice, 'period');
    without(invoice.delivery ?? {}, 'date');
    without(plainLine(invoice), 'period');
  }),
};

/** Between two Germans, as the valid invoice is, Peppol has XRechnung's rules under its own names. */
const GERMAN: Readonly<Record<string, Breach>> = Object.fromEntries(
  GERMAN_PEPPOL_RULES.map(({ id }) => {
    const [own = '', breach] =
      Object.entries(XRECHNUNG_BREACHES).find(
        ([each]) => each.startsWith('BR-DE-') && peppolId(each) === id,
      ) ?? [];
    if (!breach) throw new RangeError(`no breach for ${id}`);
    const also = [...(breach.also ?? []), ...(breach.also ?? []).map(peppolId), ...(DRAGGED[own] ?? [])];
    return [id, { ...breach, also }];
  }),
);

export const PEPPOL_BREACHES: Readonly<Record<string, Breach>> = {
  ...PEPPOL,
  ...GERMAN,
  ...NATIONAL_BREACHES,
};
