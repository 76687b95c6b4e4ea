/** The number report (NU3): every series from its first number to its last, with what became of each number. */
import type { Day } from './money.ts';
import { formatNumber, type Series } from './numbering.ts';

/** A document that holds a number. */
export interface NumberedDocument {
  readonly id: string;
  readonly counter: number;
  readonly issueDate: Day;
  /** A voided document keeps its number (NU3). */
  readonly voided: { readonly on: Day; readonly reason: string } | null;
}

/** What is known of a series besides its documents. */
export interface SeriesFacts {
  /** First counter to be given. */
  readonly first: number;
  /** Closed with a reason (NU5); `last`: the highest counter that its desktop knew to have given. */
  readonly closed: { readonly on: Day; readonly reason: string; readonly last: number } | null;
}

/**
 * What became of a number: `earlier` was never this series' to give, since it was opened with a later one; `twice` stands
 * on more than one document (DV3); `missing` on none that this record holds; so does `lost`, but its desktop knew it given
 * when the series was closed, and somebody has said why (NU5). Of a paper series a sheet may be `spoilt`, or `unused` as yet (NU6).
 */
export type NumberFate = 'earlier' | 'issued' | 'void' | 'twice' | 'missing' | 'lost' | 'spoilt' | 'unused';

/** Consecutive numbers with one fate. A voided number and one that was given twice have a run each. */
export interface NumberRun {
  readonly fate: NumberFate;
  readonly from: number;
  readonly to: number;
  /** First and last day of issue; of a void the day of the void. `null` where there is no document. */
  readonly firstDay: Day | null;
  readonly lastDay: Day | null;
  readonly reason: string;
  /** The document to look at, where the run is about one. */
  readonly document: string | null;
}

export interface SeriesAccount {
  readonly runs: readonly NumberRun[];
  /** Numbers that stand on a document here, the voided among them. */
  readonly given: number;
  readonly voided: number;
  readonly missing: number;
}

/** Counters, both included. */
export interface CounterRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Accounts for every number of a series, from the first that it may give to the last that it gave: the runs follow one
 * another without a gap. `documents` in any order. With `within`, only those counters.
 */
export function accountFor(
  { first, closed }: SeriesFacts,
  documents: readonly NumberedDocument[],
  within: CounterRange | null = null,
): SeriesAccount {
  const sorted = [...documents].sort((a, b) => a.counter - b.counter || (a.id < b.id ? -1 : 1));
  const last = sorted.at(-1)?.counter ?? first - 1;
  const begin = Math.min(first, sorted[0]?.counter ?? first);
  const runs: NumberRun[] = begin > 1 ? [emptyRun('earlier', 1, begin - 1)] : [];
  for (let at = begin, index = 0; at <= last; ) {
    const next = sorted[index];
    if (!next) break;
    if (next.counter > at) {
      runs.push(emptyRun('missing', at, next.counter - 1));
      at = next.counter;
      continue;
    }
    let end = index + 1;
    while (sorted[end]?.counter === at) end += 1;
    add(runs, runOf(sorted.slice(index, end), next));
    index = end;
    at += 1;
  }
  if (closed && closed.last > last)
    runs.push({ ...emptyRun('lost', Math.max(last + 1, begin), closed.last), reason: closed.reason });
  const shown = within ? runs.flatMap((run) => clipped(run, within)) : runs;
  const count = (...fates: readonly NumberFate[]): number =>
    shown.reduce((sum, { fate, from, to }) => (fates.includes(fate) ? sum + to - from + 1 : sum), 0);
  return {
    runs: shown,
    given: count('issued', 'void', 'twice'),
    voided: count('void'),
    missing: count('missing'),
  };
}

const emptyRun = (fate: NumberFate, from: number, to: number): NumberRun => ({
  ...{ fate, from, to, firstDay: null, lastDay: null, reason: '', document: null },
});

function runOf(same: readonly NumberedDocument[], one: NumberedDocument): NumberRun {
  const { counter, issueDate, voided, id } = one;
  const place = { from: counter, to: counter };
  if (same.length > 1) {
    const days = same.map((each) => each.issueDate).sort();
    const [firstDay = issueDate] = days;
    return { fate: 'twice', ...place, firstDay, lastDay: days.at(-1) ?? issueDate, reason: '', document: id };
  }
  if (voided) {
    const { on, reason } = voided;
    return { fate: 'void', ...place, firstDay: on, lastDay: on, reason, document: id };
  }
  const days = { firstDay: issueDate, lastDay: issueDate };
  return { fate: 'issued', ...place, ...days, reason: '', document: null };
}

/** Numbers that were issued one after the other are one run. */
function add(runs: NumberRun[], run: NumberRun): void {
  const before = runs.at(-1);
  if (run.fate !== 'issued' || before?.fate !== 'issued') {
    runs.push(run);
    return;
  }
  const days = [before.firstDay, before.lastDay, run.firstDay].flatMap((day) => day ?? []).sort();
  runs[runs.length - 1] = {
    ...before,
    to: run.to,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
  };
}

function clipped(run: NumberRun, { from, to }: CounterRange): NumberRun[] {
  const part = { ...run, from: Math.max(run.from, from), to: Math.min(run.to, to) };
  return part.from > part.to ? [] : [part];
}

/**
 * The counters of a series that belong to some days: from what follows the last number given before the first of these
 * days' numbers, so that a gap between two years is told once, to the last of them. `null` where none was issued then.
 */
export function rangeOfDays(
  { first, closed }: SeriesFacts,
  documents: readonly Pick<NumberedDocument, 'counter' | 'issueDate'>[],
  isIn: (day: Day) => boolean,
): CounterRange | null {
  const greatest = documents.reduce((most, { counter }) => Math.max(most, counter), 0);
  // What was lost is told with the day on which the series was closed.
  const lost = closed && closed.last > greatest ? [{ counter: closed.last, issueDate: closed.on }] : [];
  const counters = [...documents, ...lost].flatMap(({ counter, issueDate }) =>
    isIn(issueDate) ? [counter] : [],
  );
  if (counters.length === 0) return null;
  const lowest = counters.reduce((least, counter) => Math.min(least, counter));
  const before = documents.reduce(
    (latest, { counter }) => (counter < lowest ? Math.max(latest, counter) : latest),
    0,
  );
  const to = counters.reduce((most, counter) => Math.max(most, counter));
  // Whatever lies before the series' first number is told with it.
  return { from: before === 0 ? Math.min(1, first) : before + 1, to };
}

/** The first and last number of a run as they are written. */
export const writtenRun = (
  series: Pick<Series, 'prefix' | 'year' | 'width'>,
  { from, to }: CounterRange,
): { readonly first: string; readonly last: string } => ({
  first: formatNumber(series, from),
  last: formatNumber(series, to),
});
