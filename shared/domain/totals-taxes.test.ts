import { describe, expect, it } from 'vitest';
import type { AppliedTax, TotalsInput, TotalsLine } from './document.ts';
import { checkTotals, computeTotals } from './totals.ts';

const tax = (key: string, rate: string, more: Partial<AppliedTax> = {}): AppliedTax => ({
  key,
  name: key,
  category: 'S',
  rate,
  ...more,
});
const line = (quantity: string, unitPrice: string, taxes: AppliedTax[]): TotalsLine => ({
  quantity,
  unitPrice,
  taxes,
});
const document = (lines: TotalsLine[], more: Partial<TotalsInput> = {}): TotalsInput => ({
  currency: 'EUR',
  lines,
  ...more,
});
const amounts = (input: TotalsInput) =>
  computeTotals(input).taxes.map(({ key, taxable, tax: amount }) => [key, taxable, amount]);

it('TX5: rounded per document to a step, what is missing falls on taxes alone, never on a rate of zero', () => {
  const lines = [
    line('1', '100.40', [tax('vat', '19')]),
    line('1', '50', [tax('none', '0', { category: 'Z' })]),
  ];
  const rounding = { scope: 'per-document', mode: 'half-up', step: 10 } as const;
  // 19.076 is 19.10 in steps of 0.10.
  expect(amounts(document(lines, { rounding }))).toEqual([
    ['vat', 10_040, 1910],
    ['none', 5000, 0],
  ]);
});

describe('several taxes on a line (TX7)', () => {
  it('computes a tax on a tax in the order of the line', () => {
    const gst = tax('gst', '5', { raisesBase: true });
    const qst = tax('qst', '9.5');
    const before = document([line('1', '100', [gst, qst])], { currency: 'CAD' });
    // 9.5 % of 105.00
    expect(amounts(before)).toEqual([
      ['gst', 10000, 500],
      ['qst', 10500, 998],
    ]);
    const after = document([line('1', '100', [qst, gst])], { currency: 'CAD' });
    expect(amounts(after)).toEqual([
      ['gst', 10000, 500],
      ['qst', 10000, 950],
    ]);
  });

  it('takes compound taxes out of a price that includes them', () => {
    const taxes = [tax('gst', '5', { raisesBase: true }), tax('qst', '9.5')];
    const totals = computeTotals(
      document([line('1', '114.98', taxes)], { currency: 'CAD', pricesIncludeTax: true }),
    );
    expect(totals).toMatchObject({ withoutTax: 10000, tax: 1498, withTax: 11498 });
    expect(totals.lines[0]).toMatchObject({ amount: 11498, net: 10000 });
  });

  it('counts fixed taxes by unit, and once a document where any line bears them', () => {
    const eco = tax('eco', '0', { kind: 'per-unit', amount: '0.125' });
    const stamp = tax('stamp', '0', { kind: 'per-document', amount: '2' });
    const vat = tax('vat', '22');
    const totals = computeTotals(
      document([line('3', '10', [eco, vat, stamp]), line('1', '10', [vat, stamp])]),
    );
    expect(totals.taxes.map(({ key, tax: amount, kind, amount: each }) => [key, amount, kind, each])).toEqual(
      [
        ['eco', 38, 'per-unit', '0.125'],
        ['stamp', 200, 'per-document', '2'],
        ['vat', 880, undefined, undefined],
      ],
    );
    expect(totals.withTax).toBe(4000 + 38 + 200 + 880);
    const back = computeTotals(document([line('-4', '10', [eco, vat, stamp])]));
    expect(back.taxes.map(({ tax: amount }) => amount)).toEqual([-50, -200, -880]);
    expect(computeTotals(document([line('4', '0', [stamp])])).due).toBe(0);
  });

  it('takes what the buyer withholds off the amount due alone', () => {
    const withheld = tax('irpef', '20', { kind: 'withholding' });
    const totals = computeTotals(
      document([line('1', '1000', [withheld, tax('vat', '22')])], { prepaid: '100' }),
    );
    expect(totals).toMatchObject({ withTax: 122000, withheld: 20000, due: 92000 });
    expect(totals.withholdings).toMatchObject([
      { key: 'irpef', kind: 'withholding', taxable: 100000, tax: 20000 },
    ]);
    expect(totals.taxes.map(({ key }) => key)).toEqual(['vat']);
    expect(computeTotals(document([line('1', '1', [])]))).not.toHaveProperty('withheld');
  });

  it('TX6: mixes taxes that the price includes with those that it does not', () => {
    const taxes = [tax('out', '15', { included: false }), tax('in', '5.5', { included: true })];
    const totals = computeTotals(document([line('1', '2300', taxes)]));
    expect(totals).toMatchObject({ sumOfLines: 230000, withoutTax: 218009, withTax: 262701 });
  });

  it('TX10: rows say where they are due', () => {
    const parts = [
      { name: 'State', rate: '6.25', jurisdiction: 'TX' },
      { name: 'Austin', rate: '2' },
    ];
    const [row] = computeTotals(
      document([line('1', '3.70', [tax('us', '8.25', { parts, jurisdiction: 'US-TX' })])]),
    ).taxes;
    expect(row).toMatchObject({ tax: 31, jurisdiction: 'US-TX' });
    expect(row?.parts).toEqual([
      { name: 'State', rate: '6.25', jurisdiction: 'TX', tax: 23 },
      { name: 'Austin', rate: '2', tax: 8 },
    ]);
  });
});

describe('what is paid', () => {
  it('TX8: rounds to cash only on a document that is paid in cash; the difference stands in BT-114', () => {
    const lines = [line('1', '10', [tax('vat', '7.7')])];
    expect(computeTotals(document(lines, { currency: 'CHF' }))).toMatchObject({ rounding: 0, due: 1077 });
    const cash = { step: 5, mode: 'half-up' } as const;
    expect(computeTotals(document(lines, { currency: 'CHF', cash }))).toMatchObject({
      rounding: -2,
      due: 1075,
    });
    const typed = computeTotals(
      document(lines, { currency: 'CHF', cash, roundingAmount: '0.01', prepaid: '1.02' }),
    );
    expect(typed).toMatchObject({ withTax: 1077, prepaid: 102, rounding: 0, due: 975 });
  });

  it('takes a discount off the total with tax, and its share off every tax', () => {
    const lines = [line('1', '100', [tax('vat7', '7')]), line('1', '100', [tax('vat19', '19')])];
    const totals = computeTotals(
      document(lines, { adjustments: [{ kind: 'allowance', amount: '26', of: 'total' }] }),
    );
    // 26 of 226.00: 11.50442… % of 7.00, 19.00 and 200.00
    expect(totals).toMatchObject({ withTax: 20000, tax: 2300, withoutTax: 17700, allowances: 2300 });
    expect(totals.taxes.map(({ taxable, tax: amount }) => [taxable, amount])).toEqual([
      [8850, 619],
      [8850, 1681],
    ]);
  });

  it('BT-111: tells the tax in the currency of the books by the stated rate, all rows together', () => {
    const lines = [line('1', '0.27', [tax('vat7', '7')]), line('1', '10', [tax('vat19', '19')])];
    const accounting = { currency: 'JPY', rate: '163.2485912345' };
    const totals = computeTotals(document(lines, { accounting }));
    // 0.02 and 1.90 at 163.2485912345: 3.26… and 310.17…, together 313.43…
    expect(totals.accounting).toEqual({ ...accounting, tax: 313, rows: [3, 310] });
  });

  it('MO1: computes by the exponent that the document carries, whatever the table says', () => {
    const lines = [line('1', '7', [tax('vat', '21')])];
    const totals = computeTotals(document(lines, { currency: 'XQX', exponent: 6, pricesIncludeTax: true }));
    expect([totals.withoutTax, totals.tax]).toEqual([5_785_124, 1_214_876]);
  });
});

describe('inside EN 16931 (TX6, TX7)', () => {
  const standard = (lines: TotalsLine[], more: Partial<TotalsInput> = {}) =>
    checkTotals(document(lines, { standard: 'en16931', ...more }));

  it('3.03 with 20 % in it is 2.52 + 0.50 + 0.01', () => {
    const totals = standard([line('1', '3.03', [tax('vat', '20')])], { pricesIncludeTax: true });
    expect(totals).toMatchObject({
      ok: true,
      value: {
        withoutTax: 252,
        tax: 50,
        withTax: 302,
        rounding: 1,
        due: 303,
        taxes: [{ taxable: 252, tax: 50 }],
      },
    });
  });

  it.each([
    ['compound taxes', [tax('a', '5', { raisesBase: true })], 'standard-compound-tax'],
    ['fixed taxes', [tax('a', '0', { kind: 'per-unit', amount: '1' })], 'standard-fixed-tax'],
    ['withheld taxes', [tax('a', '20', { kind: 'withholding' })], 'standard-withholding'],
    [
      'a rate with a category that has none',
      [tax('a', '19', { category: 'AE', reason: 'x' })],
      'standard-rate-of-category',
    ],
    ['the standard rate at zero percent', [tax('a', '0')], 'standard-rate-of-category'],
    ['an exemption without its reason', [tax('a', '0', { category: 'E' })], 'standard-reason-missing'],
  ] as const)('refuses %s and says where', (_what, taxes, problem) => {
    expect(standard([line('1', '1', [...taxes])])).toEqual({
      ok: false,
      error: [{ path: 'lines.0.taxes.0', problem }],
    });
  });

  it('refuses several taxes on a line, mixed prices, discounts of the total and other roundings', () => {
    const found = standard([line('1', '1', [tax('a', '9'), tax('b', '9', { included: true })])], {
      adjustments: [{ kind: 'allowance', percent: '2', of: 'total' }],
      rounding: { scope: 'per-line', mode: 'half-up', step: 1 },
    });
    expect(found).toEqual({
      ok: false,
      error: [
        { path: 'rounding', problem: 'standard-rounding' },
        { path: 'lines.0.taxes', problem: 'standard-several-taxes' },
        { path: 'adjustments.0', problem: 'standard-discount-of-total' },
        { path: 'lines', problem: 'standard-mixed-prices' },
      ],
    });
  });

  it('accepts every category with the rate and the reason that it wants', () => {
    const one = (category: AppliedTax['category']) => {
      const rate = 'SLM'.includes(category) ? '7' : '0';
      return line('1', '10', [tax('vat', rate, { category, ...(rate === '0' ? { reason: 'why' } : {}) })]);
    };
    const lines = (['S', 'L', 'M', 'Z', 'E', 'AE', 'K', 'G'] as const).map(one);
    expect(standard(lines)).toMatchObject({ ok: true, value: { tax: 210, withoutTax: 8000 } });
    // BR-O-11 … BR-O-14: O stands alone.
    expect(standard([one('O')])).toMatchObject({ ok: true, value: { tax: 0, withoutTax: 1000 } });
    expect(standard([one('O'), one('S')])).toEqual({
      ok: false,
      error: [{ path: 'lines', problem: 'standard-mixed-categories' }],
    });
  });

  it('refuses lines without a tax and categories that it does not know; without it both are computed', () => {
    const strange = tax('a', '20', { category: 'SR' as never });
    const lines = [line('1', '10', []), line('1', '10', [strange])];
    expect(standard(lines)).toEqual({
      ok: false,
      error: [
        { path: 'lines.0.taxes', problem: 'standard-tax-missing' },
        { path: 'lines.1.taxes.0', problem: 'standard-category-unknown' },
      ],
    });
    expect(checkTotals(document(lines))).toMatchObject({ ok: true, value: { withTax: 2200 } });
  });
});

describe('what cannot be computed', () => {
  it('names codes that it does not know instead of taking them for others', () => {
    const strange = { kind: 'discount', amount: '1' } as never;
    const result = checkTotals(
      document([{ ...line('1', '1', [tax('a', '5', { kind: 'levy' as never })]), adjustments: [strange] }], {
        adjustments: [strange],
        rounding: { scope: 'per-page', mode: 'up', step: 1 } as never,
        cash: { step: 5, mode: 'up' as never },
      }),
    );
    expect(result.ok ? [] : result.error).toEqual([
      { path: 'rounding.mode', problem: 'bad-rounding' },
      { path: 'rounding.scope', problem: 'bad-rounding' },
      { path: 'cash.mode', problem: 'bad-rounding' },
      { path: 'lines.0.adjustments.0.kind', problem: 'not-an-adjustment' },
      { path: 'lines.0.taxes.0.kind', problem: 'not-a-tax-kind' },
      { path: 'adjustments.0.kind', problem: 'not-an-adjustment' },
    ]);
  });

  it('names fixed taxes without an amount or inside a price, and rates that are none', () => {
    const result = checkTotals(
      document(
        [
          line('1', '1', [tax('a', '0', { kind: 'per-unit' })]),
          line('1', '1', [tax('b', '0', { kind: 'per-document', amount: '2', included: true })]),
        ],
        { accounting: { currency: 'USD', rate: '0' }, cash: { step: 0, mode: 'down' }, exponent: 9 },
      ),
    );
    expect(result.ok ? [] : result.error).toEqual([
      { path: 'cash.step', problem: 'bad-rounding' },
      { path: 'exponent', problem: 'not-a-currency' },
      { path: 'lines.0.taxes.0.amount', problem: 'fixed-amount-missing' },
      { path: 'lines.1.taxes.0', problem: 'fixed-tax-in-price' },
      { path: 'accounting.rate', problem: 'not-an-exchange-rate' },
    ]);
  });
});
