import { describe, expect, it } from 'vitest';
import { resolveDraft, type TypedAdjustment } from './resolve-draft.ts';
import { appliedTaxes, type TaxRecord } from './tax-record.ts';
import { computeTotals } from './totals.ts';

const record = (mode: TaxRecord['mode'], ...rates: string[]): TaxRecord => ({
  name: 'Tax',
  category: 'S',
  mode,
  parts: rates.map((rate, index) => ({ key: `p${index}`, name: `Part ${index}`, rate })),
  reason: '',
});
const rounding = { scope: 'per-rate', mode: 'half-up', step: 1 } as const;
const facts = { today: '2026-03-01', certificates: [], currency: 'EUR', country: 'DE' };
const line = { quantity: '1', unitPrice: '10', adjustments: [] };
const discount: TypedAdjustment = { kind: 'allowance', percent: '10', amount: null, reason: '', tax: null };

describe('resolving a draft', () => {
  it('TX3: keys several taxes by record and part, and sums the rates of a group', () => {
    expect(
      appliedTaxes('t', record('several', '9', '9'), '2026-03-01').map(({ key, rate }) => [key, rate]),
    ).toEqual([
      ['t:p0', '9'],
      ['t:p1', '9'],
    ]);
    const [group] = appliedTaxes('t', record('group', '6.25', '2'), '2026-03-01');
    expect(group).toMatchObject({ key: 't', rate: '8.25', parts: [{ rate: '6.25' }, { rate: '2' }] });
    expect(appliedTaxes('t', { ...record('single', '0'), reason: 'Export' }, '2026-03-01')[0]?.reason).toBe(
      'Export',
    );
  });

  it('leaves lines without a known tax untaxed, for the checks before issue to name', () => {
    const input = resolveDraft(
      {
        currency: 'EUR',
        issueDate: null,
        supplyDate: null,
        pricesIncludeTax: false,
        lines: [
          { ...line, tax: null },
          { ...line, tax: 'gone' },
        ],
        adjustments: [],
      },
      new Map(),
      rounding,
      facts,
    );
    expect(input.lines.map(({ taxes }) => taxes)).toEqual([[], []]);
  });

  it('TX4: a discount of the document without a tax of its own lowers the tax of every rate', () => {
    const taxes = new Map([
      ['a', record('single', '7')],
      ['b', record('single', '19')],
    ]);
    const draft = {
      currency: 'EUR',
      issueDate: null,
      supplyDate: null,
      pricesIncludeTax: false,
      lines: [
        { ...line, tax: 'a' },
        { ...line, tax: 'b' },
      ],
      adjustments: [discount],
    };
    const totals = computeTotals(resolveDraft(draft, taxes, rounding, facts));
    expect(totals.taxes.map(({ rate, taxable, tax }) => [rate, taxable, tax])).toEqual([
      ['7', 900, 63],
      ['19', 900, 171],
    ]);
    const named = { ...draft, adjustments: [{ ...discount, tax: 'b' }] };
    expect(
      computeTotals(resolveDraft(named, taxes, rounding, facts)).taxes.map(({ taxable }) => taxable),
    ).toEqual([1000, 800]);
  });
});
