import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../test/property.ts';
import { commoditySummary, digitsNeeded, isCommodityCode } from './commodity-codes.ts';
import type { AppliedTax } from './document.ts';
import { minor, sum } from './money.ts';
import { withoutVat } from './small-business.ts';
import type { TaxRecord } from './tax-record.ts';
import { computeTotals } from './totals.ts';

const gst = (half: string): AppliedTax[] =>
  ['cgst', 'sgst'].map((key) => ({ key: key + half, name: key, category: 'S', rate: half }));

const line = (code: string, unitPrice: string, taxes: AppliedTax[]) =>
  ({ commodityCode: code, quantity: '1', unitPrice, adjustments: [], taxes }) as never;

const summaryOf = (lines: { commodityCode?: string }[], more: object = {}) => {
  const input = { currency: 'INR', lines, ...more } as never;
  const totals = computeTotals(input);
  return { totals, rows: commoditySummary({ lines: lines as never, totals }) };
};

describe('codes of goods and services', () => {
  it('have four digits at least, six above the threshold', () => {
    expect([digitsNeeded(false), digitsNeeded(true)]).toEqual([4, 6]);
    expect(['9030', '903020', '99834613'].map((code) => isCommodityCode(code, 4))).toEqual([
      true,
      true,
      true,
    ]);
    expect(['9030', '', '90302', 'A030', '903'].map((code) => isCommodityCode(code, 6))).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('sum taxable amount and tax, several taxes of a line on one base', () => {
    const lines = [
      line('9030', '1000.50', gst('9')),
      line('9983', '200', gst('2.5')),
      line('9030', '10', gst('9')),
    ];
    const { rows } = summaryOf(lines);
    expect(rows).toEqual([
      { code: '9030', taxable: 1010_50, tax: 181_90 },
      { code: '9983', taxable: 200_00, tax: 10_00 },
    ]);
  });

  it('say nothing where no line has a code, and have a row for those without one', () => {
    expect(summaryOf([line('', '10', gst('9'))]).rows).toEqual([]);
    expect(
      summaryOf([line('', '10', gst('9')), line('9030', '5', gst('9'))]).rows.map(({ code }) => code),
    ).toEqual(['', '9030']);
  });

  it('TX9: add up to the document, whatever is taken off it', () => {
    const some = fc.array(
      fc.record({
        code: fc.constantFrom('', '9030', '9983'),
        cents: fc.integer({ min: 1, max: 9_999_99 }),
        half: fc.constantFrom('2.5', '9', '20'),
      }),
      { minLength: 1, maxLength: 9 },
    );
    fc.assert(
      fc.property(some, fc.integer({ min: 0, max: 99 }), (typed, percent) => {
        const lines = typed.map(({ code, cents, half }) => line(code, (cents / 100).toFixed(2), gst(half)));
        const adjustments = [{ kind: 'allowance', percent: String(percent) }];
        const { totals, rows } = summaryOf([line('1001', '1', gst('9')), ...lines], { adjustments });
        expect(sum(rows.map(({ tax }) => tax))).toBe(totals.tax);
        // Each line has two taxes on one base.
        expect(sum(rows.map(({ taxable }) => taxable)) * 2).toBe(
          sum(totals.taxes.map(({ taxable }) => minor(taxable))),
        );
      }),
      { numRuns: runs(200) },
    );
  });
});

describe('small businesses of Germany', () => {
  const tax: TaxRecord = {
    name: 'USt 19 %',
    category: 'S',
    mode: 'single',
    parts: [{ key: 's', name: 'S', rate: '19' }],
    reason: '',
  };

  it('charge no tax and say why; what is not taxed anyway keeps its reason', () => {
    expect(withoutVat(tax)).toMatchObject({
      category: 'E',
      reason: 'Steuerfrei nach § 19 UStG (Kleinunternehmer)',
      parts: [{ rate: '0' }],
    });
    const abroad: TaxRecord = { ...tax, category: 'G', reason: 'Ausfuhr' };
    expect(withoutVat(abroad)).toBe(abroad);
  });
});
