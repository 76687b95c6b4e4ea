/** Credit that stands and that nobody has used: since when, for how long, how much (AL8). */
import { dayNumber } from './day.ts';
import { type CurrencyCode, type Day, type Minor, minor } from './money.ts';

/** Credit is looked at every month (AL8): the list begins with what has stood longer than one. */
export const LISTED_AFTER = 30;

/** A payment or credit note with something left; `since`: the day from which all that is left was free. */
export interface StandingCredit {
  readonly id: string;
  readonly since: Day;
  readonly currency: CurrencyCode;
  /** Minor units of `currency`. */
  readonly unapplied: Minor;
}

/** What a currency's credits come to; currencies are never added (MO3). */
export interface CreditSum {
  readonly currency: CurrencyCode;
  readonly count: number;
  readonly unapplied: Minor;
}

/**
 * The credits that have stood for more than a number of calendar days as of a day, the oldest first, each with its age;
 * `null` for all that stand by then. What was drawn beyond its amount, and what is free from a later day on only, is none.
 */
export function oldCredits<Credit extends StandingCredit>(
  credits: Iterable<Credit>,
  asOf: Day,
  olderThan: number | null,
): { readonly rows: readonly (Credit & { readonly age: number })[]; readonly sums: readonly CreditSum[] } {
  const rows: (Credit & { readonly age: number })[] = [];
  const sums = new Map<CurrencyCode, CreditSum>();
  for (const credit of credits) {
    const age = dayNumber(asOf) - dayNumber(credit.since);
    if (credit.unapplied <= 0 || age < 0 || (olderThan !== null && age <= olderThan)) continue;
    rows.push({ ...credit, age });
    const { currency, unapplied } = credit;
    const { count, unapplied: before } = sums.get(currency) ?? { count: 0, unapplied: minor(0) };
    sums.set(currency, { currency, count: count + 1, unapplied: minor(before + unapplied) });
  }
  rows.sort((a, b) => b.age - a.age || (a.id < b.id ? -1 : 1));
  return { rows, sums: [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1)) };
}
