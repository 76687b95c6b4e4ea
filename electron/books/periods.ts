/**
 * What closes do to the rest of the books (PC3, EV6): allocations that a close names are folded again, and commits with
 * something that arrived after a close are noted. Whether a noted one still is late is decided when it is shown, since the
 * close may be reopened.
 */
import type { Day, Minor } from '../../shared/domain/money.ts';
import {
  arrivedAfter,
  type Close,
  earliestEffect,
  knew,
  mostOf,
  openFrom,
} from '../../shared/events/periods.ts';
import { type DecodedCommit, decodeFrame } from './decode.ts';
import { readFramesBefore } from './log.ts';
import type { Memory } from './memory.ts';
import { targetKey } from './projections/settlements.ts';
import type { AuthorRow, CloseRow, LateRow } from './rows.ts';
import type { Workspace } from './workspace.ts';

/** A close as the rules see it; `undefined` while only what was said of it is here. */
export const closeOf = ({ closed, reopened, sealed }: CloseRow): Close | undefined =>
  closed ? { ...closed, reopened: reopened !== null, sealed: sealed !== null } : undefined;

/** All closes of some rows. */
export const closesAmong = (rows: Iterable<CloseRow>): Close[] =>
  [...rows].flatMap((row) => closeOf(row) ?? []);

/** Every close as it stands in the middle of an apply. */
export function closesNow(work: Workspace): Close[] {
  const rows = new Map(work.known.closes);
  for (const { after } of work.closes.changes()) if (after) rows.set(after.id, after);
  return closesAmong(rows.values());
}

/** What stood of allocations when a period was closed over them, as `settle` takes it. */
export const mostNow = (work: Workspace): ReadonlyMap<string, Minor> => mostOf(closesNow(work));

/** Marks for settlement what changed closes name. */
export async function refoldNamed(work: Workspace): Promise<void> {
  const named = new Set<string>();
  for (const { before, after } of work.closes.changes())
    for (const row of [before, after]) for (const id of Object.keys(row?.closed?.cuts ?? {})) named.add(id);
  if (named.size === 0) return;
  await work.allocations.load(named);
  for (const id of named) {
    const row = work.allocations.get(id);
    if (!row) continue;
    work.needsRefold({ table: row.sourceTable, id: row.source });
    work.needsRefold(targetKey(row.target));
  }
}

const lateOf = (commit: DecodedCommit, closes: readonly Close[]): LateRow | undefined => {
  const day = earliestEffect(commit.events.flatMap(({ event }) => event ?? []));
  const { id, device, sequence } = commit.envelope;
  const isLate =
    day !== null && closes.some((close) => day <= close.through && !knew(close, { device, sequence }));
  return isLate ? { id, day, device, sequence } : undefined;
};

/** Notes the batch's commits that a close did not know, and those before the batch that a close of the batch did not. */
export async function noteLate(
  work: Workspace,
  fresh: Iterable<DecodedCommit>,
  firstFrame: number,
): Promise<void> {
  const closes = closesNow(work);
  if (closes.length === 0) return;
  const note = (commit: DecodedCommit, among: readonly Close[]) => {
    const row = lateOf(commit, among);
    if (row) work.late.set(row.id, row);
  };
  for (const commit of fresh) note(commit, closes);
  const arrived = [...work.closes.changes()].flatMap(({ before, after }) =>
    after?.closed && after.closed.commit !== before?.closed?.commit ? (closeOf(after) ?? []) : [],
  );
  for (const close of arrived) {
    for await (const commit of unknownBefore(work, close, work.known.authors.values(), firstFrame))
      note(commit, [close]);
  }
}

/** The commits here that a close did not know, newest first. They lie near the end: the walk ends when all are found. */
async function* unknownBefore(
  work: Workspace,
  close: Close,
  authors: Iterable<AuthorRow>,
  firstFrame: number,
): AsyncIterable<DecodedCommit> {
  let missing = 0;
  for (const { device, sequence } of authors) {
    const had = Math.max(close.known[device] ?? 0, device === close.device ? close.sequence - 1 : 0);
    missing += Math.max(0, sequence - had);
  }
  const found = new Set<string>();
  for (let before = firstFrame; missing > found.size; ) {
    const frames = await readFramesBefore(work.db, before);
    const first = frames[0];
    if (!first) return;
    for (const frame of frames.reverse()) {
      const entry = decodeFrame(frame);
      if (entry?.type !== 'commit' || found.has(entry.envelope.id) || knew(close, entry.envelope)) continue;
      found.add(entry.envelope.id);
      yield entry;
    }
    before = first.number;
  }
}

/** The closes that something in a commit arrived after (PC3). */
export function lateAfter(closes: Iterable<CloseRow>, late: LateRow): CloseRow[] {
  return [...closes].filter((row) => {
    const close = closeOf(row);
    return close !== undefined && arrivedAfter(close, late, late.day);
  });
}

/** The first open day; `null` while nothing is closed (PC2). */
export const openDay = (memory: Memory): Day | null => openFrom(closesAmong(memory.closes.values()));

/** The last day closed by a close that a fact of a commit arrived after; `null` where it came in time (PC3). */
export function arrivedAfterClose(memory: Memory, commit: string, day: Day): Day | null {
  const late = memory.late.get(commit);
  if (!late) return null;
  const days = lateAfter(memory.closes.values(), { ...late, day }).map(({ closed }) => closed?.through ?? '');
  return days.sort().at(-1) ?? null;
}
