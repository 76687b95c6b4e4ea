/** Instalments as the form of payment terms begins and shares them. */
import { Decimal } from '../../../../shared/domain/decimal.ts';
import type { DecimalString } from '../../../../shared/domain/money.ts';
import type { TermsValues } from './record-values.ts';

type InstalmentValues = NonNullable<TermsValues['instalments']>[number];

const DECIMALS = 6;
const MONTH = 30;

/** One more instalment, thirty days after the one before it; the first is due at once. */
export const blankInstalment = (before: number): InstalmentValues => ({
  percent: before === 0 ? '30' : '',
  kind: 'days',
  days: before * MONTH,
  months: 0,
  day: 15,
});

/** The percentage of each of so many equal instalments, cut so that the last is never the least. */
export const alikePercent = (count: number): DecimalString =>
  new Decimal(100).dividedBy(count).toDecimalPlaces(DECIMALS, Decimal.ROUND_DOWN).toString();

/** What is left for the last instalment, in percent; `null` where others cannot be read or leave nothing. */
export function restPercent(instalments: readonly InstalmentValues[]): DecimalString | null {
  let rest = new Decimal(100);
  for (const { percent } of instalments) {
    if (!/^\d{1,2}(\.\d+)?$/.test(percent)) return null;
    rest = rest.minus(percent);
  }
  return rest.greaterThan(0) ? rest.toString() : null;
}
