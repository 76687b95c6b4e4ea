/** Sums over days from the sums of months, so that totals of a year need not read a year's rows. */
import { endOfMonth } from '../../../shared/domain/day.ts';
import type { Day } from '../../../shared/domain/money.ts';
import type { Memory } from '../memory.ts';
import type { SumRow } from '../rows.ts';

export interface DayRange {
  readonly from: Day;
  readonly to: Day;
}

const firstOf = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** Days at either end of a range whose month lies in it only in part; their rows must be read. */
export function edgesOf(from: Day | null, to: Day | null): DayRange[] {
  const edges: DayRange[] = [];
  const begins = from !== null && from !== firstOf(from);
  const ends = to !== null && to !== endOfMonth(to);
  if (from !== null && to !== null && firstOf(from) === firstOf(to))
    return begins || ends ? [{ from, to }] : [];
  if (begins) edges.push({ from, to: endOfMonth(from) });
  if (ends) edges.push({ from: firstOf(to), to });
  return edges;
}

/** Sums of the months that lie in the range as a whole. */
export function wholeMonths(
  { sums }: Pick<Memory, 'sums'>,
  table: 'billed' | 'received',
  from: Day | null,
  to: Day | null,
): SumRow[] {
  return [...sums.values()].filter((sum) => {
    if (sum.table !== table) return false;
    const first = `${sum.kind}-01`;
    return (from === null || from <= first) && (to === null || to >= endOfMonth(first));
  });
}
