/** For each of Peppol's rules of single countries one way to break it. */
import {
  at,
  type Breach,
  drop,
  type Invoice,
  line,
  payment,
  row,
  set,
  spoil,
  totals,
  whole,
  without,
} from './breach.ts';
import { nationalInvoice } from './national-invoices.ts';

type Breaches = Readonly<Record<string, Breach>>;

const from = (country: string, breaches: Breaches): Breaches =>
  Object.fromEntries(
    Object.entries(breaches).map(([id, breach]) => [
      id,
      { ...breach, from: breach.from ?? (() => nationalInvoice(country)) },
    ]),
  );

const seller = ({ seller: found }: Invoice) => found;
const buyer = ({ buyer: found }: Invoice) => found;
const addressOf = (side: 'seller' | 'buyer') => (invoice: Invoice) => invoice[side].address ?? {};

/** Money asked in another way, with the reference of the payment. */
const paid = (code: string, remittance: string, id: string, ...also: string[]): Breach =>
  spoil(
    (invoice) => Object.assign(invoice, { remittance, payments: [{ code, account: { id, bic: '1234' } }] }),
    ...also,
  );

const giro = (bic: string, id: string, ...also: string[]): Breach =>
  spoil((invoice) => Object.assign(payment(invoice).account ?? {}, { id, bic }), ...also);

/** One part of a Greek number replaced. */
const part = (index: number, text: string, ...also: string[]): Breach =>
  spoil(
    (invoice) => {
      const parts = (invoice.number ?? '').split('|');
      parts[index] = text;
      Object.assign(invoice, { number: parts.join('|') });
    },
    ...also,
  );

const NORWAY = from('NO', {
  'NO-R-001': set(seller, 'vatId', 'NO974760674MVA'),
  'NO-R-002': drop(seller, 'taxNumber'),
});

const DENMARK = from('DK', {
  'DK-R-002': drop(seller, 'legalId'),
  'DK-R-003': set(line, 'classifications', [{ id: '81112101', scheme: 'TST', version: '8.1' }]),
  'DK-R-004': spoil(({ charges }) => Object.assign(at(charges), { reasonCode: 'ZZZ' })),
  'DK-R-005': paid('30', 'R-1', '1234567890'),
  'DK-R-006': spoil((invoice) => without(payment(invoice).account ?? {}, 'bic')),
  'DK-R-007': set(whole, 'payments', [{ code: '49' }], 'PEPPOL-EN16931-R061'),
  'DK-R-008': paid('50', '04#1234567890123456', '123'),
  'DK-R-009': paid('50', '04#123', '1234567'),
  'DK-R-010': paid('93', '72#123456789012345', '12345678'),
  'DK-R-011': paid('93', '71#1234', '12345678'),
  'DK-R-013': set(buyer, 'ids', [{ id: 'K-7' }]),
  'DK-R-014': set(seller, 'legalId', { id: '13585628' }),
  'DK-R-016': spoil((invoice) => {
    Object.assign(invoice, { kind: 'creditNote', typeCode: '381' });
    Object.assign(totals(invoice), { paid: '130.00', due: '-9.99' });
  }),
  'DK-R-017': set(buyer, 'legalId', { id: '13585628' }),
});

const ITALY = from('IT', {
  'IT-R-001': set(seller, 'taxNumber', 'RM-123'),
  'IT-R-002': drop(addressOf('seller'), 'line1'),
  'IT-R-003': drop(addressOf('seller'), 'city'),
  'IT-R-004': drop(addressOf('seller'), 'postcode'),
});

const SWEDEN = from('SE', {
  'SE-R-001': set(seller, 'vatId', 'SE5560360793'),
  'SE-R-002': set(seller, 'vatId', 'SE55603607930A'),
  'SE-R-003': set(seller, 'legalId', { id: '556036-079' }, 'SE-R-013'),
  'SE-R-004': set(seller, 'legalId', { id: '556036079' }, 'SE-R-013'),
  'SE-R-005': set(seller, 'taxNumber', '5560360793'),
  'SE-R-006': spoil((invoice) => {
    const parts = [...invoice.lines, ...invoice.allowances, ...invoice.charges];
    for (const each of parts) each.vat = { category: 'S', rate: '20' };
    Object.assign(row(invoice), { rate: '20', tax: '19.20' });
    Object.assign(totals(invoice), { vat: '19.20', withVat: '115.20', due: '101.21' });
  }),
  'SE-R-007': giro('SE:PLUSGIRO', '12-34'),
  'SE-R-008': giro('SE:BANKGIRO', '123-4567'),
  'SE-R-009': giro('SE:BANKGIRO', '123456'),
  'SE-R-010': giro('SE:PLUSGIRO', '123456789'),
  'SE-R-011': set(payment, 'code', '50'),
  'SE-R-012': set(payment, 'code', '31'),
  'SE-R-013': set(seller, 'legalId', { id: '5560360794' }),
});

const GREECE = from('GR', {
  'GR-R-001-1': set(whole, 'number', 'R-1'),
  'GR-R-001-2': part(0, '094014202'),
  'GR-R-001-3': part(1, '2026-01-31'),
  'GR-R-001-4': part(2, 'A'),
  'GR-R-001-5': part(3, '9.9'),
  'GR-R-001-6': part(4, ''),
  'GR-R-001-7': part(5, ''),
  'GR-R-002': drop(seller, 'tradingName'),
  'GR-R-003': set(seller, 'vatId', 'EL094014202', 'GR-S-011', 'GR-R-001-2'),
  'GR-R-004-1': spoil(({ attachments }) => attachments.splice(0, 1)),
  'GR-R-004-2': spoil(({ attachments }) => Object.assign(at(attachments), { id: 'none' })),
  'GR-R-005': drop(buyer, 'tradingName'),
  'GR-R-006': drop(buyer, 'vatId'),
  'GR-S-008-1': spoil(({ attachments }) => attachments.splice(1, 1)),
  'GR-R-008-2': spoil(({ attachments }) => attachments.push(at(attachments, 1)), 'GR-S-008-1'),
  'GR-R-008-3': spoil(({ attachments }) => without(at(attachments, 1), 'location')),
  'GR-R-009': set(seller, 'endpoint', { id: 'eva@example.org', scheme: 'EM' }),
  'GR-R-010': set(buyer, 'endpoint', { id: 'eva@example.org', scheme: 'EM' }),
  'GR-S-011': set(seller, 'vatId', 'EL094014202', 'GR-R-003', 'GR-R-001-2'),
});

const ICELAND = from('IS', {
  'IS-R-001': set(whole, 'typeCode', '386'),
  'IS-R-002': drop(seller, 'legalId'),
  'IS-R-003': drop(addressOf('seller'), 'postcode'),
  'IS-R-004': set(buyer, 'legalId', { id: '5502697149' }),
  'IS-R-005': drop(addressOf('buyer'), 'line1'),
  'IS-R-006': set(whole, 'payments', [{ code: '9', account: { id: '0133' } }]),
  'IS-R-007': set(whole, 'payments', [{ code: '42', account: { id: '0133' } }]),
  'IS-R-008': spoil(({ attachments }) => Object.assign(at(attachments), { id: '5.3.2026' })),
  'IS-R-009': drop(whole, 'dueDate'),
  'IS-R-010': spoil(({ attachments }) => Object.assign(at(attachments), { id: '2026-02-01' })),
});

const NETHERLANDS = from('NL', {
  'NL-R-001': spoil((invoice) => Object.assign(invoice, { kind: 'creditNote', typeCode: '381' })),
  'NL-R-002': drop(addressOf('seller'), 'city'),
  'NL-R-003': set(seller, 'legalId', { id: '12345678' }),
  'NL-R-004': drop(addressOf('buyer'), 'line1'),
  'NL-R-005': set(buyer, 'legalId', { id: '12345678' }),
  'NL-R-006': set(whole, 'representative', {
    name: 'Rep',
    vatId: 'NL123456789B01',
    address: { city: 'Delft', country: 'NL' },
  }),
  'NL-R-007': set(whole, 'payments', []),
  'NL-R-008': set(payment, 'code', '31'),
  'NL-R-009': spoil((invoice) => {
    Object.assign(line(invoice), { orderLine: '1' });
    without(invoice, 'order');
  }),
  'PEPPOL-COMMON-R056-2': set(buyer, 'vatId', 'NL12345678B01'),
});

export const NATIONAL_BREACHES: Breaches = {
  ...NORWAY,
  ...DENMARK,
  ...ITALY,
  ...SWEDEN,
  ...GREECE,
  ...ICELAND,
  ...NETHERLANDS,
};
