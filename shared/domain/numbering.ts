/** Document numbers (NU1–NU5): a series belongs to one device and one kind of document, and never skips or repeats. */
import { err, ok, type Result } from '../errors/result.ts';
import { partsOf } from './day.ts';
import type { DocumentKind } from './document-kinds.ts';
import type { Day } from './money.ts';
import type { SeriesProblem } from './problems.ts';

export type SeriesKind = DocumentKind;

export interface Series {
  readonly id: string;
  readonly device: string;
  readonly kind: SeriesKind;
  readonly prefix: string;
  /** The (fiscal) year that the number shows and after which the counter begins again; `null`: it never does. */
  readonly year: number | null;
  /** Least digits of the counter, padded with zeros. */
  readonly width: number;
  /** The next counter to be given. */
  readonly next: number;
}

/** What a series looks like before it is opened: it has no id and has given nothing. */
export type SeriesPlan = Omit<Series, 'id'>;

/** How far the series had come as far as this installation can prove, from its marks (DV3); 0 for never used. */
export interface SeriesMarks {
  readonly highest: number;
}

export type NextNumber =
  | { readonly from: 'series'; readonly counter: number; readonly number: string }
  /** The year has turned: this series is opened in the same commit and gives the number. */
  | {
      readonly from: 'successor';
      readonly successor: SeriesPlan;
      readonly counter: number;
      readonly number: string;
    };

/** Strictest profile (India, rule 46 CGST Rules): letters, digits, `-` and `/`; sixteen characters with the counter. */
export const MAX_NUMBER_LENGTH = 16;
const ALLOWED = /^[A-Za-z0-9/-]*$/;
const MAX_WIDTH = 10;

/**
 * The series that numbers a device's next document of a kind: of those that are not closed and of the latest year the one
 * opened last, for an outgrown one has a successor. A paper series numbers nothing by itself (NU6). `rows`: the series of one device, in the order in which they were opened.
 */
export function currentSeries<
  Row extends Pick<Series, 'kind' | 'year'> & { readonly closed: object | null; readonly paper?: object },
>(rows: readonly Row[], kind: SeriesKind): Row | null {
  let current: Row | null = null;
  for (const row of rows) {
    if (row.closed !== null || row.paper !== undefined || row.kind !== kind) continue;
    if ((row.year ?? 0) >= (current?.year ?? 0)) current = row;
  }
  return current;
}

/** `INV-` with year 2026, width 4 and counter 7 is `INV-2026-0007`; without a year `INV-0007` (NU2). */
export function formatNumber(series: Pick<Series, 'prefix' | 'year' | 'width'>, counter: number): string {
  const year = series.year === null ? '' : `${series.year}-`;
  return `${series.prefix}${year}${String(counter).padStart(series.width, '0')}`;
}

/**
 * The year that a number of this day shows: the calendar year in which its fiscal year began (PC5, NU2). With a start
 * in April, 31 March 2026 is still 2025.
 */
export function numberingYear(day: Day, fiscalYearStart: number): number {
  const { year, month } = partsOf(day);
  return month >= fiscalYearStart ? year : year - 1;
}

/**
 * Checks a series before it is opened (NU2, NU4). `yearly`: the counter is to begin again every year, which requires
 * the year in the number. The length is that of the first number, and must leave room for the next digit.
 */
export function checkSeries(
  series: Pick<Series, 'prefix' | 'year' | 'width' | 'next'>,
  yearly: boolean,
): Result<null, SeriesProblem> {
  if (!ALLOWED.test(series.prefix)) return err('characters-not-allowed');
  if (yearly && series.year === null) return err('year-required');
  const whole = Number.isSafeInteger(series.next) && Number.isSafeInteger(series.width);
  if (!whole || series.next < 1 || series.width < 1 || series.width > MAX_WIDTH)
    return err('counter-out-of-range');
  return formatNumber(series, series.next).length > MAX_NUMBER_LENGTH ? err('number-too-long') : ok(null);
}

/**
 * The number that a document issued on `issueDate` gets. Where the date's year is later than the series' own, a
 * successor with the same prefix and width begins at 1, or behind what `others` of these letters and that year have given: a
 * wrong clock may have been there before (NU5). A date in an earlier year keeps the running series, so that
 * numbers still follow one another. A mark ahead of the series means that numbers were given which this record does
 * not hold: then it refuses with `counter-out-of-range`, and a new series is due (DV3).
 * `series-exhausted`: the next number would be longer than 16 characters.
 */
export function nextNumber(
  series: Series,
  issueDate: Day,
  marks: SeriesMarks,
  fiscalYearStart = 1,
  others: readonly Pick<Series, 'prefix' | 'year' | 'next'>[] = [],
): Result<NextNumber, SeriesProblem> {
  const year = numberingYear(issueDate, fiscalYearStart);
  if (series.year !== null && year > series.year) {
    const { device, kind, prefix, width } = series;
    const counter = firstFree(others, { prefix, year });
    const successor: SeriesPlan = { device, kind, prefix, year, width, next: counter };
    const number = formatNumber(successor, counter);
    return fits(number) ? ok({ from: 'successor', successor, counter, number }) : err('series-exhausted');
  }
  if (marks.highest >= series.next) return err('counter-out-of-range');
  const number = formatNumber(series, series.next);
  return fits(number) ? ok({ from: 'series', counter: series.next, number }) : err('series-exhausted');
}

/** The first counter that no series of these letters and this year has given or begins behind. */
export const firstFree = (
  rows: readonly Pick<Series, 'prefix' | 'year' | 'next'>[],
  { prefix, year }: Pick<Series, 'prefix' | 'year'>,
): number =>
  rows.reduce(
    (free, row) => (row.prefix === prefix && row.year === year ? Math.max(free, row.next) : free),
    1,
  );

/** What the numbers of a kind begin with unless the office opens a series of its own for it (NU4). */
const FIRST_PREFIX: Readonly<Record<SeriesKind, string>> = {
  invoice: 'INV',
  creditNote: 'CN',
  quote: 'Q',
  proForma: 'PF',
  depositInvoice: 'DEP',
  charge: 'CH',
  deliveryNote: 'DEL',
  receipt: 'RC',
  correction: 'COR',
  refund: 'RF',
};

/**
 * The first series of a kind that a device has not numbered yet: like its invoices (`INV-B-2026-` beside `CN-B-2026-`),
 * so that a device's own letter goes on telling it from the others (NU2, NU4). `taken`: prefixes in use, of all devices; `custom`:
 * letters of the country where they are not the English ones.
 */
export function firstSeriesOf(
  kind: SeriesKind,
  invoices: Pick<Series, 'device' | 'prefix' | 'year' | 'width'>,
  issueDate: Day,
  taken: ReadonlySet<string>,
  fiscalYearStart = 1,
  custom: Partial<Readonly<Record<SeriesKind, string>>> = {},
): SeriesPlan {
  const { device, prefix, width } = invoices;
  const dash = prefix.indexOf('-');
  const tail = dash < 0 ? '' : prefix.slice(dash + 1);
  const year = invoices.year === null ? null : numberingYear(issueDate, fiscalYearStart);
  const letters = custom[kind] ?? FIRST_PREFIX[kind];
  let own = `${letters}-${tail}`;
  for (let again = 2; taken.has(own); again += 1) own = `${letters}${again}-${tail}`;
  return { device, kind, prefix: own, year, width, next: 1 };
}

const fits = (number: string) => number.length <= MAX_NUMBER_LENGTH;
