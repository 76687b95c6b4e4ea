import { describe, expect, it } from 'vitest';
import { minor } from './money.ts';
import { paymentSlip, type SlipFacts } from './payment-slip.ts';

const address = { lines: ['Hauptstraße 1'], city: 'Ulm', postcode: '89073', region: '', country: 'DE' };
const swissAddress = { ...address, city: 'Zürich', postcode: '8001', country: 'CH' };
const SWISS_QR = 'CH44 3199 9123 0008 8901 2';
const SWISS = 'CH93 0076 2011 6238 5295 7';
const GERMAN = 'IBAN: DE89 3704 0044 0532 0130 00';

const german: SlipFacts = {
  choice: null,
  profile: { customarySlips: ['epc'] },
  kind: 'invoice',
  currency: 'EUR',
  due: minor(123_45),
  number: 'RE-2026-0042',
  message: 'Rechnung RE-2026-0042',
  paper: 'A4',
  seller: { name: 'Werkstatt GmbH', address },
  bankDetails: ['Volksbank Ulm', GERMAN, 'BIC COBADEFFXXX'],
  buyer: { name: 'Kunde', address },
};
const swiss: SlipFacts = {
  ...german,
  currency: 'CHF',
  seller: { name: 'Muster AG', address: swissAddress },
  bankDetails: [SWISS_QR],
};
const indian: SlipFacts = {
  ...german,
  profile: { customarySlips: ['upi'] },
  currency: 'INR',
  number: 'INV/26-27/7',
  bankDetails: ['IFSC HDFC0000001', 'UPI: office.pune@hdfcbank'],
};
const on = { on: true, reference: 'number' } as const;
const linesOf = (facts: SlipFacts) => paymentSlip(facts).slip?.payload.split('\n');

describe('which slip a document carries', () => {
  it('is the SEPA code for euros to an IBAN, where the country expects one', () => {
    expect(linesOf(german)).toEqual([
      ...['BCD', '002', '1', 'SCT', 'COBADEFFXXX', 'Werkstatt GmbH', 'DE89370400440532013000'],
      ...['EUR123.45', '', '', 'RE-2026-0042'],
    ]);
    expect(paymentSlip({ ...german, profile: { customarySlips: [] } })).toEqual({ slip: null });
    expect(paymentSlip({ ...german, profile: { customarySlips: [] }, choice: on }).slip?.kind).toBe('epc');
  });

  it('is none where the office wants none, nothing is owed, or the kind asks for no money', () => {
    const off = { ...german, choice: { on: false, reference: 'number' } as const };
    const others = [off, { ...german, due: minor(0) }, { ...german, kind: 'creditNote' as const }];
    for (const facts of others) expect(paymentSlip(facts)).toEqual({ slip: null });
    expect(paymentSlip({ ...german, currency: 'USD', choice: on })).toEqual({ slip: null });
    expect(paymentSlip({ ...german, bankDetails: ['Cheques payable to us'] })).toEqual({ slip: null });
  });

  it('is the Swiss slip for a Swiss account: with a QR reference where the account asks for one', () => {
    const lines = linesOf(swiss) ?? [];
    expect(lines.slice(0, 4)).toEqual(['SPC', '0200', '1', 'CH4431999123000889012']);
    expect(lines.slice(18, 20)).toEqual(['123.45', 'CHF']);
    expect(lines[27]).toBe('QRR');
    expect(lines[28]).toMatch(/^\d{27}$/);
    expect(lines.slice(29)).toEqual(['Rechnung RE-2026-0042', 'EPD']);
    expect(linesOf({ ...swiss, bankDetails: [SWISS] })?.[27]).toBe('NON');
    const creditor = { ...swiss, bankDetails: [SWISS], choice: { on: true, reference: 'creditor' } as const };
    expect(linesOf(creditor)?.slice(27, 29)).toEqual(['SCOR', 'RF97RE20260042']);
  });

  it('takes the account that fits the currency, and the seller’s own slip for euros', () => {
    const bankDetails = [GERMAN, SWISS];
    expect(paymentSlip({ ...german, bankDetails }).slip?.kind).toBe('epc');
    expect(paymentSlip({ ...german, currency: 'CHF', choice: on, bankDetails }).slip?.kind).toBe('swiss');
    expect(paymentSlip({ ...swiss, currency: 'EUR', bankDetails }).slip?.kind).toBe('swiss');
  });

  it('leaves the payer to be written by hand where the slip cannot say who it is', () => {
    const unknown = { ...swiss, buyer: { name: 'Kunde', address: { ...address, city: '' } } };
    const greek = { ...swiss, buyer: { name: 'Πελάτης', address } };
    for (const facts of [unknown, greek]) expect(linesOf(facts)?.slice(20, 27)).toEqual(Array(7).fill(''));
  });

  it('is UPI for rupees to a payment address, never to an e-mail address', () => {
    expect(paymentSlip(indian).slip?.payload).toBe(
      'upi://pay?pa=office.pune@hdfcbank&pn=Werkstatt%20GmbH&am=123.45&cu=INR&tr=INV26277&tn=Rechnung%20RE-2026-0042',
    );
    expect(paymentSlip({ ...indian, bankDetails: ['Mail pay@office.example'] })).toEqual({ slip: null });
  });

  it('carries a reference with check digits where the office wants it (ISO 11649)', () => {
    const facts = { ...german, choice: { on: true, reference: 'creditor' } as const };
    expect(paymentSlip(facts).slip?.reference).toBe('RF97RE20260042');
    expect(linesOf(facts)?.slice(8)).toEqual(['', 'RF97RE20260042']);
  });

  it.each([
    ['slip-account', { ...german, bankDetails: ['IBAN DE88 3704 0044 0532 0130 00'] }],
    ['slip-account', { ...german, bankDetails: ['DE88 3704 0044 0532 0130 00'] }],
    ['slip-account', { ...indian, bankDetails: ['UPI: office pune'] }],
    ['slip-amount', { ...german, due: minor(1e11) }],
    ['slip-name', { ...german, seller: { name: 'x'.repeat(71), address } }],
    ['slip-address', { ...swiss, seller: { name: 'Muster AG', address: { ...swissAddress, city: '' } } }],
    ['slip-characters', { ...swiss, seller: { name: 'Μούστερ', address: swissAddress } }],
    ['slip-reference', { ...swiss, number: 'RE_2026_0042' }],
    ['slip-paper', { ...swiss, paper: 'Letter' as const }],
  ])('says why there is none: %s', (problem, facts) => {
    expect(paymentSlip(facts)).toEqual({ slip: null, problem });
  });
});
