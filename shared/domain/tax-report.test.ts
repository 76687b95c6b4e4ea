import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import type { AppliedTax, TotalsLine } from './document.ts';
import { minor } from './money.ts';
import { discountShares, lastSupply, paidShares, TaxReport, taxShares } from './tax-report.ts';
import { computeTotals } from './totals.ts';

const seller = (country: string) => ({ address: { country } }) as Parameters<typeof taxShares>[0]['seller'];
const sold = (country: string, currency: string, lines: TotalsLine[]) =>
  taxShares({ seller: seller(country), totals: computeTotals({ currency, lines }) });
const line = (unitPrice: string, ...taxes: AppliedTax[]): TotalsLine => ({ quantity: '1', unitPrice, taxes });

const AUSTIN: AppliedTax = {
  key: 'us',
  name: 'Sales tax',
  category: 'S',
  rate: '8.25',
  parts: [
    { name: 'Texas', rate: '6.25', jurisdiction: 'TX' },
    { name: 'Austin', rate: '2' },
  ],
};
const RESALE: AppliedTax = {
  ...AUSTIN,
  category: 'E',
  rate: '0',
  reason: 'Resale, 32-001',
  parts: AUSTIN.parts?.map((part) => ({ ...part, rate: '0' })) ?? [],
};
const NONE: AppliedTax = {
  key: 'none',
  name: 'No tax',
  category: 'O',
  rate: '0',
  reason: 'Service',
  jurisdiction: 'TX',
};
const VAT: AppliedTax = { key: 'vat', name: 'VAT', category: 'S', rate: '20' };

describe('the tax report', () => {
  it('TX10: gross, exempt by reason, not taxable, taxable and tax of every jurisdiction', () => {
    const report = new TaxReport();
    report.add('USD', sold('US', 'USD', [line('100', AUSTIN), line('50', RESALE), line('7', NONE)]), 1);
    report.add('USD', sold('US', 'USD', [line('3.70', AUSTIN)]), 1);
    const [block] = report.result();
    expect(block).toMatchObject({ currency: 'USD', tax: 856 });
    expect(block?.jurisdictions).toEqual([
      {
        jurisdiction: 'Austin',
        gross: 15370,
        exempt: [{ category: 'E', reason: 'Resale, 32-001', amount: 5000 }],
        notTaxable: 0,
        taxable: 10370,
        tax: 208,
        rates: [{ name: 'Austin', rate: '2', taxable: 10370, tax: 208 }],
      },
      {
        jurisdiction: 'TX',
        gross: 16070,
        exempt: [{ category: 'E', reason: 'Resale, 32-001', amount: 5000 }],
        notTaxable: 700,
        taxable: 10370,
        tax: 648,
        rates: [{ name: 'Texas', rate: '6.25', taxable: 10370, tax: 648 }],
      },
    ]);
  });

  it('TX10: credit notes and voids count against it, to exactly nothing', () => {
    const report = new TaxReport();
    const shares = sold('GB', 'GBP', [
      line('99.99', VAT),
      line('0.01', { ...VAT, category: 'Z', rate: '0' }),
    ]);
    report.add('GBP', shares, 1);
    report.add('GBP', shares, -1);
    expect(report.result()).toMatchObject([
      {
        tax: 0,
        jurisdictions: [{ jurisdiction: 'GB', gross: 0, taxable: 0, tax: 0, exempt: [{ amount: 0 }] }],
      },
    ]);
  });

  it('MO3: never adds currencies, and counts taxes side by side under their own names', () => {
    const report = new TaxReport();
    const half = (key: string): AppliedTax => ({ key: `gst:${key}`, name: key, category: 'S', rate: '9' });
    report.add('INR', sold('IN', 'INR', [line('1000.50', half('CGST'), half('SGST'))]), 1);
    report.add('EUR', sold('IN', 'EUR', [line('10', VAT)]), 1);
    const told = report
      .result()
      .map(({ currency, jurisdictions }) => [
        currency,
        jurisdictions.map(({ jurisdiction, gross, tax }) => [jurisdiction, gross, tax]),
      ]);
    expect(told).toEqual([
      ['EUR', [['IN', 1000, 200]]],
      [
        'INR',
        [
          ['CGST', 100050, 9005],
          ['SGST', 100050, 9005],
        ],
      ],
    ]);
  });
});

describe('TX11: what is paid, in proportion', () => {
  const share = (taxable: number, tax: number) => ({
    jurisdiction: 'GB',
    name: 'VAT',
    category: 'S' as const,
    rate: '20',
    reason: '',
    taxable: minor(taxable),
    tax: minor(tax),
  });

  it('comes to the whole document to the last minor unit, however it was paid', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(fc.integer({ min: 1, max: 400_000 }), { minLength: 1, maxLength: 8 }),
        (net, payments) => {
          const tax = Math.round(net / 5);
          const total = minor(net + tax);
          let paid = 0;
          let [taxable, due] = [0, 0];
          for (const amount of [...payments, total]) {
            const after = Math.min(total, paid + amount);
            const [part] = paidShares([share(net, tax)], total, paid, after);
            taxable += part?.taxable ?? 0;
            due += part?.tax ?? 0;
            paid = after;
          }
          expect([taxable, due]).toEqual([net, tax]);
          // What comes back takes with it what it brought.
          const [back] = paidShares([share(net, tax)], total, total, 0);
          expect([net + (back?.taxable ?? 0), tax + (back?.tax ?? 0)]).toEqual([0, 0]);
        },
      ),
    );
    expect(paidShares([share(0, 0)], minor(0), 0, 0)).toEqual([]);
  });

  it('EP1: a discount takes off the tax that was recorded, and each sale in proportion', () => {
    const shares = discountShares(
      [share(10_000, 2000), share(5000, 250)],
      minor(17_250),
      minor(345),
      minor(46),
    );
    expect(shares.map(({ taxable, tax }) => [taxable, tax])).toEqual([
      [200, 41],
      [100, 5],
    ]);
    expect(discountShares([share(1, 1)], minor(0), minor(1), minor(1))).toEqual([]);
  });

  it('the day of supply is the document’s, else the last of its lines, else that of issue', () => {
    const issueDate = '2026-03-02';
    const line = (more: object) => ({ ...more }) as never;
    expect(lastSupply({ issueDate, supplyDate: '2026-02-28', lines: [] })).toBe('2026-02-28');
    expect(lastSupply({ issueDate, supplyDate: null, lines: [] })).toBe(issueDate);
    const lines = [
      line({ supplyFrom: '2026-01-01' }),
      line({ supplyFrom: '2026-01-02', supplyTo: '2026-01-31' }),
    ];
    expect(lastSupply({ issueDate, supplyDate: null, lines })).toBe('2026-01-31');
  });
});
