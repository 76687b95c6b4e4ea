import { describe, expect, it } from 'vitest';
import { resolveDraft, supplyDay } from './resolve-draft.ts';
import {
  appliedTaxes,
  type Certificate,
  certificateFor,
  certificateReason,
  expiredFor,
  isValidOn,
  rateOn,
  type TaxRecord,
  taxForPlace,
} from './tax-record.ts';
import { computeTotals } from './totals.ts';

/** Germany's standard rate over time. */
const VAT: TaxRecord = {
  name: 'USt',
  category: 'S',
  mode: 'single',
  parts: [
    {
      key: 'vat',
      name: 'USt',
      rate: '16',
      changes: [
        { from: '2021-01-01', rate: '19' },
        { from: '2007-01-01', rate: '19' },
        { from: '2020-07-01', rate: '16' },
      ],
    },
  ],
  reason: '',
};
const TEXAS: TaxRecord = {
  name: 'Sales tax',
  category: 'S',
  mode: 'group',
  parts: [
    { key: 'state', name: 'Texas', rate: '6.25', jurisdiction: 'TX' },
    { key: 'city', name: 'Austin', rate: '2' },
  ],
  reason: '',
  jurisdiction: 'TX',
};
const resale: Certificate = {
  number: '32-001',
  jurisdiction: 'tx',
  kind: 'Resale',
  from: '2026-01-01',
  until: '2026-12-31',
};

describe('rates by day of supply', () => {
  it('TX11: the last change on or before the day, in whatever order they are kept', () => {
    const part = VAT.parts[0];
    const days = ['2006-12-31', '2007-01-01', '2020-06-30', '2020-07-01', '2020-12-31', '2021-01-01'];
    expect(days.map((day) => part && rateOn(part, day))).toEqual(['16', '19', '19', '16', '16', '19']);
  });

  it('TX11: a line’s own period goes before the day of the document, its end before its beginning', () => {
    const draft = { issueDate: '2021-01-15', supplyDate: '2020-12-30' };
    const on = (supplyFrom: string | null, supplyTo: string | null) =>
      supplyDay({ supplyFrom, supplyTo }, draft, '2026-01-01');
    expect(on('2020-06-01', '2020-06-30')).toBe('2020-06-30');
    expect(on('2020-06-01', null)).toBe('2020-06-01');
    expect(on(null, null)).toBe('2020-12-30');
    expect(supplyDay({}, { issueDate: null, supplyDate: null }, '2026-01-01')).toBe('2026-01-01');
  });

  it('TX3, TX11: one tax at two rates is two rows of the table', () => {
    const line = { quantity: '1', unitPrice: '100', adjustments: [], tax: 'vat' };
    const draft = {
      currency: 'EUR',
      issueDate: '2021-01-15',
      supplyDate: null,
      pricesIncludeTax: false,
      adjustments: [],
      lines: [{ ...line, supplyFrom: '2020-12-01', supplyTo: '2020-12-31' }, line],
    };
    const facts = { today: '2021-01-20', certificates: [], currency: 'EUR', country: 'DE' };
    const policy = { scope: 'per-rate', mode: 'half-up', step: 1 } as const;
    const totals = computeTotals(resolveDraft(draft, new Map([['vat', VAT]]), policy, facts));
    expect(totals.taxes.map(({ rate, taxable, tax }) => [rate, taxable, tax])).toEqual([
      ['16', 10000, 1600],
      ['19', 10000, 1900],
    ]);
  });

  it('TX11: a tax can begin and end', () => {
    const tax = { ...VAT, validFrom: '2020-01-01', validUntil: '2020-12-31' };
    expect(
      ['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'].map((day) => isValidOn(tax, day)),
    ).toEqual([false, true, true, false]);
    expect(isValidOn(VAT, '1990-01-01')).toBe(true);
  });
});

describe('exemption certificates', () => {
  it('TX10: free of the taxes of their jurisdiction, in force on the day', () => {
    expect(certificateFor([resale], TEXAS, '2026-06-01')).toBe(resale);
    expect(certificateFor([resale], TEXAS, '2027-01-01')).toBeUndefined();
    expect(
      certificateFor([resale], { ...TEXAS, jurisdiction: 'OK', parts: [] }, '2026-06-01'),
    ).toBeUndefined();
    expect(certificateFor([{ ...resale, jurisdiction: '' }], VAT, '2026-06-01')).toBeDefined();
    expect(certificateFor([resale], { ...TEXAS, category: 'O' }, '2026-06-01')).toBeUndefined();
    expect(expiredFor([resale], TEXAS, '2027-01-01')).toBe(resale);
    const renewed = { ...resale, number: '33-001', from: '2027-01-01', until: null };
    expect(expiredFor([resale, renewed], TEXAS, '2027-01-01')).toBeUndefined();
  });

  it('TX10: make the line exempt for a reason, still told by jurisdiction', () => {
    const [tax] = appliedTaxes('t', TEXAS, '2026-06-01', resale);
    expect(tax).toEqual({
      key: 't',
      name: 'Sales tax',
      category: 'E',
      rate: '0',
      reason: 'Resale, 32-001 (tx)',
      parts: [
        { name: 'Texas', rate: '0', jurisdiction: 'TX' },
        { name: 'Austin', rate: '0' },
      ],
      jurisdiction: 'TX',
    });
    expect(certificateReason({ ...resale, jurisdiction: '', kind: '' })).toBe('32-001');
  });
});

describe('taxes of other kinds', () => {
  it('TX7: fixed amounts, withholding, tax on tax and prices that include it, part by part', () => {
    const several: TaxRecord = {
      name: 'Mixed',
      category: 'S',
      mode: 'several',
      parts: [
        { key: 'eco', name: 'Eco', rate: '0.5', kind: 'per-unit', raisesBase: true, included: false },
        { key: 'vat', name: 'VAT', rate: '22', jurisdiction: 'IT' },
        { key: 'irpef', name: 'Irpef', rate: '20', kind: 'withholding' },
      ],
      reason: '',
    };
    expect(appliedTaxes('t', several, '2026-01-01')).toEqual([
      {
        key: 't:eco',
        name: 'Eco',
        category: 'S',
        rate: '0',
        kind: 'per-unit',
        amount: '0.5',
        raisesBase: true,
        included: false,
      },
      { key: 't:vat', name: 'VAT', category: 'S', rate: '22', jurisdiction: 'IT' },
      { key: 't:irpef', name: 'Irpef', category: 'S', rate: '20', kind: 'withholding' },
    ]);
  });

  it('TX10: the place of supply chooses between a tax and the one that stands for it elsewhere', () => {
    const taxes = new Map<string, TaxRecord>([
      ['gst', { ...VAT, elsewhere: 'igst' }],
      ['igst', VAT],
      ['none', VAT],
    ]);
    const at = (isElsewhere: boolean) =>
      ['gst', 'igst', 'none', null].map((id) => taxForPlace(id, isElsewhere, taxes));
    expect(at(true)).toEqual(['igst', 'igst', 'none', null]);
    expect(at(false)).toEqual(['gst', 'gst', 'none', null]);
  });
});
