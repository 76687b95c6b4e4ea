/** Instalments: what is asked for in parts, each due on its own day (AG3). All amounts in minor units of one currency. */
import { roundToSum } from './apportion.ts';
import { Decimal, isDecimal } from './decimal.ts';
import { type LaterDue, laterDue } from './due-date.ts';
import type { Instalment } from './issued-terms.ts';
import { type Day, type Minor, minor } from './money.ts';
import { dueDate, type PaymentTerms } from './terms.ts';

/** Two years of monthly ones. */
export const MOST_INSTALMENTS = 24;

/** Percent. */
const WHOLE = 100;

/** Whether percentages before the last leave something for it; what is no number counts nothing, and is refused by itself. */
export function leavesRest(percents: readonly string[]): boolean {
  return Decimal.sum(0, ...percents.filter(isDecimal)).lessThan(WHOLE);
}

/** The day on which something is asked for first: of instalments the earliest. */
export function firstDue(terms: PaymentTerms, issueDate: Day): Day {
  const last = dueDate(terms, issueDate);
  const days = (terms.earlier ?? []).map(({ rule }) => dueDate(rule, issueDate));
  return [...days, last].sort()[0] ?? last;
}

/**
 * The instalments of what is due, in the order of their days; parts of one day are one. They add up to `total` by largest
 * remainder, the last of the terms takes the rest. None where one day is left: then all is due on that.
 */
export function instalmentsOf(terms: PaymentTerms, issueDate: Day, total: Minor): Instalment[] {
  const { earlier = [] } = terms;
  if (earlier.length === 0 || total <= 0) return [];
  const exact = earlier.map(({ percent }) => new Decimal(total).times(percent).dividedBy(WHOLE));
  const rest = exact.reduce((left, amount) => left.minus(amount), new Decimal(total));
  const amounts = roundToSum([...exact, rest], total);
  const byDay = new Map<Day, number>();
  for (const [index, rule] of [...earlier.map((part) => part.rule), terms].entries()) {
    const due = dueDate(rule, issueDate);
    byDay.set(due, (byDay.get(due) ?? 0) + (amounts[index] ?? 0));
  }
  const parts = [...byDay]
    .filter(([, amount]) => amount > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return parts.length < 2 ? [] : parts.map(([due, amount]) => ({ due, amount: minor(amount) }));
}

/** An instalment with something left: which of how many it is, when it is due, and what is left of it. */
export interface OpenInstalment extends Instalment {
  readonly number: number;
  readonly of: number;
}

/**
 * What is open of each instalment as of a day: what is settled has settled the earliest first, and from a later due date on
 * (DO6) none is due before it. The amounts add up to `rest`; with nothing left there is none.
 */
export function openInstalments(
  instalments: readonly Instalment[],
  rest: Minor,
  dues: readonly LaterDue[],
  asOf: Day,
): OpenInstalment[] {
  const later = laterDue(dues, asOf);
  const open: OpenInstalment[] = [];
  let left: number = rest;
  for (let index = instalments.length - 1; index >= 0 && left !== 0; index--) {
    const { due, amount } = instalments[index] ?? { due: asOf, amount: 0 };
    const part = index === 0 ? left : Math.min(left, amount);
    left -= part;
    const day = later !== null && later > due ? later : due;
    open.push({ due: day, amount: minor(part), number: index + 1, of: instalments.length });
  }
  return open.reverse();
}

/** What an open document with instalments is due by: the first that is not settled, else the last of them. */
export function nextDue(
  instalments: readonly Instalment[],
  rest: Minor,
  dues: readonly LaterDue[],
  asOf: Day,
): Day {
  const [next] = openInstalments(instalments, rest, dues, asOf);
  return next?.due ?? instalments.at(-1)?.due ?? asOf;
}
