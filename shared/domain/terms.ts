/** Payment terms: when an invoice is due, and what is off for paying early (EP1). */

import { addDays, addMonthsClamped, clampedDay, endOfMonth, partsOf } from './day.ts';
import { roundPercent } from './decimal.ts';
import type { IssuedTerms, Totals } from './document.ts';
import { type Day, type DecimalString, minor } from './money.ts';

/**
 * `days`: so many days after the issue date. `end-of-month`: the end of the month `months` after the issue date's, and
 * `days` more. `day-of-month`: that day of the month `months` later; with `months` 0 the next such day after the issue
 * date. Days that a month does not have are its last (RE2).
 */
export type DueRule =
  | { readonly kind: 'days'; readonly days: number }
  | { readonly kind: 'end-of-month'; readonly months: number; readonly days?: number }
  | { readonly kind: 'day-of-month'; readonly day: number; readonly months: number };

export type PaymentTerms = DueRule & {
  readonly name: string;
  /** Percent off the total when paid within `days` of the issue date; `null` for no offer. */
  readonly discount: { readonly percent: DecimalString; readonly days: number } | null;
};

/** Terms as their record keeps them: all numbers are there, `kind` tells which of them count. */
export interface TermsRecord {
  readonly name: string;
  readonly kind: DueRule['kind'];
  readonly days: number;
  readonly months: number;
  readonly day: number;
  readonly discountPercent: DecimalString | null;
  readonly discountDays: number;
}

export function paymentTerms(record: TermsRecord): PaymentTerms {
  const { name, kind, days, months, day, discountPercent, discountDays } = record;
  const discount = discountPercent === null ? null : { percent: discountPercent, days: discountDays };
  if (kind === 'days') return { name, kind, days, discount };
  if (kind === 'end-of-month') return { name, kind, months, days, discount };
  return { name, kind, day, months, discount };
}

/** The last day on which the invoice is paid on time. */
export function dueDate(terms: DueRule, issueDate: Day): Day {
  switch (terms.kind) {
    case 'days':
      return addDays(issueDate, terms.days);
    case 'end-of-month': {
      const { year, month } = partsOf(issueDate);
      const end = endOfMonth(addMonthsClamped(clampedDay(year, month, 1), terms.months));
      return addDays(end, terms.days ?? 0);
    }
    case 'day-of-month': {
      if (terms.months > 0) return dayInMonth(issueDate, terms.months, terms.day);
      const thisMonth = dayInMonth(issueDate, 0, terms.day);
      return thisMonth > issueDate ? thisMonth : dayInMonth(issueDate, 1, terms.day);
    }
  }
}

/** The given day, clamped, of the month that lies `months` after the issue date's. */
function dayInMonth(issueDate: Day, months: number, day: number): Day {
  const target = partsOf(addMonthsClamped(issueDate, months));
  return clampedDay(target.year, target.month, day);
}

/**
 * The offer as it stands on the invoice: last day and amount, a percent of the total with tax rounded half up to the
 * minor unit (EP1, base gross). `null` without an offer, and where nothing would be off.
 */
export function earlyDiscount(
  terms: Pick<PaymentTerms, 'discount'>,
  issueDate: Day,
  totals: Pick<Totals, 'withTax'>,
): IssuedTerms['discount'] {
  if (!terms.discount || totals.withTax <= 0) return null;
  const { percent, days } = terms.discount;
  const amount = minor(Math.min(roundPercent(totals.withTax, percent), totals.withTax));
  return amount > 0 ? { percent, until: addDays(issueDate, days), amount } : null;
}
