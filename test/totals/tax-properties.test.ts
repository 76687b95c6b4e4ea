/** What holds for every document, whatever its taxes are: against fractions, and against itself changed (TX1–TX8). */

import { describe, expect, it } from 'vitest';
import type { Adjustment, AppliedTax, TotalsInput, TotalsLine } from '../../shared/domain/document.ts';
import { computeTotals } from '../../shared/domain/totals.ts';
import fc, { runs } from '../property.ts';
import { fraction, over, plus, rounded, times, whole } from './fraction.ts';
import { aDecimal, aDocument, aPolicy } from './random-documents.ts';
import { SCALES, slowTotals } from './slow-totals.ts';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const negated = (text: string) => (text.startsWith('-') ? text.slice(1) : `-${text}`);
const vat = (rate: string): AppliedTax => ({ key: `vat${rate}`, name: 'VAT', category: 'S', rate });

function byKey(input: TotalsInput): Record<string, number> {
  const totals = computeTotals(input);
  return Object.fromEntries(
    [...totals.taxes, ...(totals.withholdings ?? [])].map(({ key, tax }) => [key, tax]),
  );
}

describe('documents with taxes of every kind', () => {
  it('TX1–TX7: equal the slow and obvious computation, per line and per rate', () => {
    fc.assert(
      fc.property(aDocument(6), (drawn) => {
        // Per document the odd minor units are shared out; the sum alone is compared, below.
        const rounding = {
          ...drawn.rounding,
          scope: drawn.rounding?.scope === 'per-line' ? 'per-line' : 'per-rate',
        };
        const input = { ...drawn, rounding } as TotalsInput;
        const totals = computeTotals(input);
        const slow = slowTotals(input);
        expect(totals.lines.map(({ amount }) => amount)).toEqual(slow.lines.map((amount) => amount + 0));
        expect(byKey(input)).toEqual(slow.taxes);
        expect([totals.withoutTax, totals.withTax, totals.due]).toEqual([
          slow.withoutTax + 0,
          slow.withTax + 0,
          slow.due + 0,
        ]);
      }),
      { numRuns: runs(500) },
    );
  });

  it('TX5: rounded per document, all taxes together are rounded once', () => {
    fc.assert(
      fc.property(aDocument(6), aPolicy, (drawn, { mode, step }) => {
        const input: TotalsInput = { ...drawn, rounding: { scope: 'per-document', mode, step } };
        expect(computeTotals(input).tax).toBe(rounded(slowTotals(input).exactTax, mode, step) + 0);
      }),
      { numRuns: runs(300) },
    );
  });

  it('TX5: cut towards zero, three taxes of a third of a cent more than they show are not a cent less together', () => {
    const twenty: AppliedTax = { ...vat('20'), ignoresRaise: true };
    const taxes = [
      { ...twenty, key: 'within', included: true },
      { ...twenty, key: 'second' },
      { ...twenty, key: 'third' },
    ];
    const input = (scope: 'per-rate' | 'per-document'): TotalsInput => ({
      currency: 'EUR',
      rounding: { scope, mode: 'down', step: 1 },
      lines: [{ quantity: '1', unitPrice: '52.16', taxes }],
    });
    // 52.16 ÷ 1.2 × 0.2 = 8.693333… each.
    expect(computeTotals(input('per-document')).tax).toBe(26_08);
    expect(computeTotals(input('per-rate')).tax).toBe(26_07);
  });

  it('TX4, TX6: net + tax = gross, in the totals, in the table and behind every line', () => {
    fc.assert(
      fc.property(aDocument(8), (input) => {
        const totals = computeTotals(input);
        const taxes = sum(totals.taxes.map(({ tax }) => tax));
        expect(totals.withoutTax + taxes).toBe(totals.withTax);
        expect(totals.tax).toBe(taxes);
        expect(totals.due).toBe(totals.withTax - (totals.withheld ?? 0));
        const typed = totals.sumOfLines - totals.allowances + totals.charges;
        if (!input.pricesIncludeTax) return;
        // All in the price: the gross is what was typed.
        const whollyIncluded = input.lines.every(({ taxes: own }) =>
          own.every((tax) => tax.included !== false && tax.kind !== 'withholding'),
        );
        const adjusted = (input.adjustments ?? []).every(({ taxes: own = [] }) =>
          own.every((tax) => tax.included !== false && tax.kind !== 'withholding'),
        );
        if (whollyIncluded && adjusted) expect(totals.withTax).toBe(typed);
      }),
      { numRuns: runs(300) },
    );
  });

  it('TX6: the nets of the lines of a tax add up to what it is computed on', () => {
    const lines = fc.array(
      fc.record({
        quantity: aDecimal(-9, 30, 0),
        unitPrice: aDecimal(0, 900, 2),
        rate: fc.constantFrom('7', '19', '20'),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(lines, aPolicy, (drawn, rounding) => {
        const totals = computeTotals({
          currency: 'EUR',
          pricesIncludeTax: true,
          rounding,
          lines: drawn.map(({ rate, ...line }) => ({ ...line, taxes: [vat(rate)] })),
        });
        for (const row of totals.taxes) {
          const own = totals.lines.filter((_, index) => drawn[index]?.rate === row.rate);
          expect(sum(own.map(({ net }) => net ?? Number.NaN))).toBe(row.taxable);
        }
      }),
    );
  });

  it('TX9: the order of lines changes nothing', () => {
    fc.assert(
      fc.property(aDocument(8), fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (input, keys) => {
        const order = input.lines
          .map((_, index) => index)
          .sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b);
        const { lines: before, ...straight } = computeTotals(input);
        const { lines: after, ...shuffled } = computeTotals({
          ...input,
          lines: order.flatMap((index) => input.lines[index] ?? []),
        });
        expect(shuffled).toEqual(straight);
        // Of two lines with one amount the earlier takes the odd minor unit, however the two came to their amount.
        const text = (lines: typeof before) => lines.map(({ amount, net }) => `${amount} ${net}`).sort();
        expect(text(after)).toEqual(text(before));
        const typed = (lines: typeof before) =>
          lines.map(({ amount, allowances, charges }) => [amount, allowances, charges]);
        expect(typed(after)).toEqual(order.map((index) => typed(before)[index]));
      }),
      { numRuns: runs(300) },
    );
  });

  it('TX9: of two lines that came to one amount in two ways the earlier has the odd minor unit in its net', () => {
    const within: AppliedTax = { ...vat('2.5'), included: true };
    const charged: TotalsLine = {
      quantity: '1',
      unitPrice: '2.50',
      adjustments: [{ kind: 'charge', amount: '14.50' }],
      taxes: [within],
    };
    const plain: TotalsLine = { quantity: '1', unitPrice: '17', taxes: [within] };
    const nets = (lines: readonly TotalsLine[]) =>
      computeTotals({ currency: 'EUR', pricesIncludeTax: false, lines }).lines.map(({ net }) => net);
    expect(nets([charged, plain])).toEqual([1659, 1658]);
    expect(nets([plain, charged])).toEqual([1659, 1658]);
  });

  it('mirrors when every quantity and amount changes its sign', () => {
    const mirrored = (list: readonly Adjustment[] = []) =>
      list.map((each) => (each.amount === undefined ? each : { ...each, amount: negated(each.amount) }));
    fc.assert(
      fc.property(aDocument(6), (input) => {
        const mirror = computeTotals({
          ...input,
          lines: input.lines.map((line) => ({
            ...line,
            quantity: negated(line.quantity),
            adjustments: mirrored(line.adjustments),
          })),
          adjustments: mirrored(input.adjustments),
        });
        const totals = computeTotals(input);
        expect([mirror.withoutTax, mirror.tax, mirror.due]).toEqual(
          [totals.withoutTax, totals.tax, totals.due].map((amount) => 0 - amount),
        );
        expect(mirror.taxes.map(({ taxable, tax }) => [taxable, tax])).toEqual(
          totals.taxes.map(({ taxable, tax }) => [0 - taxable, 0 - tax]),
        );
      }),
      { numRuns: runs(300) },
    );
  });

  it('a hundred percent off is exactly zero: on the lines, on the document, on the total', () => {
    const percentOnly = ({ taxes, ...line }: TotalsLine): TotalsLine => ({
      ...line,
      taxes: taxes.filter((tax) => tax.kind !== 'per-unit'),
    });
    fc.assert(
      fc.property(aDocument(6), fc.boolean(), (drawn, onTotal) => {
        const { adjustments: _none, ...rest } = drawn;
        const lines = drawn.lines.map((line) => percentOnly({ ...line, adjustments: [] }));
        const off: Adjustment = { kind: 'allowance', percent: '100' };
        const each = computeTotals({
          ...rest,
          lines: lines.map((line) => ({ ...line, adjustments: [off] })),
        });
        const whole = computeTotals({
          ...rest,
          lines,
          adjustments: [onTotal ? { ...off, of: 'total' } : off],
        });
        // A hundred percent of nothing takes nothing off: what a line adds and another takes away stays as it is.
        const nothingToTakeOff = whole.sumOfLines === 0 && !onTotal;
        for (const totals of nothingToTakeOff ? [each] : [each, whole]) {
          expect([totals.withoutTax, totals.tax, totals.withTax, totals.due]).toEqual([0, 0, 0, 0]);
          expect(totals.taxes.map(({ tax, taxable }) => [tax, taxable])).toEqual(
            totals.taxes.map(() => [0, 0]),
          );
        }
      }),
    );
  });

  it('TX4: a hundred percent off lines that add up to nothing is nothing, and leaves each its tax', () => {
    const totals = computeTotals({
      currency: 'EUR',
      pricesIncludeTax: false,
      lines: [
        { quantity: '1', unitPrice: '100', taxes: [vat('19')] },
        { quantity: '-1', unitPrice: '100', taxes: [vat('7')] },
      ],
      adjustments: [{ kind: 'allowance', percent: '100' }],
    });
    expect(totals).toMatchObject({ allowances: 0, withoutTax: 0, tax: 12_00, due: 12_00 });
    expect(totals.taxes.map(({ taxable, tax }) => [taxable, tax])).toEqual([
      [-100_00, -7_00],
      [100_00, 19_00],
    ]);
  });

  it('metamorphic: a line twice, or once with twice the quantity, taxed per rate, comes out a minor unit apart', () => {
    fc.assert(
      fc.property(aDecimal(1, 500, 2), aDecimal(0, 900, 3), (quantity, unitPrice) => {
        const line = { quantity, unitPrice, taxes: [vat('19')] };
        const twice = rounded(times(fraction(quantity), whole(200)), 'half-up');
        const double = {
          ...line,
          quantity: `${Math.floor(twice / 100)}.${String(twice % 100).padStart(2, '0')}`,
        };
        const apart = computeTotals({ currency: 'EUR', lines: [line, line] });
        const joined = computeTotals({ currency: 'EUR', lines: [double] });
        expect(Math.abs(apart.sumOfLines - joined.sumOfLines)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('metamorphic: a line of nothing, or a tax of zero percent beside the others, changes no amount', () => {
    fc.assert(
      fc.property(aDocument(5), (input) => {
        const totals = computeTotals(input);
        const nothing: TotalsLine = { quantity: '0', unitPrice: '99.99', taxes: input.lines[0]?.taxes ?? [] };
        const beside = computeTotals({ ...input, lines: [...input.lines, nothing] });
        expect([beside.withoutTax, beside.withTax, beside.due]).toEqual([
          totals.withoutTax,
          totals.withTax,
          totals.due,
        ]);
        const nil: AppliedTax = { key: 'nil', name: 'Nil', category: 'Z', rate: '0' };
        const taxed = computeTotals({
          ...input,
          lines: input.lines.map((line) => ({ ...line, taxes: [...line.taxes, nil] })),
        });
        expect([taxed.sumOfLines, taxed.allowances, taxed.charges]).toEqual([
          totals.sumOfLines,
          totals.allowances,
          totals.charges,
        ]);
      }),
    );
  });
});

describe('inside EN 16931', () => {
  it('TX6: tax = taxable × rate, and what is due is the gross that was typed', () => {
    const lines = fc.array(
      fc.record({
        quantity: aDecimal(1, 30, 0),
        unitPrice: aDecimal(0, 900, 2),
        rate: fc.constantFrom('5', '7', '19', '20', '25.5'),
      }),
      { minLength: 1, maxLength: 10 },
    );
    let odd = 0;
    fc.assert(
      fc.property(lines, (drawn) => {
        const totals = computeTotals({
          currency: 'EUR',
          standard: 'en16931',
          pricesIncludeTax: true,
          lines: drawn.map(({ rate, ...line }) => ({ ...line, taxes: [vat(rate)] })),
        });
        for (const { taxable, tax, rate } of totals.taxes) {
          expect(tax).toBe(rounded(over(times(whole(taxable), fraction(rate)), whole(100)), 'half-up'));
        }
        expect(totals.due).toBe(totals.sumOfLines);
        expect(totals.withoutTax + totals.tax).toBe(totals.withTax);
        expect(totals.withTax + totals.rounding).toBe(totals.due);
        expect(Math.abs(totals.rounding)).toBeLessThanOrEqual(totals.taxes.length);
        if (totals.rounding !== 0) odd += 1;
      }),
      { numRuns: runs(300) },
    );
    expect(odd).toBeGreaterThan(20);
  });
});

describe('amounts at the edges', () => {
  it('TX5: ties at half a minor unit, in currencies with 0, 2, 3 and 4 decimals', () => {
    const modes = ['half-up', 'half-even', 'down'] as const;
    fc.assert(
      fc.property(
        fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'),
        fc.integer({ min: -100_000, max: 100_000 }),
        fc.constantFrom(...modes),
        (currency, units, mode) => {
          const places = String(SCALES[currency]).length - 1;
          // The price lies half a minor unit above a whole number of them.
          const scaled = BigInt(Math.abs(units)) * 10n + 5n;
          const digits = String(scaled).padStart(places + 2, '0');
          const price = `${units < 0 ? '-' : ''}${digits.slice(0, -places - 1)}.${digits.slice(-places - 1)}`;
          const totals = computeTotals({
            currency,
            rounding: { scope: 'per-rate', mode, step: 1 },
            lines: [{ quantity: '1', unitPrice: price, taxes: [] }],
          });
          expect(totals.due).toBe(rounded(times(fraction(price), whole(SCALES[currency] ?? 0)), mode) + 0);
        },
      ),
    );
  });

  it('TX3: ties of the tax itself, with and without tax in the price', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5_000 }), fc.boolean(), (steps, pricesIncludeTax) => {
        // At 25 % every second minor unit of net, and every fifth and a half of gross, has a tax that ends in a half.
        const amount = pricesIncludeTax ? steps * 5 + 5 : steps * 4 + 2;
        const halves = pricesIncludeTax ? '100' : '12.5';
        const rate = pricesIncludeTax ? '11.1111' : halves;
        const input: TotalsInput = {
          currency: 'JPY',
          pricesIncludeTax,
          lines: [{ quantity: '1', unitPrice: String(amount), taxes: [vat(rate)] }],
        };
        const percent = fraction(rate);
        const divisor = pricesIncludeTax ? plus(whole(100), percent) : whole(100);
        expect(computeTotals(input).tax).toBe(
          rounded(over(times(whole(amount), percent), divisor), 'half-up'),
        );
      }),
    );
  });

  it('MO1: 10^12 and 2,000 lines are exact', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000_000_000 }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom('19', '8.875', '33.333333'),
        fc.boolean(),
        (major, cents, rate, pricesIncludeTax) => {
          const unitPrice = `${major}.${String(cents).padStart(2, '0')}`;
          const input: TotalsInput = {
            currency: 'EUR',
            pricesIncludeTax,
            lines: [{ quantity: '1', unitPrice, taxes: [vat(rate)] }],
          };
          const slow = slowTotals(input);
          const totals = computeTotals(input);
          expect([totals.withoutTax, totals.withTax]).toEqual([slow.withoutTax, slow.withTax]);
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(aDecimal(0, 900, 4), { minLength: 1, maxLength: 9 }),
        aPolicy,
        (prices, rounding) => {
          const lines = Array.from(
            { length: 2000 },
            (_, index): TotalsLine => ({
              quantity: String((index % 7) + 1),
              unitPrice: prices[index % prices.length] ?? '1',
              taxes: [vat(index % 2 === 0 ? '7' : '19')],
            }),
          );
          const input: TotalsInput = {
            currency: 'EUR',
            pricesIncludeTax: true,
            rounding: { ...rounding, scope: 'per-line' },
            lines,
          };
          const slow = slowTotals(input);
          const totals = computeTotals(input);
          expect([totals.withoutTax, totals.withTax, totals.sumOfLines]).toEqual([
            slow.withoutTax,
            slow.withTax,
            sum(slow.lines),
          ]);
        },
      ),
      { numRuns: runs(5) },
    );
  });
});
