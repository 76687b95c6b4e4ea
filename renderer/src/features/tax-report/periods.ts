/** Periods that a tax report is asked for, as first and last day. */
import { addMonthsClamped, clampedDay, endOfMonth, partsOf } from '../../../../shared/domain/day.ts';
import type { Day } from '../../../../shared/domain/money.ts';

export const PERIODS = ['month', 'last-month', 'quarter', 'last-quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export interface Days {
  readonly from: Day;
  readonly to: Day;
}

/** Calendar months and quarters around today, and the calendar year up to its end. */
export function daysOf(period: Period, today: Day): Days {
  const { year, month } = partsOf(today);
  const months = (first: number, count: number, back: number): Days => {
    const from = addMonthsClamped(clampedDay(year, first, 1), -back);
    return { from, to: endOfMonth(addMonthsClamped(from, count - 1)) };
  };
  const quarter = month - ((month - 1) % 3);
  switch (period) {
    case 'month':
      return months(month, 1, 0);
    case 'last-month':
      return months(month, 1, 1);
    case 'quarter':
      return months(quarter, 3, 0);
    case 'last-quarter':
      return months(quarter, 3, 3);
    case 'year':
      return months(1, 12, 0);
  }
}

/** The period that these days are; `null` for days that were typed. */
export const periodOf = ({ from, to }: Days, today: Day): Period | null =>
  PERIODS.find((period) => {
    const days = daysOf(period, today);
    return days.from === from && days.to === to;
  }) ?? null;
