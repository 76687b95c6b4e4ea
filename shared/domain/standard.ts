/**
 * What EN 16931 asks of a document's taxes (TX6, TX7): one percentage of one category on each line, its tax computed on
 * the taxable amount (BR-CO-17), rates and reasons as the category wants them (BR-S … BR-O).
 */
import type { FieldProblem } from '../errors/index.ts';
import { type RoundingPolicy, TAX_CATEGORIES, type TaxCategory } from './document.ts';
import { type Minor, minor } from './money.ts';
import type { ParsedTotalsInput } from './parsed-totals.ts';
import type { TotalsProblem } from './problems.ts';
import { taxRounding } from './tax-chain.ts';
import type { TaxRow } from './tax-row.ts';
import type { TaxAmounts } from './tax-table.ts';

/** Categories that are taxed at zero percent: BR-Z-05, BR-E-05, BR-AE-05, BR-IC-05, BR-G-05; O has no rate at all. */
export const ZERO_CATEGORIES: ReadonlySet<TaxCategory> = new Set(['Z', 'E', 'AE', 'K', 'G', 'O']);
/** Categories that are not taxed and must say why (BR-E-10, BR-AE-10, BR-IC-10, BR-G-10, BR-O-10). */
export const NEEDS_REASON: ReadonlySet<TaxCategory> = new Set(['E', 'AE', 'K', 'G', 'O']);

/** Everything in the input that such a document cannot say, with the path of its field. */
export function standardProblems(input: ParsedTotalsInput): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const report = (path: string, problem: TotalsProblem) => problems.push({ path, problem });
  const { scope, mode, step } = input.rounding;
  if (scope !== 'per-rate' || mode !== 'half-up' || step !== 1) report('rounding', 'standard-rounding');
  const rows: TaxRow[] = [];
  const check = (taxes: readonly TaxRow[], path: string) => {
    rows.push(...taxes);
    if (taxes.length > 1) report(`${path}.taxes`, 'standard-several-taxes');
    taxes.forEach((row, index) => {
      const problem = problemOf(row);
      if (problem) report(`${path}.taxes.${index}`, problem);
    });
  };
  input.lines.forEach((line, index) => {
    if (line.taxes.length === 0) report(`lines.${index}.taxes`, 'standard-tax-missing');
    check(line.taxes, `lines.${index}`);
  });
  input.adjustments.forEach((adjustment, index) => {
    if (adjustment.ofTotal) report(`adjustments.${index}`, 'standard-discount-of-total');
    check(adjustment.taxes ?? [], `adjustments.${index}`);
  });
  if (new Set(rows.map((row) => row.included)).size > 1) report('lines', 'standard-mixed-prices');
  // BR-O-11 … BR-O-14: what is outside the scope of VAT stands alone.
  const categories = new Set(rows.map((row) => row.category));
  if (categories.has('O') && categories.size > 1) report('lines', 'standard-mixed-categories');
  return problems;
}

function problemOf({ kind, raisesBase, category, rate, reason }: TaxRow): TotalsProblem | null {
  if (kind === 'withholding') return 'standard-withholding';
  if (kind !== 'percent') return 'standard-fixed-tax';
  if (raisesBase) return 'standard-compound-tax';
  // Documents of others carry categories of their own lists, and are computed outside of the standard.
  if (!TAX_CATEGORIES.includes(category)) return 'standard-category-unknown';
  if (rate.isNegative() || ZERO_CATEGORIES.has(category) !== rate.isZero()) {
    // L and M (Canary Islands, Ceuta and Melilla) may be taxed at zero percent (BR-IG-05, BR-IP-05).
    if (rate.isNegative() || (category !== 'L' && category !== 'M')) return 'standard-rate-of-category';
  }
  return NEEDS_REASON.has(category) && (reason ?? '').trim() === '' ? 'standard-reason-missing' : null;
}

/**
 * BR-CO-17: each tax is that of its taxable amount. Where prices include tax, that may miss what was taken out of the
 * gross by one minor unit a rate: it is `left` for the rounding amount (BT-114), so that what is due stays the gross.
 */
export function holdToStandard(
  rows: readonly TaxAmounts[],
  rounding: RoundingPolicy,
): { readonly charged: readonly TaxAmounts[]; readonly left: Minor } {
  const roundTax = taxRounding(rounding);
  let left = 0;
  const charged = rows.map((each) => {
    const tax = minor(roundTax(each.row.rate.times(each.taxable).dividedBy(100)));
    left += each.tax - tax;
    return { ...each, tax };
  });
  return { charged, left: minor(left) };
}
