/**
 * Applies a batch of frames in one transaction (BO2, BO4): compare and set, store the frames, project the facts, fold
 * settlement again where it changed, move the sums by the difference. Nothing of it is seen before all of it is there.
 */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { effectiveClock } from '../../shared/events/clock.ts';
import { type Confirmation, orderKey } from '../../shared/events/commit.ts';
import { earlierConfirmation } from '../../shared/events/confirmation.ts';
import { authorsOf, type DecodedCommit, decodeFrame } from './decode.ts';
import { toLogRows } from './log.ts';
import { project, Wanted } from './projections/project.ts';
import { reorder } from './reorder.ts';
import type { AuthorRow, BooksDatabase, CommitRow, MetaRow } from './schema.ts';
import { settleAgain } from './settle-again.ts';
import { moveSums } from './sums.ts';
import { Workspace } from './workspace.ts';

/** Ids of all rows of the tables that are nearly always empty, so that they need not be asked. */
export interface RareIds {
  readonly waiting: ReadonlySet<string>;
  readonly unread: ReadonlySet<string>;
  readonly confirmations: ReadonlySet<string>;
}

export interface AppliedBatch {
  readonly meta: MetaRow;
  readonly work: Workspace;
}

/** The books are not what the caller takes them for: another build, or another last frame (BO2). */
export class NotContinuing extends Error {}

/** @throws NotContinuing when compare-and-set refuses; whatever IndexedDB throws. */
export async function applyFrames(
  db: BooksDatabase,
  build: string,
  frames: readonly BooksFrame[],
  rare: RareIds,
): Promise<AppliedBatch> {
  const decoded = frames.map(decodeFrame);
  const authors = await authorsOf(frames, decoded);
  const work = new Workspace(db);

  const fresh = new Map<string, DecodedCommit>();
  const confirmed = new Map<string, Confirmation>();
  const wanted = new Wanted();
  let acknowledgement: readonly { readonly id: string }[] | undefined;
  const confirm = (id: string, confirmation: Confirmation | null) => {
    const earlier = earlierConfirmation(confirmed.get(id) ?? null, confirmation);
    if (earlier) confirmed.set(id, { sequence: earlier.sequence, received: earlier.received });
  };
  for (const entry of decoded) {
    if (entry?.type === 'acknowledgement') {
      acknowledgement = entry.entries;
      for (const { id, sequence, received } of entry.entries) confirm(id, { sequence, received });
    } else if (entry) {
      const { id } = entry.envelope;
      confirm(id, entry.confirmation);
      if (!fresh.has(id)) fresh.set(id, entry);
    }
  }

  return db.transaction('rw', db.tables, async () => {
    const state = await db.meta.get('state');
    if (!state || state.build !== build || !continues(state, frames)) throw new NotContinuing();
    await db.log.bulkPut(toLogRows(frames));

    await work.commits.load([...fresh.keys(), ...confirmed.keys()]);
    await work.confirmations.load([...fresh.keys(), ...confirmed.keys()], rare.confirmations);
    for (const id of fresh.keys()) {
      if (work.commits.get(id)) fresh.delete(id);
    }
    for (const commit of fresh.values()) {
      for (const read of commit.events) wanted.add(commit.envelope.id, read);
    }
    await wanted.load(work, rare.waiting, rare.unread);

    for (const commit of fresh.values()) {
      const { id } = commit.envelope;
      const early = work.confirmations.get(id);
      if (early) work.confirmations.remove(id);
      projectCommit(
        work,
        commit,
        earlierConfirmation(confirmed.get(id) ?? null, early?.confirmation ?? null),
      );
    }
    await reorder(work, confirmed, fresh);
    await settleAgain(work);
    await moveSums(work);
    for (const cache of work.caches()) await cache.write();
    await writeAuthors(db, authors);

    const last = frames.at(-1);
    const numbers = acknowledgement?.map(({ id }) => work.commits.get(id)?.number ?? 0);
    const meta: MetaRow = {
      ...state,
      applied: last?.number ?? state.applied,
      chain: last?.chain.slice() ?? state.chain,
      acknowledged: numbers ? numbers.reduce((a, b) => Math.max(a, b), 0) : state.acknowledged,
    };
    await db.meta.put(meta);
    return { meta, work };
  });
}

function continues(state: MetaRow, frames: readonly BooksFrame[]): boolean {
  return frames.every((frame, index) => frame.number === state.applied + 1 + index);
}

function projectCommit(work: Workspace, commit: DecodedCommit, confirmation: Confirmation | null): void {
  const { envelope, events, number } = commit;
  const { id, device, sequence, clock, recorded, actor, command } = envelope;
  const row: CommitRow = {
    id,
    number,
    device,
    sequence,
    clock,
    recorded,
    actor,
    command,
    confirmation,
    allocates: events.some(({ event }) => event?.type === 'allocation.made'),
  };
  work.commits.set(row);
  const act = {
    work,
    commit: id,
    clock: effectiveClock(clock, confirmation?.received ?? null),
    order: orderKey(envelope, confirmation),
    recorded,
    number,
  };
  for (const read of events) project(act, read);
}

async function writeAuthors(db: BooksDatabase, authors: readonly AuthorRow[]): Promise<void> {
  if (authors.length === 0) return;
  const known = await db.authors.bulkGet(authors.map(({ device }) => device));
  const newer = authors.filter((author, index) => author.sequence > (known[index]?.sequence ?? 0));
  if (newer.length > 0) await db.authors.bulkPut(newer);
}
