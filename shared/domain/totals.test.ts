import { describe, expect, it } from 'vitest';
import type { Adjustment, AppliedTax, RoundingPolicy, TotalsInput, TotalsLine } from './document.ts';
import { checkTotals, computeTotals, TotalsError } from './totals.ts';

const vat = (rate: string, more: Partial<AppliedTax> = {}): AppliedTax => ({
  key: 'vat',
  name: 'VAT',
  category: 'S',
  rate,
  ...more,
});
const line = (
  quantity: string,
  unitPrice: string,
  taxes: AppliedTax[] = [vat('19')],
  more: Partial<TotalsLine> = {},
) => ({
  quantity,
  unitPrice,
  taxes,
  ...more,
});
const invoice = (lines: TotalsLine[], more: Partial<TotalsInput> = {}): TotalsInput => ({
  currency: 'EUR',
  lines,
  ...more,
});
const policy = (more: Partial<RoundingPolicy>): RoundingPolicy => ({
  scope: 'per-rate',
  mode: 'half-up',
  step: 1,
  ...more,
});

describe('totals without tax in the price', () => {
  it('TX1: rounds quantity × price ÷ base quantity, and each adjustment on its own', () => {
    const totals = computeTotals(
      invoice([
        line('3', '0.335', [vat('0')], {
          baseQuantity: '2',
          adjustments: [
            { kind: 'allowance', percent: '10' },
            { kind: 'charge', amount: '0.25' },
          ],
        }),
      ]),
    );
    // 1.005 ÷ 2 = 0.5025 → 0.50; 10 % of 0.50 = 0.05
    expect(totals.lines).toEqual([{ amount: 70, allowances: 5, charges: 25 }]);
  });

  it('TX1: takes ties at half a minor unit away from zero, on both sides of it', () => {
    const totals = computeTotals(invoice([line('1', '0.005'), line('-1', '0.005'), line('1', '1.005')]));
    expect(totals.lines.map(({ amount }) => amount)).toEqual([1, -1, 101]);
  });

  it('MO1: rounds to the minor unit of the currency, be it 0, 3 or 4 decimals', () => {
    const price = (currency: string) => computeTotals({ currency, lines: [line('1', '2.34565')] }).withoutTax;
    expect([price('JPY'), price('EUR'), price('KWD'), price('CLF')]).toEqual([2, 235, 2346, 23457]);
  });

  it('TX3: merges by tax, category, rate and reason, but never by rate alone', () => {
    const cgst = vat('9', { key: 'cgst', name: 'CGST' });
    const sgst = vat('9', { key: 'sgst', name: 'SGST' });
    const totals = computeTotals(invoice([line('1', '1000.50', [cgst, sgst])], { currency: 'INR' }));
    expect(totals.taxes.map(({ key, taxable, tax }) => ({ key, taxable, tax }))).toEqual([
      { key: 'cgst', taxable: 100050, tax: 9005 },
      { key: 'sgst', taxable: 100050, tax: 9005 },
    ]);
    expect(totals.withTax).toBe(118060);
    const spelled = computeTotals(invoice([line('1', '1', [vat('19')]), line('1', '1', [vat('19.00')])]));
    expect(spelled.taxes).toHaveLength(1);
    expect(spelled.taxes[0]?.rate).toBe('19');
    const reasons = [vat('0', { category: 'E', reason: 'a' }), vat('0', { category: 'E', reason: 'b' })];
    expect(computeTotals(invoice(reasons.map((tax) => line('1', '1', [tax])))).taxes).toHaveLength(2);
  });

  it('TX3: rounds a tax group once and shares it out by largest remainder', () => {
    const parts = [
      { name: 'State', rate: '6.25' },
      { name: 'County', rate: '2' },
    ];
    const [row] = computeTotals(
      invoice([line('1', '3.70', [vat('8.25', { parts })])], { currency: 'USD' }),
    ).taxes;
    expect(row?.tax).toBe(31);
    expect(row?.parts).toEqual([
      { name: 'State', rate: '6.25', tax: 23 },
      { name: 'County', rate: '2', tax: 8 },
    ]);
  });

  it('TX4: due = with tax − prepaid + rounding; adjustments of the document carry their own taxes', () => {
    const totals = computeTotals(
      invoice([line('10', '10')], {
        adjustments: [
          { kind: 'allowance', percent: '5', reason: 'loyal', taxes: [vat('19')] },
          { kind: 'charge', amount: '12', taxes: [vat('7')] },
        ],
        prepaid: '50',
        roundingAmount: '-0.04',
      }),
    );
    expect(totals.adjustments).toEqual([500, 1200]);
    expect(totals.taxes.map(({ rate, taxable, tax }) => [rate, taxable, tax])).toEqual([
      ['7', 1200, 84],
      ['19', 9500, 1805],
    ]);
    expect(totals).toMatchObject({ sumOfLines: 10000, allowances: 500, charges: 1200, withoutTax: 10700 });
    expect(totals).toMatchObject({ tax: 1889, withTax: 12589, prepaid: 5000, rounding: -4, due: 7585 });
  });

  it('TX4: spreads an adjustment of the document without taxes over those of the lines, to the last minor unit', () => {
    const totals = computeTotals(
      invoice([line('1', '10', [vat('7')]), line('2', '10', [vat('19')])], {
        adjustments: [{ kind: 'allowance', amount: '1' }],
      }),
    );
    expect(totals.taxes.map(({ rate, taxable }) => [rate, taxable])).toEqual([
      ['7', 967],
      ['19', 1933],
    ]);
  });

  it('TX5: rounds per rate, per line or per document', () => {
    const lines = [
      line('1', '0.03', [vat('19')]),
      line('1', '0.03', [vat('19')]),
      line('1', '0.07', [vat('7')]),
    ];
    const tax = (scope: RoundingPolicy['scope']) => {
      const totals = computeTotals(invoice(lines, { rounding: policy({ scope }) }));
      return [totals.tax, ...totals.taxes.map((row) => row.tax)];
    };
    // exactly: 2 × 0.57 + 0.49 = 1.63 cents
    expect(tax('per-rate')).toEqual([1, 0, 1]);
    expect(tax('per-line')).toEqual([2, 0, 2]);
    expect(tax('per-document')).toEqual([2, 1, 1]);
  });

  it('TX5: rounds half up, half even or down, and taxes to any step', () => {
    const totals = (mode: RoundingPolicy['mode'], step: number) =>
      computeTotals(
        invoice([line('1', '0.125', [vat('100')]), line('1', '0.125', [vat('100')])], {
          rounding: policy({ mode, step }),
        }),
      );
    expect(totals('half-up', 1).lines[0]?.amount).toBe(13);
    expect(totals('half-even', 1).lines[0]?.amount).toBe(12);
    expect(totals('down', 1).lines[0]?.amount).toBe(12);
    expect(totals('half-up', 5).tax).toBe(25);
    expect(totals('down', 100).tax).toBe(0);
  });

  it('gives exactly zero for a hundred percent off, on lines and on the document', () => {
    const off: Adjustment = { kind: 'allowance', percent: '100' };
    const lines = [line('3', '0.333', [vat('7')]), line('1.5', '19.99')];
    expect(computeTotals(invoice(lines.map((each) => ({ ...each, adjustments: [off] })))).due).toBe(0);
    const ofDocument = computeTotals(invoice(lines, { adjustments: [off] }));
    expect(ofDocument.due).toBe(0);
    expect(ofDocument.taxes.map(({ taxable, tax }) => [taxable, tax])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('computes documents of 10^12 and of 2,000 lines exactly', () => {
    const large = computeTotals(invoice([line('1', '1000000000000.01')]));
    expect([large.withoutTax, large.tax]).toEqual([100000000000001, 19000000000000]);
    const many = computeTotals(invoice(Array.from({ length: 2000 }, () => line('1', '0.105'))));
    expect([many.sumOfLines, many.tax]).toEqual([22000, 4180]);
  });
});

describe('totals with tax in the price', () => {
  const inclusive = (lines: TotalsLine[], more: Partial<TotalsInput> = {}) =>
    computeTotals(invoice(lines, { pricesIncludeTax: true, ...more }));

  it('TX6: keeps what was typed as the gross, and takes the tax out of it once per rate', () => {
    const totals = inclusive([line('1', '3.03', [vat('20')])]);
    expect(totals).toMatchObject({ sumOfLines: 303, withTax: 303, withoutTax: 252, tax: 51, due: 303 });
    expect(totals.taxes).toMatchObject([{ taxable: 252, tax: 51 }]);
  });

  it('TX6: takes several taxes of a line out of one gross', () => {
    const taxes = [vat('9', { key: 'cgst' }), vat('9', { key: 'sgst' })];
    const totals = inclusive([line('1', '1180.59', taxes)], { currency: 'INR' });
    expect(totals.taxes.map(({ taxable, tax }) => [taxable, tax])).toEqual([
      [100049, 9005],
      [100049, 9005],
    ]);
    expect(totals.withTax).toBe(118059);
  });

  it('TX5, TX6: rounds the tax of each line where the policy says so', () => {
    const lines = [line('1', '10', [vat('10')]), line('1', '10', [vat('10')])];
    expect(inclusive(lines).tax).toBe(182);
    const third = [line('1', '0.05', [vat('10')]), line('1', '0.05', [vat('10')])];
    expect(inclusive(third, { rounding: policy({ scope: 'per-line' }) }).tax).toBe(0);
    expect(inclusive(third).tax).toBe(1);
  });
});

describe('what cannot be computed', () => {
  it('names every field that is wrong', () => {
    const result = checkTotals({
      currency: 'EUR',
      lines: [line('x', '1e3', [vat('1001')], { baseQuantity: '0', adjustments: [{ kind: 'charge' }] })],
      adjustments: [{ kind: 'allowance', amount: '0.12345678901' }],
      prepaid: '1234567890123456',
    });
    expect(result.ok ? [] : result.error).toEqual([
      { path: 'lines.0.baseQuantity', problem: 'zero-base-quantity' },
      { path: 'lines.0.quantity', problem: 'not-a-number' },
      { path: 'lines.0.unitPrice', problem: 'not-a-number' },
      { path: 'lines.0.adjustments.0', problem: 'percent-or-amount' },
      { path: 'lines.0.taxes.0.rate', problem: 'not-a-rate' },
      { path: 'adjustments.0.amount', problem: 'too-many-decimals' },
      { path: 'prepaid', problem: 'too-large' },
    ]);
    expect(checkTotals({ currency: 'XAU', lines: [] })).toEqual({
      ok: false,
      error: [{ path: 'currency', problem: 'not-a-currency' }],
    });
  });

  it('MO1: refuses amounts beyond the safe integers instead of rounding them', () => {
    const huge = invoice([line('999999999999999', '999999999999999')]);
    expect(checkTotals(huge)).toEqual({ ok: false, error: [{ path: 'lines.0', problem: 'too-large' }] });
    expect(() => computeTotals(huge)).toThrow(TotalsError);
    // Each line alone is in bounds: only their sum is not.
    const many = invoice([line('9', '9999999999999'), line('9', '9999999999999')]);
    expect(checkTotals(many)).toEqual({ ok: false, error: [{ path: '', problem: 'too-large' }] });
    // What is taken back from too much is no longer exact, whatever is left.
    const line5 = line('5', '9999999999999');
    const back = invoice([line5, line5, line('-5', '9999999999999'), line('-5', '9999999999999')]);
    expect(checkTotals(back)).toEqual({ ok: false, error: [{ path: '', problem: 'too-large' }] });
    const both: readonly Adjustment[] = [
      { kind: 'charge', amount: '49999999999999' },
      { kind: 'allowance', amount: '49999999999999' },
    ];
    const within = invoice([line('1', '1', [], { adjustments: both })]);
    expect(checkTotals(within)).toEqual({ ok: false, error: [{ path: 'lines.0', problem: 'too-large' }] });
  });
});
