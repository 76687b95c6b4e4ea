import { describe, expect, it } from 'vitest';
import { CLEARANCE } from './clearance-countries.ts';
import { dutyFindings } from './duty-findings.ts';
import { invoiceDutiesOf } from './invoice-duties.ts';
import { PROFILE_CODES } from './profiles.ts';

type Checked = Parameters<typeof dutyFindings>[0];

const sold = (
  from: string,
  day: string,
  more: {
    to?: string;
    taxId?: string;
    category?: string;
    net?: number;
    currency?: string;
    eInvoice?: object;
    buyerReference?: string;
    kind?: string;
  } = {},
) =>
  ({
    kind: more.kind ?? 'invoice',
    issueDate: day,
    currency: more.currency ?? 'EUR',
    seller: { address: { country: from } },
    buyer: { address: { country: more.to ?? from }, taxId: more.taxId ?? 'X1', registration: '' },
    totals: {
      taxes: [{ category: more.category ?? 'S' }],
      withoutTax: more.net ?? 1_000_00,
      withTax: more.net ?? 1_000_00,
    },
    ...(more.eInvoice ? { eInvoice: more.eInvoice } : {}),
    ...(more.buyerReference === undefined ? {} : { buyerReference: more.buyerReference }),
  }) as unknown as Checked;

const codes = (document: Checked) => dutyFindings(document).map(({ code }) => code);

describe('duties of the country before issue (DO2, DO5)', () => {
  it('Germany asks for an e-invoice from the day on which everybody is bound, of taxed sales to businesses above 250 €', () => {
    expect(codes(sold('DE', '2026-11-22'))).toEqual([]);
    expect(codes(sold('DE', '2027-06-01'))).toEqual([]);
    expect(dutyFindings(sold('DE', '2028-01-01'))).toEqual([
      {
        code: 'duty-send',
        severity: 'ask',
        path: 'customer',
        params: { country: 'DE', system: 'EN 16931', since: '2028-01-01' },
      },
    ]);
    const day = '2028-01-01';
    expect(codes(sold('DE', day, { eInvoice: {} }))).toEqual([]);
    expect(codes(sold('DE', day, { taxId: '' }))).toEqual([]);
    expect(codes(sold('DE', day, { to: 'FR' }))).toEqual([]);
    expect(codes(sold('DE', day, { category: 'E' }))).toEqual([]);
    expect(codes(sold('DE', day, { net: 250_00 }))).toEqual([]);
    expect(codes(sold('DE', day, { kind: 'quote' }))).toEqual([]);
  });

  it('a Leitweg-ID is of a public buyer, who wants an e-invoice today', () => {
    const buyerReference = '04011000-1234512345-06';
    expect(codes(sold('DE', '2026-11-22', { buyerReference }))).toEqual(['duty-public']);
    expect(codes(sold('DE', '2026-11-22', { buyerReference: 'Order 7' }))).toEqual([]);
    expect(codes(sold('DE', '2026-11-22', { buyerReference, eInvoice: {} }))).toEqual([]);
    expect(codes(sold('AT', '2026-11-22', { buyerReference }))).toEqual([]);
  });

  it('names what must be sent or reported elsewhere, and refuses nobody for it', () => {
    expect(codes(sold('BE', '2025-12-31'))).toEqual([]);
    expect(codes(sold('BE', '2026-01-01'))).toEqual(['duty-send']);
    expect(codes(sold('HU', '2026-11-22', { taxId: '' }))).toEqual(['duty-report']);
    expect(codes(sold('ES', '2026-11-22'))).toEqual([]);
    expect(codes(sold('FR', '2026-11-22'))).toEqual([]);
    expect(codes(sold('FR', '2027-09-01'))).toEqual(['duty-send']);
  });

  it('Israel numbers invoices to businesses from 5,000 shekels on; Malaysia all of them', () => {
    const large = { currency: 'ILS', net: 500_000 };
    expect(codes(sold('IL', '2026-05-31', large))).toEqual([]);
    expect(codes(sold('IL', '2026-06-01', large))).toEqual(['duty-register']);
    expect(codes(sold('IL', '2026-06-01', { ...large, net: 499_999 }))).toEqual([]);
    expect(codes(sold('IL', '2026-06-01', { ...large, taxId: '' }))).toEqual([]);
    expect(codes(sold('MY', '2026-11-22'))).toEqual(['duty-register']);
  });

  it('what is announced binds nobody, and India is asked in its own way', () => {
    expect(invoiceDutiesOf('GB')[0]?.announced).toBe(true);
    expect(codes(sold('GB', '2030-01-01'))).toEqual([]);
    expect(codes(sold('IN', '2026-11-22'))).toEqual([]);
    expect(invoiceDutiesOf('US')).toEqual([]);
  });

  it('no country stands in both tables, and every row has its source', () => {
    for (const [country, { source, since }] of Object.entries(CLEARANCE)) {
      expect({ country, duties: invoiceDutiesOf(country) }).toEqual({ country, duties: [] });
      expect([country, source.length > 0, since <= '2026-11-22']).toEqual([country, true, true]);
    }
    for (const code of PROFILE_CODES)
      for (const { source } of invoiceDutiesOf(code)) expect(source).not.toBe('');
  });
});
