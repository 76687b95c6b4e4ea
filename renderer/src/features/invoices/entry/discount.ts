/** A discount as it is typed in one field: `10%`, or an amount in major units; and how it is shown again. */
import type { DraftAdjustment } from '../../../../../shared/events/drafts.ts';

export type DiscountProblem = 'not-a-number' | 'discount-negative' | 'discount-over-100';

export type DiscountReading =
  | { readonly ok: true; readonly percent: string | null; readonly amount: string | null }
  | { readonly ok: false; readonly problem: DiscountProblem };

/** Reads a typed number with sums and the locale's decimal sign; `null` when it is none. */
export type ReadNumber = (text: string) => string | null;

/** Reads a typed discount or charge. Empty text is no adjustment: both parts `null`. */
export function readDiscount(text: string, readNumber: ReadNumber): DiscountReading {
  const trimmed = text.trim();
  if (trimmed === '') return { ok: true, percent: null, amount: null };
  const isPercent = trimmed.endsWith('%') || trimmed.startsWith('%');
  const number = readNumber(trimmed.replaceAll('%', '').trim());
  if (number === null) return { ok: false, problem: 'not-a-number' };
  if (number.startsWith('-')) return { ok: false, problem: 'discount-negative' };
  if (!isPercent) return { ok: true, percent: null, amount: number };
  const [whole = '0', fraction = ''] = number.split('.');
  const over = BigInt(whole) > 100n || (BigInt(whole) === 100n && /[1-9]/.test(fraction));
  return over ? { ok: false, problem: 'discount-over-100' } : { ok: true, percent: number, amount: null };
}

/** The field's text for an adjustment; `showNumber` writes a decimal in the locale. */
export function showDiscount(
  adjustment: Pick<DraftAdjustment, 'percent' | 'amount'> | undefined,
  showNumber: (decimal: string) => string,
): string {
  if (!adjustment) return '';
  if (adjustment.percent !== null) return `${showNumber(adjustment.percent)}%`;
  return adjustment.amount === null ? '' : showNumber(adjustment.amount);
}

/** A line's adjustments with its first allowance set to what was typed, or taken out; the others stay. */
export function withLineDiscount(
  adjustments: readonly DraftAdjustment[],
  typed: { readonly percent: string | null; readonly amount: string | null },
): DraftAdjustment[] {
  const at = adjustments.findIndex(({ kind }) => kind === 'allowance');
  const others = adjustments.filter((_, index) => index !== at);
  const isNothing = isZero(typed.percent) && isZero(typed.amount);
  if (isNothing) return others;
  return [{ kind: 'allowance', ...typed, reason: adjustments[at]?.reason ?? '', tax: null }, ...others];
}

const isZero = (decimal: string | null): boolean => decimal === null || /^[0.]*$/.test(decimal);

/** The allowance that the line's discount field edits. */
export function lineDiscount(adjustments: readonly DraftAdjustment[]): DraftAdjustment | undefined {
  return adjustments.find(({ kind }) => kind === 'allowance');
}
