/** What a confirmation changes in commits that are already in the books: their place in the order and their clock (EV3, EV4). */
import { effectiveClock } from '../../shared/events/clock.ts';
import { type Commit, type Confirmation, orderKey } from '../../shared/events/commit.ts';
import { standingConfirmation } from '../../shared/events/confirmation.ts';
import { type MergedRecord, mergeFields } from '../../shared/events/records.ts';
import { type DecodedCommit, type ReadEvent, readEvents } from './decode.ts';
import { readCommit, readCommits } from './log.ts';
import { allocationOrder } from './projections/act.ts';
import { type MergedTable, mergedTableOf, mergedWrites, mergesByClock } from './projections/merged-writes.ts';
import { targetKey } from './projections/settlements.ts';
import type { CommitRow, RecordRow } from './rows.ts';
import type { RowCache, Workspace } from './workspace.ts';

interface Stale {
  readonly table: MergedTable;
  readonly id: string;
}

/** A commit that is here already, with the confirmation that it has from now on. */
interface Confirmed {
  readonly row: CommitRow;
  readonly clockChanged: boolean;
}

/** `confirmed`: what this batch says of commits; `fresh`: the batch's new commits, which were projected with it already. */
export async function reorder(
  work: Workspace,
  confirmed: ReadonlyMap<string, Confirmation>,
  fresh: ReadonlyMap<string, DecodedCommit>,
): Promise<void> {
  const moved: Confirmed[] = [];
  for (const [id, said] of confirmed) {
    if (fresh.has(id)) continue;
    const before = work.commits.get(id);
    if (!before) {
      const early = work.confirmations.get(id)?.confirmation ?? null;
      work.confirmations.set({ id, confirmation: standingConfirmation(early, said) });
      continue;
    }
    const confirmation = standingConfirmation(before.confirmation, said) ?? said;
    if (confirmation === before.confirmation) continue;
    const row = { ...before, confirmation };
    work.commits.set(row);
    const clockChanged = clockOf(row) !== clockOf(before);
    if (row.allocates || clockChanged) moved.push({ row, clockChanged });
  }
  if (moved.length === 0) return;

  // One round of reading for all of them: a first sync confirms thousands, and what each costs is the asking (SY5).
  const read = await readCommits(
    work.db,
    moved.map(({ row }) => row.number),
  );
  const happened = moved.map((one) => ({ ...one, events: eventsIn(read.get(one.row.number)) }));
  await work.allocations.load(
    happened.flatMap(({ events }) =>
      events.flatMap(({ event }) => (event?.type === 'allocation.made' ? event.entity : [])),
    ),
  );
  const stale = new Map<string, Stale>();
  for (const { row, clockChanged, events } of happened) {
    for (const { event, index } of events) {
      if (!event) continue;
      if (event.type === 'allocation.made') moveAllocation(work, event.entity, row, index);
      else if (clockChanged && mergesByClock(event)) {
        const table = mergedTableOf(event);
        stale.set(`${table}/${event.entity}`, { table, id: event.entity });
      }
    }
  }
  const eventsOf = async ({ id, number }: CommitRow) =>
    fresh.get(id)?.events ?? eventsIn(await readCommit(work.db, number));
  for (const record of stale.values()) await mergeAgain(work, record, eventsOf);
}

const eventsIn = (commit: Commit | undefined): readonly ReadEvent[] => (commit ? readEvents(commit) : []);

const clockOf = ({ clock, confirmation }: CommitRow): string =>
  effectiveClock(clock, confirmation?.received ?? null);

const orderOf = (row: CommitRow): string => orderKey({ clock: row.clock, id: row.id }, row.confirmation);

function moveAllocation(work: Workspace, id: string, commit: CommitRow, index: number): void {
  const row = work.allocations.get(id);
  if (row?.commit !== commit.id) return;
  work.allocations.set({ ...row, order: allocationOrder(orderOf(commit), index) });
  work.needsRefold({ table: row.sourceTable, id: row.source });
  work.needsRefold(targetKey(row.target));
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
    const clock = clockOf(commitRow);
    for (const { fields } of mergedWrites(await eventsOf(commitRow), table, id)) {
      merged = mergeFields(merged, fields, clock, commit);
    }
  }
  cache.set({ ...row, merged });
}
