/**
 * Notes what may need a person's look (EV9, AL7, DO4) while a batch comes in: quick tests that pass nothing over. Whether
 * a noted thing still needs one is decided by its rows when it is shown (`queries/review.ts`), so nothing is taken away here.
 */
import { dayNumber } from '../../shared/domain/day.ts';
import { isLikelyDouble, type ReviewKind, reviewKey, reviewSubjects } from '../../shared/events/review.ts';
import { billedOf, creditedOf } from './credited.ts';
import type { AuthorRow, DocumentRow, PaymentRow, SeriesRow } from './rows.ts';
import type { Known, Workspace } from './workspace.ts';

export function note(work: Workspace, kind: ReviewKind, of: readonly string[], since = 0): void {
  const id = reviewKey(kind, of);
  work.toReview.set(id, { id, kind, subjects: reviewSubjects(kind, of), since });
  work.topics.add('review');
}

/** After the batch has been projected and settled. `authors`: devices that wrote something in it. */
export async function noteReview(
  work: Workspace,
  known: Known,
  authors: readonly AuthorRow[],
): Promise<void> {
  noteCuts(work);
  noteOverdrawn(work);
  // One desktop enters nothing twice unseen, and reading for it would cost every payment a look at the customer's others.
  if (new Set([...known.authors.keys(), ...authors.map(({ device }) => device)]).size > 1)
    await notePayments(work);
  await noteNumbers(work, known);
}

function noteCuts(work: Workspace): void {
  for (const { after } of work.allocations.changes()) {
    if (!after || !work.documents.has(after.target)) continue;
    const target = work.documents.get(after.target);
    // What came before its invoice did not fit nowhere: it waits.
    if (target && (after.cut > 0 || target.end)) note(work, 'cut', [after.id]);
  }
}

function noteOverdrawn(work: Workspace): void {
  for (const table of ['documents', 'payments'] as const) {
    for (const { after } of work[table].changes()) {
      if (!after || after.end) continue;
      if (after.rest < 0) note(work, 'overdrawn', [after.id]);
      if ('total' in after && creditedOf(after).credited > billedOf(after))
        note(work, 'over-credited', [after.id]);
      if ('total' in after && timesTaken(after) > 1) note(work, 'over-deducted', [after.id]);
    }
  }
}

/** How many documents take something off a deposit invoice: those that deduct it, and credit notes for it. */
const timesTaken = ({ kind, namedBy, creditedBy }: DocumentRow): number =>
  kind === 'depositInvoice' ? namedBy.filter((one) => one.kind === 'invoice').length + creditedBy.length : 0;

/** Bounds of one customer's payments of a day and those beside it. */
function near({ customer, date }: PaymentRow): [unknown[], unknown[]] {
  const newest = -dayNumber(date);
  return [
    [customer, newest - 1, Number.NEGATIVE_INFINITY],
    [customer, newest + 1, Number.POSITIVE_INFINITY],
  ];
}

async function notePayments(work: Workspace): Promise<void> {
  const fresh = [...work.payments.changes()].flatMap(({ before, after }) => (!before && after ? after : []));
  if (fresh.length === 0) return;
  const old = await work.db.payments.where('[customer+newest+down]').inAnyRange(fresh.map(near)).toArray();
  const byCustomer = new Map<string, Map<string, PaymentRow>>();
  for (const row of [...old, ...fresh]) {
    const rows = byCustomer.get(row.customer) ?? new Map<string, PaymentRow>();
    byCustomer.set(row.customer, rows.set(row.id, row));
  }
  const alike = (one: PaymentRow, other: PaymentRow): boolean =>
    one.id !== other.id && one.amount === other.amount && one.commit !== other.commit;
  const pairs = fresh.flatMap((one) =>
    [...(byCustomer.get(one.customer)?.values() ?? [])]
      .filter((other) => alike(one, other))
      .map((other) => [one, other] as const),
  );
  if (pairs.length === 0) return;
  await work.commits.load(pairs.flatMap((pair) => pair.map(({ commit }) => commit)));
  const traits = (row: PaymentRow) => ({
    ...row,
    method: row.methodName,
    device: work.commits.get(row.commit)?.device ?? '',
  });
  for (const [one, other] of pairs)
    if (isLikelyDouble(traits(one), traits(other))) note(work, 'same-payment', [one.id, other.id]);
}

/** Series of one kind and prefix that are not one series: numbers of one may be numbers of the other. */
function clashing(series: Iterable<SeriesRow>): ReadonlySet<string> {
  const opened = [...series].filter((row) => row.opened !== null);
  const groups = grouped(opened, ({ opened: o }) => `${o?.kind} ${o?.prefix} ${o?.year}`);
  return new Set(groups.flatMap((rows) => (rows.length > 1 ? rows.map(({ id }) => id) : [])));
}

/** Rows that have one key, group by group. */
export function grouped<Row>(rows: Iterable<Row>, keyOf: (row: Row) => string): Row[][] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

async function noteNumbers(work: Workspace, known: Known): Promise<void> {
  if (work.issued.length === 0) return;
  const series = new Map(known.series);
  for (const { after } of work.series.changes()) if (after) series.set(after.id, after);
  const shared = clashing(series.values());
  const suspect = work.issued.flatMap(({ number, again, series: of }) =>
    again || shared.has(of) ? [number] : [],
  );
  if (suspect.length === 0) return;
  const keys = new Set(suspect);
  const found = new Map<string, DocumentRow>();
  const bounds = [...keys].map((key): [unknown[], unknown[]] => [
    [key, Number.NEGATIVE_INFINITY],
    [key, Number.POSITIVE_INFINITY],
  ]);
  for (const row of await work.db.documents.where('[numberKey+at]').inAnyRange(bounds).toArray())
    found.set(row.id, row);
  for (const { after } of work.documents.changes())
    if (after && keys.has(after.numberKey)) found.set(after.id, after);
  for (const rows of grouped(found.values(), ({ kind, number }) => `${kind} ${number}`)) {
    const [first, ...others] = rows.map(({ id }) => id).sort();
    for (const other of others) note(work, 'same-number', [first ?? '', other]);
  }
}
