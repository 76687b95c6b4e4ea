/**
 * What documents and payments share: a fact stands under its entity's id, is never edited, and learns from other facts.
 * When two claim one id, both are kept (`doubled-id.ts`).
 */
import { type Day, type Minor, minor } from '../../../shared/domain/money.ts';
import { doubledId } from '../../../shared/events/doubled-id.ts';
import { FOREVER } from '../../../shared/events/settlement.ts';
import { note } from '../note-review.ts';
import type { DocumentRow, End, Links, PaymentRow, Rest } from '../rows.ts';
import { isIdle } from '../settle-at-end.ts';
import { spanOf } from '../span.ts';
import { NO_LINKS, type RowCache, type SubjectKey, type Workspace } from '../workspace.ts';
import { type Act, withCommit } from './act.ts';

/** The rest of a fact that nothing has settled yet. */
export function untouched(amount: Minor, from: Day): Rest {
  const closed = amount === 0 ? from : FOREVER;
  return {
    rest: amount,
    last: from,
    roomFrom: from,
    closed,
    span: spanOf(from, closed),
    settled: false,
    order: '',
  };
}

/** Puts a new fact into its table; `make` builds the row for the id and links that it gets. */
export function placeFact<Row extends DocumentRow | PaymentRow>(
  act: Act,
  cache: RowCache<Row>,
  key: SubjectKey,
  index: number,
  make: (id: string, links: Links) => Row,
): void {
  const { work, commit } = act;
  const claimTwice = (other: string) => note(work, 'issued-twice', [key.id, other]);
  const waited = (id: string): Links => {
    const said = work.takeWaiting(key.table, id);
    if (said) work.needsRefold({ table: key.table, id });
    return said ?? NO_LINKS;
  };
  const place = (id: string, links: Links) =>
    cache.set(make(id, { ...links, history: withCommit(links.history, commit) }));
  const holder = cache.get(key.id);
  if (!holder) {
    place(key.id, waited(key.id));
    return;
  }
  if (holder.commit < commit || (holder.commit === commit && holder.event < index)) {
    const id = doubledId(commit, index);
    place(id, waited(id));
    claimTwice(id);
    return;
  }
  const id = doubledId(holder.commit, holder.event);
  claimTwice(id);
  const links = waited(id);
  const amount = 'total' in holder ? holder.total : holder.amount;
  const rest = untouched(isIdle(holder) ? minor(0) : amount, holder.from);
  // Turns are no part of `NO_LINKS`: what was said of the id stays with the id.
  const unsaid = holder.turns ? { turns: [] } : {};
  cache.set({
    ...holder,
    ...rest,
    ...unsaid,
    ...links,
    id,
    history: withCommit(links.history, holder.commit),
  });
  const { allocations, reductions, granted, creditedBy, namedBy, dues, copies } = holder;
  const { answer, cheque, end, turns, released, handedOut, archived, cleared, clearedPapers, way, history } =
    holder;
  place(key.id, {
    allocations,
    reductions,
    granted,
    creditedBy,
    namedBy,
    dues,
    copies,
    answer,
    cheque,
    end,
    ...(turns ? { turns } : {}),
    released,
    handedOut,
    archived,
    cleared,
    clearedPapers,
    way,
    history,
  });
  work.needsRefold(key);
}

/** Of two ends of one fact the earlier; of one day the smaller commit id. */
export function earlierEnd(a: End | null, b: End): End {
  if (!a) return b;
  if (a.on !== b.on) return a.on < b.on ? a : b;
  return a.commit <= b.commit ? a : b;
}

/** Changes what is said of a document or payment; it waits when that has not arrived yet. */
export function linkSubject(
  work: Workspace,
  key: SubjectKey,
  change: (links: Links) => Partial<Links>,
): void {
  const row = work.subject(key);
  if (!row) work.wait(key.table, key.id, change);
  else if (key.table === 'documents') work.documents.set({ ...(row as DocumentRow), ...change(row) });
  else work.payments.set({ ...(row as PaymentRow), ...change(row) });
}

export const added = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id];
