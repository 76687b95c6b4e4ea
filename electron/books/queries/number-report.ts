/** The number report (NU3): reads the documents of each series by the beginning of their numbers and accounts for all of them. */
import {
  accountFor,
  type NumberedDocument,
  rangeOfDays,
  type SeriesAccount,
  writtenRun,
} from '../../../shared/domain/number-report.ts';
import { numberingYear } from '../../../shared/domain/numbering.ts';
import { accountForPad, openSheets } from '../../../shared/domain/paper-series.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Query } from './context.ts';
import { numberedBy, type Opened } from './numbered-by.ts';
import { openedSeries } from './records.ts';

/** Fiscal years between the first and the last day of issue, and those that series show; the newest first. */
async function yearsOf(db: BooksDatabase, series: readonly Opened[], start: number): Promise<number[]> {
  const newestFirst = db.documents.orderBy('[newest+down]');
  const [newest, oldest] = await Promise.all([newestFirst.first(), newestFirst.last()]);
  const years = new Set(series.flatMap(({ opened, highest }) => (highest > 0 ? (opened.year ?? []) : [])));
  if (newest && oldest) {
    const last = numberingYear(newest.issue, start);
    for (let year = numberingYear(oldest.issue, start); year <= last; year += 1) years.add(year);
  }
  return [...years].sort((a, b) => b - a);
}

/**
 * The account of one series for a year, or for all with `null`; `null` where it has nothing to tell of it. A pad is told
 * whole, in the years in which sheets were written, and from the year in which it was added for as long as sheets are open.
 */
function accountOf(
  { opened, closed, sheets }: Opened,
  documents: readonly NumberedDocument[],
  year: number | null,
  yearOf: (day: string) => number,
): SeriesAccount | null {
  const { first, paper } = opened;
  const isIn = (day: string) => yearOf(day) === year;
  if (paper) {
    const account = accountForPad({ first, last: paper.last }, documents, sheets);
    const isOpen = openSheets(account) > 0 && year !== null && yearOf(paper.on) <= year;
    return year === null || isOpen || documents.some(({ issueDate }) => isIn(issueDate)) ? account : null;
  }
  const facts = { first, closed };
  if (year === null || opened.year !== null)
    return year === null || opened.year === year ? accountFor(facts, documents) : null;
  const within = rangeOfDays(facts, documents, isIn);
  return within && accountFor(facts, documents, within);
}

export const numberReport: Query<'series.report'> = async ({ year }, { db, memory }) => {
  const [company] = memory.records.company.values();
  const start = company?.fields.fiscalYearStart ?? 1;
  const opened = openedSeries(memory);
  const accounts = [];
  for (const row of opened) {
    const { kind, device, first, paper, ...look } = row.opened;
    if (year !== null && look.year !== null && look.year !== year) continue;
    const account = accountOf(row, await numberedBy(db, row), year, (day) => numberingYear(day, start));
    if (!account) continue;
    const { runs, given, voided, missing } = account;
    const own = runs.filter(({ fate }) => fate !== 'earlier');
    const last = own.at(-1);
    accounts.push({
      ...{ id: row.id, kind, device, deviceName: memory.records.devices.get(device)?.fields.name ?? '' },
      first: writtenRun(look, own[0] ?? { from: first, to: first }).first,
      last: last ? writtenRun(look, last).last : null,
      ...{ given, voided, missing },
      closed: row.closed && { on: row.closed.on, reason: row.closed.reason },
      isPaper: paper !== undefined,
      runs: runs.map((run) => ({
        ...writtenRun(look, run),
        ...{ fate: run.fate, count: run.to - run.from + 1, from: run.firstDay, until: run.lastDay },
        ...{ reason: run.reason, document: run.document, counters: { from: run.from, to: run.to } },
      })),
    });
  }
  return ok({ years: await yearsOf(db, opened, start), unread: memory.rare.unread.size, series: accounts });
};
