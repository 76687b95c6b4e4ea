/**
 * What documents and payments share: a fact stands under its entity's id, is never edited, and learns from other facts.
 * When two commits claim one id (one draft issued on two desktops), both are kept: the smaller commit id has the entity's
 * id, the other stands under its own commit id (EV5).
 */
import type { Day, Minor } from '../../../shared/domain/money.ts';
import { FOREVER } from '../../../shared/events/settlement.ts';
import type { DocumentRow, End, Links, PaymentRow, Rest } from '../schema.ts';
import { NO_LINKS, type RowCache, type SubjectKey, type Workspace } from '../workspace.ts';
import { type Act, withCommit } from './act.ts';

/** The rest of a fact that nothing has settled yet. */
export function untouched(amount: Minor, from: Day): Rest {
  return {
    rest: amount,
    last: from,
    roomFrom: from,
    closed: amount === 0 ? from : FOREVER,
    settled: false,
    order: '',
  };
}

/** Puts a new fact into its table; `make` builds the row for the id and links that it gets. */
export function placeFact<Row extends DocumentRow | PaymentRow>(
  act: Act,
  cache: RowCache<Row>,
  key: SubjectKey,
  make: (id: string, links: Links) => Row,
): void {
  const { work, commit } = act;
  const holder = cache.get(key.id);
  if (!holder) {
    const said = work.takeWaiting(key.id);
    const links = said ?? NO_LINKS;
    cache.set(make(key.id, { ...links, history: withCommit(links.history, commit) }));
    if (said) work.needsRefold(key);
    return;
  }
  if (holder.commit === commit) return;
  const alone = (of: string): Links => ({ ...NO_LINKS, history: [of] });
  if (commit < holder.commit) {
    const moved = { ...holder, ...alone(holder.commit), id: holder.commit };
    cache.set(moved);
    work.needsRefold({ table: key.table, id: moved.id });
    const { allocations, reductions, granted, end, released, archived, history } = holder;
    const links = {
      allocations,
      reductions,
      granted,
      end,
      released,
      archived,
      history: withCommit(history, commit),
    };
    cache.set(make(key.id, links));
    work.needsRefold(key);
  } else {
    cache.set(make(commit, alone(commit)));
    work.needsRefold({ table: key.table, id: commit });
  }
}

/** Of two ends of one fact the earlier; of one day the smaller commit id. */
export function earlierEnd(a: End | null, b: End): End {
  if (!a) return b;
  if (a.on !== b.on) return a.on < b.on ? a : b;
  return a.commit <= b.commit ? a : b;
}

/** Changes what is said of a document or payment. */
export function linkSubject(
  work: Workspace,
  key: SubjectKey,
  change: (links: Links) => Partial<Links>,
): void {
  const row = work.subject(key);
  const changed = work.link(key.id, row, change);
  if (!row || !changed) return;
  if (key.table === 'documents') work.documents.set({ ...(row as DocumentRow), ...changed });
  else work.payments.set({ ...(row as PaymentRow), ...changed });
}

export const added = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids : [...ids, id];
