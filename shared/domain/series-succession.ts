/** How numbering goes on when a series is closed (NU5): in one that stands beside it, or in one that is opened for it. */
import type { Day } from './money.ts';
import {
  currentSeries,
  firstFree,
  formatNumber,
  MAX_NUMBER_LENGTH,
  nextNumber,
  numberingYear,
  type Series,
} from './numbering.ts';

/** A series as far as closing it asks: `lastIssue` is the last day of issue. */
export interface SuccessionRow extends Series {
  readonly closed: { readonly on: Day; readonly reason: string } | null;
  readonly lastIssue: Day | null;
}

export type SeriesStart = Pick<Series, 'prefix' | 'year' | 'width' | 'next'>;

export interface Succession {
  /** Highest counter that is known to have been given, by the record or by this desktop's marks (DV3); 0 for none. */
  readonly last: number;
  /** How many of these the record does not hold. */
  readonly lost: number;
  /** Number with which a series of the same beginning goes on by itself; `null` where none can. */
  readonly goesOn: string | null;
  /** What to open in its place; `null` where the numbers would become too long, and other letters must be chosen. */
  readonly successor: SeriesStart | null;
}

/**
 * @param rows series of all devices in the order in which they were opened, the one to be closed among them.
 * @param mark highest counter of it that this desktop remembers.
 * @param fiscalYearStart first month of the fiscal year, 1–12 (PC5).
 */
export function successionOf(
  rows: readonly SuccessionRow[],
  closing: SuccessionRow,
  {
    today,
    mark,
    fiscalYearStart,
  }: { readonly today: Day; readonly mark: number; readonly fiscalYearStart: number },
): Succession {
  const last = Math.max(mark, closing.next - 1);
  const { device, kind, prefix, width } = closing;
  const beside = rows.filter(
    (row) => row.id !== closing.id && row.device === device && row.prefix === prefix,
  );
  const current = currentSeries(beside, kind);
  const next = current && nextNumber(current, today, { highest: 0 }, fiscalYearStart, rows);
  const isBlocked = current?.lastIssue !== null && current !== null && current.lastIssue > today;
  const year = closing.year === null ? null : numberingYear(today, fiscalYearStart);
  const free = firstFree(rows, { prefix, year });
  const start = { prefix, year, width, next: year === closing.year ? Math.max(free, last + 1) : free };
  return {
    last,
    lost: last - (closing.next - 1),
    goesOn: next?.ok === true && !isBlocked ? next.value.number : null,
    successor: formatNumber(start, start.next).length > MAX_NUMBER_LENGTH ? null : start,
  };
}
