/** What a confirmation changes in commits that are already in the books: their place in the order and their clock (EV3, EV4). */
import { effectiveClock } from '../../shared/events/clock.ts';
import { type Confirmation, orderKey } from '../../shared/events/commit.ts';
import { standingConfirmation } from '../../shared/events/confirmation.ts';
import { type MergedRecord, mergeFields } from '../../shared/events/records.ts';
import { type DecodedCommit, type ReadEvent, readEvents } from './decode.ts';
import { readCommit } from './log.ts';
import { allocationOrder } from './projections/act.ts';
import { type MergedTable, mergedTableOf, mergedWrites, mergesByClock } from './projections/merged-writes.ts';
import { targetKey } from './projections/settlements.ts';
import type { CommitRow, RecordRow } from './rows.ts';
import type { RowCache, Workspace } from './workspace.ts';

interface Stale {
  readonly table: MergedTable;
  readonly id: string;
}

/** `confirmed`: what this batch says of commits; `fresh`: the batch's new commits, which were projected with it already. */
export async function reorder(
  work: Workspace,
  confirmed: ReadonlyMap<string, Confirmation>,
  fresh: ReadonlyMap<string, DecodedCommit>,
): Promise<void> {
  const stale = new Map<string, Stale>();
  const eventsOf = async (row: CommitRow): Promise<readonly ReadEvent[]> => {
    const here = fresh.get(row.id);
    if (here) return here.events;
    const commit = await readCommit(work.db, row.number);
    return commit ? readEvents(commit) : [];
  };
  for (const [id, said] of confirmed) {
    if (fresh.has(id)) continue;
    const row = work.commits.get(id);
    if (!row) {
      const early = work.confirmations.get(id)?.confirmation ?? null;
      work.confirmations.set({ id, confirmation: standingConfirmation(early, said) });
      continue;
    }
    const confirmation = standingConfirmation(row.confirmation, said) ?? said;
    if (confirmation === row.confirmation) continue;
    work.commits.set({ ...row, confirmation });
    const clockBefore = effectiveClock(row.clock, row.confirmation?.received ?? null);
    const clockChanged = effectiveClock(row.clock, confirmation.received) !== clockBefore;
    if (!row.allocates && !clockChanged) continue;
    for (const { event, index } of await eventsOf(row)) {
      if (!event) continue;
      if (event.type === 'allocation.made')
        await moveAllocation(work, event.entity, { ...row, confirmation }, index);
      else if (clockChanged && mergesByClock(event)) {
        const table = mergedTableOf(event);
        stale.set(`${table}/${event.entity}`, { table, id: event.entity });
      }
    }
  }
  for (const record of stale.values()) await mergeAgain(work, record, eventsOf);
}

const orderOf = (row: CommitRow): string => orderKey({ clock: row.clock, id: row.id }, row.confirmation);

async function moveAllocation(work: Workspace, id: string, commit: CommitRow, index: number): Promise<void> {
  await work.allocations.load([id]);
  const row = work.allocations.get(id);
  if (row?.commit !== commit.id) return;
  work.allocations.set({ ...row, order: allocationOrder(orderOf(commit), index) });
  work.needsRefold({ table: row.sourceTable, id: row.source });
  work.needsRefold(targetKey(row.target));
  work.topics.add('documents').add('payments');
}

/** Folds one record again from all commits that name it. */
async function mergeAgain(
  work: Workspace,
  { table, id }: Stale,
  eventsOf: (row: CommitRow) => Promise<readonly ReadEvent[]>,
): Promise<void> {
  const cache = (table === 'drafts' ? work.drafts : work.records[table]) as RowCache<RecordRow>;
  await cache.load([id]);
  const row = cache.get(id);
  if (!row) return;
  await work.commits.load(row.history);
  let merged: MergedRecord = {};
  for (const commit of row.history) {
    const commitRow = work.commits.get(commit);
    if (!commitRow) continue;
    const clock = effectiveClock(commitRow.clock, commitRow.confirmation?.received ?? null);
    for (const { fields } of mergedWrites(await eventsOf(commitRow), table, id)) {
      merged = mergeFields(merged, fields, clock, commit);
    }
  }
  cache.set({ ...row, merged });
}
