/**
 * Tax, due dates and early discounts as other billing programs compute them (TX3, TX5, TX6, EP1), transcribed as facts
 * in `data/peers.json`. Every row is read; a row that is left out has its reason here.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/day.ts';
import type { Adjustment, AppliedTax, RoundingPolicy } from '../../shared/domain/document.ts';
import { minor } from '../../shared/domain/money.ts';
import { type DueRule, dueDate, earlyDiscount } from '../../shared/domain/terms.ts';
import { computeTotals } from '../../shared/domain/totals.ts';

interface TaxCase {
  name?: string;
  taxes: { rate?: number; fixed?: number; included?: boolean; compoundBase?: boolean }[];
  price: number;
  qty: number;
  method: 'round_per_line' | 'round_globally';
  precision: number;
  expected: { totalExcluded: number; totalIncluded: number; taxes: { base: number; tax: number }[] };
}
interface DocumentCase {
  incl: boolean;
  lines: [number, number][];
  lineRate?: number;
  lineDiscountPercent?: number;
  docDiscountAmount?: number;
  docDiscountPercent?: number;
  tax?: number;
  total: number;
}
interface DueCase {
  rule: string;
  invoiceDate: string;
  due: string;
}
interface DiscountCase {
  terms?: string;
  invoiceDate?: string;
  discountDeadline?: string;
  net?: number;
  gross?: number;
  vat?: number;
  fixedTax?: number;
  reverseCharge?: boolean;
  discount?: number;
  pay?: number;
}
interface Peers {
  odooTax: TaxCase[];
  odooDoc: object[];
  paymentTerms: DueCase[];
  earlyPaymentDiscount: DiscountCase[];
  erpnextAR: object[];
  invoiceNinja: DocumentCase[];
}

const file = fileURLToPath(new URL('./data/peers.json', import.meta.url));
const peers: Peers = JSON.parse(readFileSync(file, 'utf8'));
const cents = (amount: number) => Math.sign(amount) * Math.round(Math.abs(amount) * 100 + 1e-6);

function whyNot({ taxes, precision }: TaxCase): string | undefined {
  if (taxes.some((tax) => tax.fixed !== undefined)) return 'fixed taxes';
  if (taxes.some((tax) => tax.compoundBase)) return 'compound taxes';
  if (new Set(taxes.map((tax) => tax.included === true)).size > 1)
    return 'prices that include only some taxes';
  return precision < 0.01 ? 'amounts finer than the minor unit' : undefined;
}

describe('taxes of one line', () => {
  const built = peers.odooTax.filter((row) => !whyNot(row));

  it('reads every row: what is left out are modes that come with the rest of TX7', () => {
    const reasons = peers.odooTax.flatMap((row) => whyNot(row) ?? []);
    expect([...new Set(reasons)].sort()).toEqual([
      'amounts finer than the minor unit',
      'compound taxes',
      'fixed taxes',
      'prices that include only some taxes',
    ]);
    expect(built).toHaveLength(peers.odooTax.length - reasons.length);
    expect(built.length).toBeGreaterThanOrEqual(18);
  });

  it.each(built.map((row, index) => [index, row] as const))('TX3, TX5, TX6: row %i', (_index, row) => {
    const pricesIncludeTax = row.taxes[0]?.included === true;
    const rounding: RoundingPolicy = {
      scope: row.method === 'round_per_line' ? 'per-line' : 'per-rate',
      mode: 'half-up',
      step: Math.round(row.precision * 100),
    };
    const taxes = row.taxes.map(
      ({ rate }, index): AppliedTax => ({
        key: `tax${index}`,
        name: 'Tax',
        category: 'S',
        rate: String(rate),
      }),
    );
    const lines = [{ quantity: String(row.qty), unitPrice: String(row.price), taxes }];
    const totals = computeTotals({ currency: 'EUR', pricesIncludeTax, rounding, lines });
    const byKey = [...totals.taxes].sort((a, b) => (a.key < b.key ? -1 : 1));
    expect(byKey.map(({ tax }) => tax)).toEqual(row.expected.taxes.map(({ tax }) => cents(tax)));
    expect(totals.withTax).toBe(cents(row.expected.totalIncluded));
    // Rounded taxes leave a net that may lie half a minor unit for each tax beside the unrounded one.
    const away = Math.abs(totals.withoutTax - row.expected.totalExcluded * 100);
    expect(away).toBeLessThanOrEqual(taxes.length * 0.5 + 1e-6);
  });
});

describe('discounts of the document', () => {
  it('leaves out the documents with compound taxes', () => {
    expect(peers.odooDoc.filter((row) => !/compound|same/.test(JSON.stringify(row)))).toEqual([]);
  });

  it.each(peers.invoiceNinja.map((row, index) => [index, row] as const))('TX1–TX6: row %i', (_index, row) => {
    const taxes: AppliedTax[] =
      row.lineRate === undefined
        ? []
        : [{ key: 'vat', name: 'VAT', category: 'S', rate: String(row.lineRate) }];
    const allowance = (percent?: number, amount?: number): Adjustment[] => [
      ...(percent === undefined ? [] : [{ kind: 'allowance' as const, percent: String(percent) }]),
      ...(amount === undefined ? [] : [{ kind: 'allowance' as const, amount: String(amount) }]),
    ];
    const totals = computeTotals({
      currency: 'USD',
      pricesIncludeTax: row.incl,
      rounding: { scope: 'per-line', mode: 'half-up', step: 1 },
      lines: row.lines.map(([quantity, price]) => ({
        quantity: String(quantity),
        unitPrice: String(price),
        adjustments: allowance(row.lineDiscountPercent),
        taxes,
      })),
      adjustments: allowance(row.docDiscountPercent, row.docDiscountAmount),
    });
    expect(totals.withTax).toBe(cents(row.total));
    expect(totals.tax).toBe(cents(row.tax ?? 0));
  });
});

describe('due dates', () => {
  const RULES: Readonly<Record<string, DueRule>> = {
    'due on invoice date': { kind: 'days', days: 0 },
    '45 days after end of invoice month': { kind: 'end-of-month', months: 0, days: 45 },
    'last day of invoice month': { kind: 'end-of-month', months: 0 },
    'first day of next month': { kind: 'day-of-month', day: 1, months: 1 },
    'last day of month (next month if already last)': { kind: 'day-of-month', day: 31, months: 0 },
    'next day-of-month 15': { kind: 'day-of-month', day: 15, months: 0 },
    'next day-of-month 31 (clamped)': { kind: 'day-of-month', day: 31, months: 0 },
  };

  it.each(peers.paymentTerms.map((row) => [row.rule, row.invoiceDate, row.due] as const))(
    'RE2: %s, invoiced on %s, is due on %s',
    (rule, invoiceDate, due) => {
      if (rule === '+31 days then next 15th of month') {
        // Two rules in a row, which our terms do not have: the second one alone is checked.
        expect(dueDate({ kind: 'day-of-month', day: 15, months: 0 }, addDays(invoiceDate, 31 - 1))).toBe(due);
        return;
      }
      const known = RULES[rule];
      expect(known).toBeDefined();
      if (known) expect(dueDate(known, invoiceDate)).toBe(due);
    },
  );
});

describe('early discounts', () => {
  it('EP1: rows that reduce the gross, and the last day of the offer', () => {
    const offer = (percent: number, net: number) =>
      earlyDiscount({ discount: { percent: String(percent), days: 10 } }, '2019-01-01', {
        withTax: minor(cents(net)),
      });
    const checked = peers.earlyPaymentDiscount.filter((row) => {
      if (row.discountDeadline) {
        expect(offer(10, 100)?.until).toBe(row.discountDeadline);
        return true;
      }
      const percent = row.discount ?? (row.terms?.startsWith('2/10') ? 2 : undefined);
      const gross = row.gross ?? (row.vat === 0 || row.reverseCharge ? row.net : undefined);
      // Fixed taxes and tax on the discounted base are modes of the profile that come with EP1 itself.
      if (percent === undefined || gross === undefined || row.pay === undefined || row.fixedTax) return false;
      expect(gross * 100 - (offer(percent, gross)?.amount ?? 0)).toBe(cents(row.pay));
      return true;
    });
    expect(checked).toHaveLength(4);
  });
});
