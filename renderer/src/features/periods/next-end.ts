/** Which day the next close is offered for; pure. */
import { addDays, addMonthsClamped, endOfMonth } from '../../../../shared/domain/day.ts';
import type { Day } from '../../../../shared/domain/money.ts';

/** Whether the first open month is over, so that closing it is due. */
export const isMonthOver = (today: Day, openFrom: Day | null): boolean =>
  openFrom === null || endOfMonth(openFrom) < today;

/** The end of the first open month, if it is over; else the end of the last month before today. */
export function nextEnd(today: Day, openFrom: Day | null): Day {
  const lastMonth = endOfMonth(addMonthsClamped(today, -1));
  if (openFrom === null) return lastMonth;
  const end = endOfMonth(openFrom);
  if (end < today) return end;
  return lastMonth >= openFrom ? lastMonth : addDays(today, -1);
}
