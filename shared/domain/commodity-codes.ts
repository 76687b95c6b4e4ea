/** Codes of goods and services (HSN and SAC of India): how long they must be, and what a document comes to under each. */
import { roundToSum } from './apportion.ts';
import { Decimal } from './decimal.ts';
import type { IssuedDocument, TaxSubtotal } from './document.ts';
import { type Minor, minor } from './money.ts';

/** What a document comes to under one code, in minor units of its currency. */
export interface CommodityRow {
  /** Empty for lines without one. */
  readonly code: string;
  readonly taxable: Minor;
  readonly tax: Minor;
}

type Coded = Pick<IssuedDocument, 'lines' | 'totals'>;

/**
 * Digits that a code needs on a tax invoice to a registered buyer: six above ₹5 crore of turnover, else four
 * (Notification 78/2020-Central Tax, from 1 April 2021). `isLarge` is the same threshold that invoices are registered from.
 */
export const digitsNeeded = (isLarge: boolean): number => (isLarge ? 6 : 4);

export const isCommodityCode = (code: string, digits: number): boolean =>
  /^\d{4}(\d{2}){0,2}$/.test(code) && code.length >= digits;

/** Shares an amount of a tax row out over the lines that it was computed from, in proportion to what each comes to. */
function shares(
  row: TaxSubtotal,
  amount: Minor,
  { lines, totals }: Coded,
): (readonly [line: number, share: Minor])[] {
  const own = lines.flatMap(({ taxes }, index) =>
    taxes.some(({ key, rate, category }) => key === row.key && rate === row.rate && category === row.category)
      ? [index]
      : [],
  );
  const amounts: number[] = own.map((index) => totals.lines[index]?.amount ?? 0);
  const whole = amounts.reduce((sum, one) => sum + one, 0);
  const exact = amounts.map((one) =>
    whole === 0 ? new Decimal(amount).div(own.length) : new Decimal(amount).times(one).div(whole),
  );
  const rounded = roundToSum(exact, amount);
  return own.map((index, at) => [index, rounded[at] ?? minor(0)] as const);
}

/**
 * Taxable amount and tax by code, in the order in which the lines first name them; the rows add up to those of the document
 * (TX9). Discounts and charges of the document are shared out with the taxes that they fall under. Nothing without a code.
 */
export function commoditySummary(document: Coded): CommodityRow[] {
  if (document.lines.every(({ commodityCode }) => !commodityCode)) return [];
  const taxable = document.lines.map(() => 0);
  const tax = document.lines.map(() => 0);
  const first = document.lines.map(({ taxes }) => taxes[0]?.key);
  for (const row of document.totals.taxes) {
    // Several taxes of a line have one base: that of the first stands for all.
    const isBase = first.includes(row.key);
    if (isBase)
      for (const [line, share] of shares(row, row.taxable, document))
        taxable[line] = (taxable[line] ?? 0) + share;
    for (const [line, share] of shares(row, row.tax, document)) tax[line] = (tax[line] ?? 0) + share;
  }
  const rows = new Map<string, { taxable: number; tax: number }>();
  document.lines.forEach(({ commodityCode = '' }, index) => {
    const row = rows.get(commodityCode) ?? { taxable: 0, tax: 0 };
    row.taxable += taxable[index] ?? 0;
    row.tax += tax[index] ?? 0;
    rows.set(commodityCode, row);
  });
  return [...rows].map(([code, row]) => ({ code, taxable: minor(row.taxable), tax: minor(row.tax) }));
}
