/** The number report (NU3): reads the documents of each series by the beginning of their numbers and accounts for all of them. */
import {
  accountFor,
  type CounterRange,
  type NumberedDocument,
  rangeOfDays,
  writtenRun,
} from '../../../shared/domain/number-report.ts';
import { numberingYear } from '../../../shared/domain/numbering.ts';
import { ok } from '../../../shared/errors/index.ts';
import { codeKey } from '../keys.ts';
import type { DocumentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Query } from './context.ts';
import { GATHER_LIMIT, walkIndex } from './keyed-list.ts';
import { openedSeries } from './records.ts';

type Opened = ReturnType<typeof openedSeries>[number];

/** The documents that one series has numbered. Their numbers begin alike, and a digit follows. */
async function numberedBy(db: BooksDatabase, { id, opened }: Opened): Promise<NumberedDocument[]> {
  const begin = codeKey(`${opened.prefix}${opened.year === null ? '' : `${opened.year}-`}`);
  const found: NumberedDocument[] = [];
  const steps = { index: '[numberKey+at]', direction: 'asc', after: null, first: GATHER_LIMIT } as const;
  const bounds = { from: [`${begin}0`], to: [`${begin}9\uffff`] };
  const keyOf = ({ numberKey, at }: DocumentRow) => [numberKey, at];
  for await (const rows of walkIndex(db.documents, keyOf, { ...steps, ...bounds })) {
    for (const row of rows) {
      if (row.series !== id) continue;
      const { counter, issue: issueDate, end } = row;
      found.push({ id: row.id, counter, issueDate, voided: end && { on: end.on, reason: end.reason } });
    }
  }
  return found;
}

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

export const numberReport: Query<'series.report'> = async ({ year }, { db, memory }) => {
  const [company] = memory.records.company.values();
  const start = company?.fields.fiscalYearStart ?? 1;
  const opened = openedSeries(memory);
  const accounts = [];
  for (const row of opened) {
    const { kind, device, first, ...look } = row.opened;
    const facts = { first, closed: row.closed };
    if (year !== null && look.year !== null && look.year !== year) continue;
    const documents = await numberedBy(db, row);
    let within: CounterRange | null = null;
    if (year !== null && look.year === null) {
      within = rangeOfDays(facts, documents, (day) => numberingYear(day, start) === year);
      if (!within) continue;
    }
    const { runs, given, voided, missing } = accountFor(facts, documents, within);
    const own = runs.filter(({ fate }) => fate !== 'earlier');
    const last = own.at(-1);
    accounts.push({
      ...{ id: row.id, kind, device, deviceName: memory.records.devices.get(device)?.fields.name ?? '' },
      first: writtenRun(look, own[0] ?? { from: first, to: first }).first,
      last: last ? writtenRun(look, last).last : null,
      ...{ given, voided, missing },
      closed: row.closed && { on: row.closed.on, reason: row.closed.reason },
      runs: runs.map((run) => ({
        ...writtenRun(look, run),
        ...{ fate: run.fate, count: run.to - run.from + 1, from: run.firstDay, until: run.lastDay },
        ...{ reason: run.reason, document: run.document },
      })),
    });
  }
  return ok({ years: await yearsOf(db, opened, start), unread: memory.rare.unread.size, series: accounts });
};
