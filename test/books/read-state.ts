/** What the rows of the books say, in the shape of the reference fold, so that the two can be compared. */

import { gapsOf } from '../../electron/books/payment-life.ts';
import { lateAfter } from '../../electron/books/periods.ts';
import type { DocumentRow, End, PaymentRow, RecordRow } from '../../electron/books/rows.ts';
import type { BooksDatabase } from '../../electron/books/schema.ts';
import type {
  FoldedClose,
  FoldedEnd,
  FoldedFact,
  FoldedRecord,
  FoldedState,
} from '../../shared/events/fold-state.ts';
import { revisionOf, valuesOf } from '../../shared/events/records.ts';

const table = <Row extends { readonly id: string }, To>(
  rows: readonly Row[],
  map: (row: Row) => To,
): Record<string, To> => Object.fromEntries(rows.map((row) => [row.id, map(row)]));

const record = (row: RecordRow): FoldedRecord => ({
  revision: revisionOf(row.merged),
  fields: valuesOf(row.merged),
});

const ending = (end: End | null): FoldedEnd | null =>
  end && { on: end.on, kind: end.kind, reason: end.reason };

const fact = (row: DocumentRow | PaymentRow): FoldedFact => ({
  kind: 'kind' in row ? row.kind : 'payment',
  commit: row.commit,
  customer: row.customer,
  currency: row.currency,
  amount: 'total' in row ? row.total : row.amount,
  from: row.from,
  end: ending(row.end),
  rest: row.rest,
  label: 'number' in row ? row.number : row.reference,
  released: row.released,
  archived: row.archived?.sha256 ?? null,
  ...('amount' in row && gapsOf(row).length > 0 ? { gaps: gapsOf(row) } : {}),
  ...(row.cheque ? { cheque: { place: row.cheque.place, on: row.cheque.on } } : {}),
});

async function lateIn(db: BooksDatabase): Promise<FoldedState['late']> {
  const [closes, noted] = await Promise.all([db.closes.toArray(), db.late.toArray()]);
  const late = noted.map(
    (row) =>
      [
        row.id,
        lateAfter(closes, row)
          .map(({ id }) => id)
          .sort(),
      ] as const,
  );
  return Object.fromEntries(late.filter(([, after]) => after.length > 0));
}

export async function readState(db: BooksDatabase): Promise<FoldedState> {
  const records = async (name: Parameters<BooksDatabase['records']>[0]) =>
    table(await db.records(name).toArray(), record);
  return {
    records: {
      company: await records('company'),
      customers: await records('customers'),
      personal: await records('personal'),
      items: await records('items'),
      taxes: await records('taxes'),
      terms: await records('terms'),
      methods: await records('methods'),
      users: await records('users'),
      devices: await records('devices'),
      rates: await records('rates'),
      priceLists: await records('priceLists'),
      fees: await records('fees'),
      answers: await records('answers'),
    },
    drafts: table(await db.drafts.toArray(), (row) => ({
      ...record(row),
      discarded: row.discarded,
      issued: row.issued,
    })),
    documents: table(await db.documents.toArray(), fact),
    payments: table(await db.payments.toArray(), fact),
    allocations: table(
      await db.allocations.toArray(),
      ({ source, target, asked, amount, cut, from, until }) => ({
        source,
        target,
        asked,
        amount,
        cut,
        from,
        until,
      }),
    ),
    reductions: table(await db.reductions.toArray(), ({ kind, subject, amount, from, end }) => ({
      kind,
      subject,
      amount,
      from,
      end: ending(end),
    })),
    series: table(await db.series.toArray(), ({ opened, closed, highest, lastIssue, sheets }) => ({
      opened: opened?.commit ?? null,
      ...(closed ? { closed: { commit: closed.commit, last: closed.last } } : {}),
      ...(sheets.length > 0
        ? { sheets: sheets.map(({ clock: _clock, index: _index, ...word }) => word) }
        : {}),
      highest,
      lastIssue,
    })),
    closes: table(
      (await db.closes.toArray()).filter(({ closed }) => closed !== null),
      (row): FoldedClose => ({
        through: row.closed?.through ?? '',
        reason: row.reopened?.reason ?? null,
        sealed: row.sealed !== null,
        stands: row.sealed !== null || row.reopened === null,
      }),
    ),
    late: await lateIn(db),
    unread: table(await db.unread.toArray(), ({ commits }) => [...commits].sort()),
  };
}

/**
 * What the books keep of a folded state: of drafts that were never committed they keep no row, since the document that was
 * issued from one stands under its id and tells of it.
 */
export function keptOf(state: FoldedState): FoldedState {
  const isKept = ([id, { fields, discarded }]: [string, FoldedState['drafts'][string]]) =>
    discarded || Object.keys(fields).length > 0 || !(id in state.documents);
  return { ...state, drafts: Object.fromEntries(Object.entries(state.drafts).filter(isKept)) };
}
