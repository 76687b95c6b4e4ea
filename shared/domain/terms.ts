/** Payment terms: when an invoice is due, and what is off for paying early (EP1). */

import { roundToSum } from './apportion.ts';
import { addDays, addMonthsClamped, clampedDay, endOfMonth, laterDay, partsOf } from './day.ts';
import { Decimal, round, roundPercent } from './decimal.ts';
import type { TaxSubtotal, Totals } from './document.ts';
import type { IssuedTerms } from './issued-terms.ts';
import { type Day, type DecimalString, type Minor, minor, sum, ZERO } from './money.ts';
import type { ByLanguage } from './preset-texts.ts';

/**
 * `days`: so many days after the issue date. `end-of-month`: the end of the month `months` after the issue date's, and
 * `days` more. `day-of-month`: that day of the month `months` later; with `months` 0 the next such day after the issue
 * date. Days that a month does not have are its last (RE2). `after` days are counted from the issue date first: 30 of them
 * and the end of the month are "30 days end of month", 31 and the 15th are the first 15th that is no earlier.
 */
export type DueRule =
  | { readonly kind: 'days'; readonly days: number }
  | {
      readonly kind: 'end-of-month';
      readonly months: number;
      readonly days?: number;
      readonly after?: number;
    }
  | { readonly kind: 'day-of-month'; readonly day: number; readonly months: number; readonly after?: number };

export type PaymentTerms = DueRule & {
  readonly name: string;
  /** Percent off the total when paid within `days` of the issue date; `null` for no offer. */
  readonly discount: {
    readonly percent: DecimalString;
    readonly days: number;
    /** Of the goods alone, charges such as freight excepted. */
    readonly isOnGoods?: boolean;
    /** A part payment earns its share. */
    readonly isProRata?: boolean;
  } | null;
  /** Instalments that are asked for besides the last, which takes the rest and is due by the rule above (AG3). */
  readonly earlier?: readonly { readonly percent: DecimalString; readonly rule: DueRule }[];
};

/** A rule as records keep it: all numbers are there, `kind` tells which of them count. */
export interface RuleRecord {
  readonly kind: DueRule['kind'];
  readonly days: number;
  readonly months: number;
  readonly day: number;
  readonly after?: number;
}

/** Terms as their record keeps them. */
export interface TermsRecord extends RuleRecord {
  readonly name: string;
  /** By language of documents, where the office wrote them. */
  readonly names?: ByLanguage;
  readonly discountPercent: DecimalString | null;
  readonly discountDays: number;
  readonly discountBase?: 'gross' | 'goods';
  readonly discountPart?: 'none' | 'pro-rata';
  /** The instalments before the last, each with its percentage of the whole. */
  readonly instalments?: readonly (RuleRecord & { readonly percent: DecimalString })[];
}

function ruleOf({ kind, days, months, day, after }: RuleRecord): DueRule {
  if (kind === 'days') return { kind, days };
  const first = after ? { after } : {};
  return kind === 'end-of-month' ? { kind, months, days, ...first } : { kind, day, months, ...first };
}

/** What a record means. Who pays in instalments is offered nothing for paying early (EP1). */
export function paymentTerms(record: TermsRecord): PaymentTerms {
  const { name, discountPercent, discountDays, instalments = [] } = record;
  const earlier = instalments.map((part) => ({ percent: part.percent, rule: ruleOf(part) }));
  const discount =
    discountPercent === null || earlier.length > 0
      ? null
      : {
          percent: discountPercent,
          days: discountDays,
          ...(record.discountBase === 'goods' ? { isOnGoods: true } : {}),
          ...(record.discountPart === 'pro-rata' ? { isProRata: true } : {}),
        };
  return { name, ...ruleOf(record), discount, ...(earlier.length > 0 ? { earlier } : {}) };
}

/** The last day on which the invoice is paid on time. */
export function dueDate(terms: DueRule, issueDate: Day): Day {
  if (terms.kind === 'days') return addDays(issueDate, terms.days);
  const from = addDays(issueDate, terms.after ?? 0);
  if (terms.kind === 'end-of-month') {
    const { year, month } = partsOf(from);
    const end = endOfMonth(addMonthsClamped(clampedDay(year, month, 1), terms.months));
    return addDays(end, terms.days ?? 0);
  }
  if (terms.months > 0) return dayInMonth(from, terms.months, terms.day);
  const thisMonth = dayInMonth(from, 0, terms.day);
  // Never the issue date itself.
  const earliest = laterDay(from, addDays(issueDate, 1));
  return thisMonth >= earliest ? thisMonth : dayInMonth(from, 1, terms.day);
}

/** The given day, clamped, of the month that lies `months` after that of `from`. */
function dayInMonth(from: Day, months: number, day: number): Day {
  const target = partsOf(addMonthsClamped(from, months));
  return clampedDay(target.year, target.month, day);
}

/**
 * What a granted early discount does to tax, by the country's law: `reduced` lowers net and tax alike, fixed taxes
 * excepted, and is a percent of both; `kept` leaves the tax as it was and is a percent of the net.
 */
export type DiscountTax = 'reduced' | 'kept';

/** The totals that a discount is a percent of; without taxes its tax part is not known. */
export type DiscountBase = Pick<Totals, 'withTax'> &
  Partial<Pick<Totals, 'withoutTax' | 'taxes' | 'prepaid'>>;

const isFixed = ({ kind }: TaxSubtotal): boolean => kind === 'per-unit' || kind === 'per-document';

/**
 * The offer as it stands on the invoice: last day, amount, and the tax in it. A percent of what is asked, rounded half up
 * to the minor unit; what deposits paid already earns nothing (EP1). `null` without an offer, and where nothing would
 * be off.
 * @param base the document's totals, or for an offer on the goods alone those without its charges.
 */
export function earlyDiscount(
  terms: Pick<PaymentTerms, 'discount'>,
  issueDate: Day,
  base: DiscountBase,
  mode: DiscountTax = 'reduced',
): IssuedTerms['discount'] {
  const { withTax, withoutTax, taxes = [], prepaid = ZERO } = base;
  const asked = withTax - prepaid;
  if (!terms.discount || withTax <= 0 || asked <= 0) return null;
  const { percent, days, isOnGoods, isProRata } = terms.discount;
  const share = new Decimal(asked).dividedBy(withTax);
  const tax = sum(taxes.map((row) => (isFixed(row) ? ZERO : row.tax)));
  const fixed = sum(taxes.map((row) => (isFixed(row) ? row.tax : ZERO)));
  const whole = mode === 'kept' ? (withoutTax ?? withTax) : withTax - fixed;
  const of = minor(round(share.times(whole), 'half-up', 1).toNumber());
  const amount = minor(Math.min(roundPercent(of, percent), asked));
  if (amount <= 0) return null;
  const part = (value: number): Decimal => share.times(value).times(percent).dividedBy(100);
  const taxPart = mode === 'kept' ? ZERO : roundToSum([part(whole - tax), part(tax)], amount)[1];
  return {
    percent,
    until: addDays(issueDate, days),
    amount,
    ...(withoutTax === undefined || taxPart === undefined ? {} : { tax: taxPart }),
    ...(isOnGoods || of !== asked ? { base: of } : {}),
    ...(isProRata ? { part: 'pro-rata' as const } : {}),
  };
}

/**
 * How much of an offer a payment earns by its last day: all of it with a payment that settles the rest; with less only
 * where part payments earn their share, in proportion to what is paid of the discounted sum. All in minor units.
 * @param total what the invoice asked for.
 */
export function earnedDiscount(
  offer: { readonly amount: Minor; readonly part?: 'pro-rata' | undefined },
  total: Minor,
  outstanding: Minor,
  paid: Minor,
): Minor {
  if (paid <= 0 || outstanding <= 0) return ZERO;
  if (paid + offer.amount >= outstanding)
    return minor(Math.max(0, Math.min(offer.amount, outstanding - paid)));
  const discounted = total - offer.amount;
  if (offer.part !== 'pro-rata' || discounted <= 0) return ZERO;
  const earned = new Decimal(offer.amount).times(paid).dividedBy(discounted);
  return minor(Math.min(round(earned, 'half-up', 1).toNumber(), outstanding - paid));
}

/** The tax in a part of an offer, in proportion, rounded half up. */
export function taxInDiscount(
  offer: { readonly amount: Minor; readonly tax?: Minor | undefined },
  amount: Minor,
): Minor {
  if (offer.tax === undefined || offer.tax === 0 || offer.amount === 0) return ZERO;
  return minor(round(new Decimal(offer.tax).times(amount).dividedBy(offer.amount), 'half-up', 1).toNumber());
}
