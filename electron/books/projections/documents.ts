/** Issued documents and what becomes of them: series, draft, void, release, archived file (DO1, NU1, EV11). */
import { dayNumber } from '../../../shared/domain/day.ts';
import type { IssuedDocument } from '../../../shared/domain/document.ts';
import { type DocumentKind, isBilling, shelfOf } from '../../../shared/domain/document-kinds.ts';
import { dutiesOf } from '../../../shared/domain/duty.ts';
import { type Day, minor } from '../../../shared/domain/money.ts';
import { formatNumber } from '../../../shared/domain/numbering.ts';
import { lastSupply, taxShares } from '../../../shared/domain/tax-report.ts';
import { codeKey, tailKey } from '../keys.ts';
import type { Answer, DocumentRow, Links, SeriesRow, SheetsWord } from '../rows.ts';
import { SHELVES } from '../schema.ts';
import { type Act, type Happening, placeOf, withCommit } from './act.ts';
import { markIssued } from './drafts.ts';
import { added, earlierEnd, linkSubject, placeFact, untouched } from './facts.ts';
import { sourceKey } from './settlements.ts';

function documentRow(
  act: Act,
  { event, index }: Happening<'document.issued'>,
  id: string,
  links: Links,
): DocumentRow {
  const document: IssuedDocument = event.data.document;
  const numberKey = codeKey(document.number);
  const orderKey = codeKey(document.orderNumber);
  const total = document.totals.due;
  const isBill = isBilling(document.kind);
  const duties = isBill ? dutiesOf(document) : [];
  return {
    ...links,
    ...untouched(isBill ? total : minor(0), event.effective),
    id,
    kind: document.kind,
    number: document.number,
    series: event.data.series,
    counter: event.data.counter,
    customer: document.customerId,
    name: document.buyer.name,
    orderNumber: document.orderNumber,
    issue: document.issueDate,
    due: document.dueDate,
    ...(document.terms.instalments ? { instalments: document.terms.instalments } : {}),
    supply: lastSupply(document),
    currency: document.currency,
    total,
    discount: document.terms.discount && {
      until: document.terms.discount.until,
      amount: document.terms.discount.amount,
      ...(document.terms.discount.tax === undefined ? {} : { tax: document.terms.discount.tax }),
      ...(document.terms.discount.part ? { part: document.terms.discount.part } : {}),
    },
    from: event.effective,
    commit: act.commit,
    event: index,
    at: placeOf(act, index),
    newest: -dayNumber(document.issueDate),
    down: -placeOf(act, index),
    numberKey,
    tail: tailKey(numberKey),
    ...(orderKey ? { orderKey } : {}),
    taxes: isBill ? taxShares(document) : [],
    ...(isBill ? {} : { shelf: SHELVES[shelfOf(document.kind)] }),
    ...(document.about ? { about: document.about.documents.map((named) => named.id) } : {}),
    ...(document.kind === 'invoice' && document.deposits
      ? { deducts: document.deposits.map(({ id: deposit, amount }) => ({ id: deposit, amount })) }
      : {}),
    ...(document.kind === 'depositInvoice' ? { depositOf: document.customerId } : {}),
    ...(duties.length > 0 ? { duties } : {}),
  };
}

const credited = (known: Links['creditedBy'], by: Links['creditedBy'][number]): Links['creditedBy'] =>
  known.some((one) => one.note === by.note) ? known : [...known, by];

const named = (known: Links['namedBy'], by: string, kind: DocumentKind): Links['namedBy'] =>
  known.some((one) => one.by === by) ? known : [...known, { by, kind }];

/** Ids of the documents that one names besides what it credits: what it is about, and deposits that it deducts. */
export const namedIn = ({ about, deposits }: Pick<IssuedDocument, 'about' | 'deposits'>): string[] => [
  ...(about?.documents ?? []).map(({ id }) => id),
  ...(deposits ?? []).map(({ id }) => id),
];

/** A later due date of the invoice that a correction notice is about (DO6). */
function correctDue({ work }: Act, by: string, { about, corrects, issueDate }: IssuedDocument): void {
  const due = corrects?.dueDate;
  const invoice = about?.documents[0]?.id;
  if (due === undefined || invoice === undefined) return;
  linkSubject(work, { table: 'documents', id: invoice }, ({ dues }) => ({
    dues: dues.some((one) => one.by === by) ? dues : [...dues, { by, on: issueDate, due }],
  }));
}

/** The payment that a receipt is given for. */
function receiptGiven({ work }: Act, by: string, { kind, payment }: IssuedDocument): void {
  if (!payment) return;
  linkSubject(work, { table: 'payments', id: payment.id }, (links) => ({
    namedBy: named(links.namedBy, by, kind),
  }));
  work.topics.add('payments');
}

/** The payment or credit note that money was given back out of. */
function refundConfirmed({ work }: Act, by: string, { kind, refund }: IssuedDocument): void {
  if (!refund) return;
  linkSubject(work, sourceKey(refund.source), (links) => ({ namedBy: named(links.namedBy, by, kind) }));
  work.topics.add('payments');
}

export function documentIssued(act: Act, happening: Happening<'document.issued'>): void {
  const { work } = act;
  const { event } = happening;
  placeFact(act, work.documents, { table: 'documents', id: event.entity }, happening.index, (id, links) =>
    documentRow(act, happening, id, links),
  );
  const { credits, deposits } = event.data.document;
  const frees = credits && deposits ? { frees: deposits.map(({ id }) => id) } : {};
  for (const { id: invoice, amount } of credits?.invoices ?? [])
    linkSubject(work, { table: 'documents', id: invoice }, (links) => ({
      creditedBy: credited(links.creditedBy, { note: event.entity, amount, ...frees }),
    }));
  for (const other of namedIn(event.data.document))
    linkSubject(work, { table: 'documents', id: other }, (links) => ({
      namedBy: named(links.namedBy, event.entity, event.data.document.kind),
    }));
  correctDue(act, event.entity, event.data.document);
  receiptGiven(act, event.entity, event.data.document);
  refundConfirmed(act, event.entity, event.data.document);
  const { series: id, counter, draft, copiedFrom } = event.data;
  // A quote that repeats another is no answer to it.
  if (copiedFrom && isBilling(event.data.document.kind))
    linkSubject(work, { table: 'documents', id: copiedFrom }, (links) => ({
      copies: added(links.copies, event.entity),
    }));
  const series = work.series.get(id) ?? emptySeries(id);
  const issue = event.data.document.issueDate;
  work.issued.push({
    number: codeKey(event.data.document.number),
    series: id,
    again: counter <= series.highest,
  });
  const lastIssue = series.lastIssue === null || issue > series.lastIssue ? issue : series.lastIssue;
  const order = orderWith(series, event.data.document.number, counter, issue);
  work.series.set({ ...series, highest: Math.max(series.highest, counter), lastIssue, order });
  work.topics.add('documents').add('series');
  if (draft) markIssued(act, draft, event.entity);
}

const emptySeries = (id: string): SeriesRow => ({
  ...{ id, opened: null, closed: null, sheets: [], highest: 0, lastIssue: null, order: 'days' },
});

/** How the numbers of a series stand with one more. */
function orderWith(
  { opened, order, highest, lastIssue }: SeriesRow,
  number: string,
  counter: number,
  issue: Day,
): SeriesRow['order'] {
  if (order === 'free' || !opened || formatNumber(opened, counter) !== number) return 'free';
  return counter > highest && (lastIssue === null || issue >= lastIssue) ? order : 'mixed';
}

export function seriesOpened(act: Act, { event, index }: Happening<'series.opened'>): void {
  const { series: cache, topics } = act.work;
  const row = cache.get(event.entity) ?? emptySeries(event.entity);
  if (!row.opened || act.commit < row.opened.commit) {
    const { paper, ...data } = event.data;
    const pad = paper ? { paper: { last: paper.last, on: event.effective } } : {};
    cache.set({ ...row, opened: { ...data, ...pad, commit: act.commit, at: placeOf(act, index) } });
  }
  topics.add('series');
}

/** Words on sheets stand in the order of their authors' clocks, which no confirmation changes (NU6). */
export function sheetsSaid({ work, commit }: Act, { event, index }: Happening<'series.sheets'>): void {
  const row = work.series.get(event.entity) ?? emptySeries(event.entity);
  if (row.sheets.some((word) => word.commit === commit && word.index === index)) return;
  const clock = work.commits.get(commit)?.clock ?? '';
  const sheets = [...row.sheets, { ...event.data, on: event.effective, clock, commit, index }];
  const place = (word: SheetsWord) => `${word.clock}/${word.commit}/${String(word.index).padStart(4, '0')}`;
  work.series.set({ ...row, sheets: sheets.sort((a, b) => (place(a) < place(b) ? -1 : 1)) });
  work.topics.add('series');
}

/** Of several closings the first stands: by it others may have gone on already. */
export function seriesClosed({ work, commit }: Act, { event }: Happening<'series.closed'>): void {
  const row = work.series.get(event.entity) ?? emptySeries(event.entity);
  const { reason, last } = event.data;
  if (!row.closed || commit < row.closed.commit)
    work.series.set({ ...row, closed: { commit, on: event.effective, reason, last } });
  work.topics.add('series');
}

/**
 * Of two words on one quote that of the later day stands, of one day that of the greater clock. It is the author's own
 * clock, which no confirmation changes: devices agree whenever they hear of it.
 */
export function quoteAnswered(act: Act, { event }: Happening<'quote.answered'>): void {
  const { work, commit } = act;
  const clock = work.commits.get(commit)?.clock ?? '';
  const answer = { ...event.data, on: event.effective, clock, commit };
  const place = (said: Answer) => `${said.on}/${said.clock}/${said.commit}`;
  linkSubject(work, { table: 'documents', id: event.entity }, (links) => {
    const isNewer = !links.answer || place(links.answer) < place(answer);
    return { ...(isNewer ? { answer } : {}), history: withCommit(links.history, commit) };
  });
  work.topics.add('documents');
}

type Aftermath =
  | 'document.voided'
  | 'document.released'
  | 'document.archived'
  | 'document.einvoiced'
  | 'document.mailed'
  | 'document.cleared'
  | 'document.delivered';

export function documentChanged(act: Act, { event }: Happening<Aftermath>): void {
  const { work, commit } = act;
  const key = { table: 'documents', id: event.entity } as const;
  linkSubject(work, key, (links) => {
    const history = withCommit(links.history, commit);
    switch (event.type) {
      case 'document.voided': {
        const end = { on: event.effective, kind: 'void', reason: event.data.reason, commit } as const;
        return { end: earlierEnd(links.end, end), history };
      }
      case 'document.released':
        return { released: true, ...(event.data.how === 'exported' ? {} : { handedOut: true }), history };
      case 'document.mailed':
        return { way: { ...links.way, mailed: true }, history };
      case 'document.einvoiced':
        return { way: { ...links.way, made: true }, history };
      case 'document.delivered':
        return { way: { ...links.way, told: true }, history };
      case 'document.cleared': {
        const clock = work.commits.get(commit)?.clock ?? '';
        const said = { ...event.data, clock, commit };
        const place = (one: typeof said) => `${one.clock}/${one.commit}`;
        const isNewer = !links.cleared || place(links.cleared) < place(said);
        // The authority has it: from now on it is taken back by a credit note (DO1).
        return { ...(isNewer ? { cleared: said } : {}), released: true, history };
      }
      case 'document.archived': {
        const { sha256, bytes, clearance } = event.data;
        const file = { sha256, bytes, commit };
        // The first file that was named stands; within one commit the first event.
        const isFirst = (known: { readonly commit: string } | null | undefined) =>
          !known || commit < known.commit;
        if (clearance === undefined)
          return isFirst(links.archived) ? { archived: file, history } : { history };
        const others = links.clearedPapers.filter((one) => one.clearance !== clearance);
        const known = links.clearedPapers.find((one) => one.clearance === clearance);
        return isFirst(known) ? { clearedPapers: [...others, { ...file, clearance }], history } : { history };
      }
    }
  });
  if (event.type === 'document.voided') work.needsRefold(key);
  work.topics.add(event.type === 'document.archived' ? 'files' : 'documents');
}
