/**
 * Paper series (NU6): a pad of sheets with printed numbers, written by hand while the program cannot be used and entered
 * later. Its numbers are typed, and may be typed in any order by any desktop.
 */
import { err, ok, type Result } from '../errors/result.ts';
import type { DocumentKind } from './document-kinds.ts';
import type { Day } from './money.ts';
import type { NumberedDocument, NumberRun, SeriesAccount } from './number-report.ts';
import { checkSeries, formatNumber, type Series } from './numbering.ts';
import type { SeriesProblem } from './problems.ts';

/** The numbers of a pad: letters, least digits, and the counters of its first and last sheet. */
export type Pad = Pick<Series, 'prefix' | 'width'> & { readonly first: number; readonly last: number };

/** Kinds that people write by hand: those that are entered as drafts, and receipts. */
export const PAPER_KINDS = [
  'invoice',
  'creditNote',
  'charge',
  'depositInvoice',
  'deliveryNote',
  'quote',
  'proForma',
  'receipt',
] as const satisfies readonly DocumentKind[];

/** More sheets than any pad has; a report lists each of them. */
export const MOST_SHEETS = 2000;

/** Checks a pad before it is added (NU4, NU6). `sheets-out-of-range`: the last sheet before the first, or too many. */
export function checkPad({ prefix, width, first, last }: Pad): Result<null, SeriesProblem> {
  const checked = checkSeries({ prefix, width, year: null, next: first }, false);
  if (!checked.ok) return checked;
  if (!Number.isSafeInteger(last) || last < first || last - first >= MOST_SHEETS)
    return err('sheets-out-of-range');
  return checkSeries({ prefix, width, year: null, next: last }, false);
}

/** The number that stands on a sheet. */
export const sheetNumber = ({ prefix, width }: Pick<Pad, 'prefix' | 'width'>, counter: number): string =>
  formatNumber({ prefix, width, year: null }, counter);

/** Reads a sheet's number, typed as it is printed or as its counter alone: `P-0017`, `p-17` and `17` are one sheet. */
export function readSheet(text: string, pad: Pad): Result<number, 'sheet-not-of-pad'> {
  const typed = text.trim();
  const begins = typed.toLowerCase().startsWith(pad.prefix.toLowerCase());
  const digits = begins ? typed.slice(pad.prefix.length) : typed;
  const counter = /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN;
  return counter >= pad.first && counter <= pad.last ? ok(counter) : err('sheet-not-of-pad');
}

/** What somebody said of sheets that stand on no document: spoilt, with the reason, or not after all (`null`). */
export interface SheetsSaid {
  readonly from: number;
  readonly to: number;
  readonly reason: string | null;
  /** Day on which it was said. */
  readonly on: Day;
}

/** The last word on a sheet: `said` in the order in which it was said. */
export const lastWordOn = <Said extends SheetsSaid>(
  said: readonly Said[],
  counter: number,
): Said | undefined => said.findLast(({ from, to }) => counter >= from && counter <= to);

/** Standing documents by sheet: of a voided one the entry was taken back, and the sheet can be entered again. */
const standingOn = (documents: readonly NumberedDocument[], counter: number) => {
  const all = documents.filter((each) => each.counter === counter);
  return { all, standing: all.filter(({ voided }) => voided === null) };
};

const empty = (fate: NumberRun['fate'], from: number): NumberRun => ({
  ...{ fate, from, to: from, firstDay: null, lastDay: null, reason: '', document: null },
});

/** What became of one sheet; `greatest`: behind it no sheet has been entered or spoken of. */
function fateOf(
  counter: number,
  documents: readonly NumberedDocument[],
  said: readonly SheetsSaid[],
  greatest: number,
): NumberRun {
  const { all, standing } = standingOn(documents, counter);
  const place = { from: counter, to: counter };
  const days = standing.map(({ issueDate }) => issueDate).sort();
  const [firstDay = null, lastDay = days.at(-1) ?? null] = [days[0], days.at(-1)];
  if (standing.length > 1)
    return { fate: 'twice', ...place, firstDay, lastDay, reason: '', document: standing[0]?.id ?? null };
  if (standing.length === 1)
    return { fate: 'issued', ...place, firstDay, lastDay, reason: '', document: null };
  const word = lastWordOn(said, counter);
  if (word && word.reason !== null)
    return { ...empty('spoilt', counter), firstDay: word.on, lastDay: word.on, reason: word.reason };
  const [last] = all.toSorted((a, b) => ((a.voided?.on ?? '') < (b.voided?.on ?? '') ? 1 : -1));
  if (last?.voided) {
    const { on, reason } = last.voided;
    return { fate: 'void', ...place, firstDay: on, lastDay: on, reason, document: last.id };
  }
  return empty(counter < greatest ? 'missing' : 'unused', counter);
}

const goesOn = (before: NumberRun, next: NumberRun): boolean =>
  before.fate === next.fate &&
  before.reason === next.reason &&
  before.document === null &&
  next.document === null;

/**
 * Accounts for every sheet of a pad, from its first to its last (NU3, NU6). A sheet that was skipped is `missing` until it
 * is entered or said to be spoilt; those behind the greatest that was entered or spoken of are `unused`.
 */
export function accountForPad(
  pad: Pick<Pad, 'first' | 'last'>,
  documents: readonly NumberedDocument[],
  said: readonly SheetsSaid[],
): SeriesAccount {
  const counters = documents.map(({ counter }) => counter);
  const spoilt = said.flatMap(({ from, to, reason }) => (reason === null ? [] : [from, to]));
  const greatest = Math.max(0, ...counters, ...spoilt);
  const runs: NumberRun[] = [];
  for (
    let counter = Math.min(pad.first, ...counters);
    counter <= Math.max(pad.last, ...counters);
    counter += 1
  ) {
    const run = fateOf(counter, documents, said, greatest);
    const before = runs.at(-1);
    if (before && goesOn(before, run)) {
      const days = [before.firstDay, before.lastDay, run.firstDay, run.lastDay]
        .flatMap((day) => day ?? [])
        .sort();
      runs[runs.length - 1] = {
        ...before,
        to: counter,
        firstDay: days[0] ?? null,
        lastDay: days.at(-1) ?? null,
      };
    } else runs.push(run);
  }
  const count = (...fates: readonly NumberRun['fate'][]): number =>
    runs.reduce((sum, { fate, from, to }) => (fates.includes(fate) ? sum + to - from + 1 : sum), 0);
  return {
    runs,
    given: count('issued', 'void', 'twice'),
    voided: count('void'),
    missing: count('missing'),
  };
}

/** Sheets that may still be entered: neither on a standing document nor spoilt. */
export const openSheets = ({ runs }: Pick<SeriesAccount, 'runs'>): number =>
  runs.reduce(
    (sum, { fate, from, to }) =>
      fate === 'missing' || fate === 'unused' || fate === 'void' ? sum + to - from + 1 : sum,
    0,
  );
