/**
 * A number for what a row says, so that tables can be compared by the sum of them: moved with the sums of BO1, it costs
 * about a microsecond a changed row, and the books' digest (JO4, BO4) needs no look at any row. It finds damage and folds
 * that differ, not forgers: the journal's chain and the signatures are for those.
 */
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import { gapsOf } from './payment-life.ts';
import type {
  AllocationRow,
  CloseRow,
  CommitRow,
  DocumentRow,
  DraftRow,
  End,
  PaymentRow,
  RecordRow,
  ReductionRow,
  SeriesRow,
} from './rows.ts';
import type { CountedTable } from './schema.ts';

/** Hashes lie below this, so that three of them add up exactly; sums are taken modulo it. */
export const HASH_RANGE = 2 ** 51;

/** A hash of a text, 0 … `HASH_RANGE` − 1: two multiplying lanes of 32 bits, mixed at the end. */
export function hashText(text: string): number {
  let one = 0x2f6b1c95;
  let two = 0x61c88647;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x5bd1e995) + one;
  }
  one = Math.imul(one ^ (two >>> 15), 0x85ebca6b);
  two = Math.imul(two ^ (one >>> 13), 0xc2b2ae35);
  one ^= two >>> 16;
  return (one >>> 13) * 2 ** 32 + (two >>> 0);
}

type Text = string | number | boolean | null | undefined;

const joined = (parts: readonly Text[]): string => parts.join('\u001f');

const ended = (end: End | null): string => (end ? `${end.kind} ${end.on} ${end.commit}` : '');

/**
 * What each table's rows say, in what does not depend on the way that frames came: not where a row was first read, nor in
 * which order commits named it.
 */
const TEXTS = {
  documents: (row: DocumentRow) =>
    joined([
      row.id,
      row.kind,
      row.number,
      row.series,
      row.counter,
      row.customer,
      row.name,
      row.currency,
      row.orderNumber,
      row.issue,
      row.due,
      row.instalments ? canonicalJson(row.instalments) : '',
      row.dues.length === 0 ? '' : canonicalJson([...row.dues].sort((a, b) => (a.by < b.by ? -1 : 1))),
      row.total,
      row.supply,
      row.discount?.until,
      row.discount?.amount,
      row.discount?.tax,
      row.discount?.part,
      canonicalJson(row.taxes),
      row.from,
      row.rest,
      row.last,
      row.roomFrom,
      row.closed,
      row.settled,
      row.released,
      row.handedOut,
      row.archived?.sha256,
      row.cleared?.number,
      row.cleared?.commit,
      row.clearedPapers
        .map(({ sha256 }) => sha256)
        .sort()
        .join(),
      row.way.made,
      row.way.mailed,
      row.way.told,
      row.duty,
      ended(row.end),
    ]),
  payments: (row: PaymentRow) =>
    joined([
      row.id,
      row.customer,
      row.currency,
      row.date,
      row.amount,
      row.methodName,
      row.methodKind,
      row.reference,
      row.from,
      row.rest,
      row.last,
      row.roomFrom,
      row.closed,
      row.settled,
      row.cheque ? `${row.cheque.place} ${row.cheque.on} ${row.cheque.commit}` : '',
      ended(row.end),
      gapsOf(row)
        .map(({ from, until }) => `${from} ${until}`)
        .join(),
    ]),
  commits: (row: CommitRow) =>
    joined([
      row.id,
      row.device,
      row.sequence,
      row.clock,
      row.recorded,
      row.actor,
      row.command,
      row.confirmation?.sequence,
      row.confirmation?.received,
    ]),
  allocations: (row: AllocationRow) =>
    joined([
      row.id,
      row.source,
      row.target,
      row.currency,
      row.asked,
      row.effective,
      row.amount,
      row.cut,
      row.from,
      row.until,
      ended(row.end),
    ]),
  reductions: (row: ReductionRow) =>
    joined([row.id, row.subject, row.kind, row.currency, row.amount, row.tax, row.from, ended(row.end)]),
  series: ({ id, opened, closed, highest, lastIssue, sheets }: SeriesRow) =>
    joined([
      id,
      opened?.device,
      opened?.prefix,
      opened?.year,
      opened?.width,
      opened?.first,
      opened?.paper?.last,
      sheets.length === 0 ? '' : canonicalJson(sheets),
      closed ? `${closed.commit} ${closed.last}` : '',
      highest,
      lastIssue,
    ]),
  closes: ({ id, closed, reopened, sealed }: CloseRow) => canonicalJson([id, closed, reopened, sealed]),
  drafts: ({ id, merged, changed, discarded, issued }: DraftRow) =>
    joined([id, changed, discarded, issued, canonicalJson(merged)]),
};

const recordText = ({ id, merged }: RecordRow): string => joined([id, canonicalJson(merged)]);

/** The hash of one row of a counted table. */
export function rowHash(table: CountedTable, row: { readonly id: string }): number {
  const text = (Object.hasOwn(TEXTS, table) ? TEXTS[table as keyof typeof TEXTS] : recordText) as (
    row: unknown,
  ) => string;
  return hashText(text(row));
}
