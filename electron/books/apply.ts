/**
 * Applies a batch of frames in one transaction (BO2, BO4): compare and set, store the frames, project the facts, fold
 * settlement again where it changed, move the sums by the difference. Nothing of it is seen before all of it is there.
 */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import type { Day } from '../../shared/domain/money.ts';
import { effectiveClock } from '../../shared/events/clock.ts';
import { type Confirmation, orderKey } from '../../shared/events/commit.ts';
import { type Acknowledgement, standingConfirmation } from '../../shared/events/confirmation.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import { followPlace } from '../../shared/events/sync-place.ts';
import { authorsOf, type Decoded, type DecodedCommit, decodeFrame } from './decode.ts';
import { toLogRows } from './log.ts';
import { noteReview } from './note-review.ts';
import { openMoves } from './open-pages.ts';
import { noteLate, refoldNamed } from './periods.ts';
import { project, Wanted } from './projections/project.ts';
import type { Recent } from './recent.ts';
import { reorder } from './reorder.ts';
import type { AuthorRow, CommitRow, MetaRow } from './rows.ts';
import type { BooksDatabase } from './schema.ts';
import { settleAgain } from './settle-again.ts';
import { moveSums } from './sums.ts';
import { type AppliedBatch, type Known, Workspace } from './workspace.ts';

/** The books are not what the caller takes them for: another build, or another last frame (BO2). */
export class NotContinuing extends Error {}

/** Frames read and hashed; no row is needed for it, so it runs while the batch before is being written. */
export interface Prepared {
  readonly frames: readonly BooksFrame[];
  readonly decoded: readonly (Decoded | undefined)[];
  readonly authors: readonly AuthorRow[];
}

export async function prepareFrames(frames: readonly BooksFrame[]): Promise<Prepared> {
  const decoded = frames.map(decodeFrame);
  return { frames, decoded, authors: await authorsOf(frames, decoded) };
}

/** Several batches as one, the next frames of each after the last of the one before. */
export function joinPrepared(parts: readonly Prepared[]): Prepared {
  const newest = new Map<string, AuthorRow>();
  for (const author of parts.flatMap(({ authors }) => authors)) {
    if (author.sequence > (newest.get(author.device)?.sequence ?? 0)) newest.set(author.device, author);
  }
  return {
    frames: parts.flatMap(({ frames }) => frames),
    decoded: parts.flatMap(({ decoded }) => decoded),
    authors: [...newest.values()],
  };
}

/** A batch on its way into the database. Both promises fail together. */
export interface Applying {
  /** What it makes of the books, once all of it has been handed to the database: the next batch may go on from there. */
  readonly batch: Promise<AppliedBatch>;
  /** Ends when it is written. */
  readonly written: Promise<void>;
}

/**
 * Begins to apply frames after those that `known` and `recent` tell of, which may still be on their way (ADR 46): what is not
 * remembered is read when they are written. Nobody may read the books between `batch` and `written`.
 * Fails with NotContinuing when compare-and-set refuses; with whatever IndexedDB throws.
 */
export function applyFrames(
  db: BooksDatabase,
  build: string,
  prepared: Prepared,
  known: Known,
  recent: Recent,
): Applying {
  const onItsWay = Promise.withResolvers<AppliedBatch>();
  const written = write(db, build, prepared, new Workspace(db, known, recent), onItsWay.resolve);
  written.catch(onItsWay.reject);
  return { batch: onItsWay.promise, written };
}

async function write(
  db: BooksDatabase,
  build: string,
  { frames, decoded, authors }: Prepared,
  work: Workspace,
  onItsWay: (batch: AppliedBatch) => void,
): Promise<void> {
  const { known } = work;
  const state = known.meta;
  if (!state || state.build !== build || !continues(state, frames)) throw new NotContinuing();

  const fresh = new Map<string, DecodedCommit>();
  const confirmed = new Map<string, Confirmation>();
  const wanted = new Wanted();
  const acknowledgements: Acknowledgement[] = [];
  const confirm = (id: string, confirmation: Confirmation | null) => {
    const standing = standingConfirmation(confirmed.get(id) ?? null, confirmation);
    if (standing) confirmed.set(id, standing);
  };
  for (const entry of decoded) {
    if (entry?.type === 'acknowledgement') {
      const { entries, epoch } = entry.acknowledgement;
      acknowledgements.push(entry.acknowledgement);
      for (const { id, sequence, received } of entries) confirm(id, { sequence, received, epoch });
    } else if (entry) {
      const { id } = entry.envelope;
      confirm(id, entry.confirmation);
      if (fresh.has(id)) continue;
      fresh.set(id, entry);
      for (const read of entry.events) wanted.add(id, read);
    }
  }
  const ids = [...fresh.keys(), ...confirmed.keys()];

  await db.transaction('rw', db.tables, async () => {
    // Asked for at once and looked at in the end: it keeps the transaction while the batch before is being written.
    const standing = db.meta.get('state');
    standing.catch(() => undefined);
    // One round of reading and one of writing: what one command waits for is the rounds.
    await Promise.all([work.commits.load(ids), work.confirmations.load(ids), wanted.load(work)]);
    for (const id of ids) if (work.commits.get(id)) fresh.delete(id);

    for (const commit of fresh.values()) {
      const { id } = commit.envelope;
      const early = work.confirmations.get(id);
      if (early) work.confirmations.remove(id);
      projectCommit(
        work,
        commit,
        standingConfirmation(confirmed.get(id) ?? null, early?.confirmation ?? null),
      );
    }
    await reorder(work, confirmed, fresh);
    await refoldNamed(work);
    await settleAgain(work);
    await noteReview(work, known, authors);
    await noteLate(work, fresh.values(), frames[0]?.number ?? 0);
    await moveSums(work);
    const last = frames.at(-1);
    const numbers = acknowledgements.at(-1)?.entries.map(({ id }) => work.commits.get(id)?.number ?? 0);
    const meta: MetaRow = {
      ...state,
      applied: last?.number ?? state.applied,
      chain: last?.chain.slice() ?? state.chain,
      quiet: lastClosed(work, state.quiet),
      acknowledged: numbers ? numbers.reduce((a, b) => Math.max(a, b), 0) : state.acknowledged,
      sync: acknowledgements.reduce(followPlace, state.sync),
    };
    const newer = authors.filter(
      ({ device, sequence }) => sequence > (known.authors.get(device)?.sequence ?? 0),
    );
    const moves = openMoves(work, meta.applied);
    const writing = Promise.all([
      db.log.bulkPut(toLogRows(frames)),
      ...work.caches().map((cache) => cache.write()),
      db.authors.bulkPut(newer),
      db.review.bulkPut([...work.toReview.values()]),
      db.late.bulkPut([...work.late.values()]),
      db.openMoves.bulkPut(moves),
      db.meta.put(meta),
    ]);
    onItsWay({ meta, work, authors: newer, moves });
    const [before] = await Promise.all([standing, writing]);
    if (before?.build !== build || before.applied !== state.applied) throw new NotContinuing();
  });
}

/** The latest day on which something closed changed, among these rows and before them. */
function lastClosed({ documents, payments }: Workspace, before: Day): Day {
  let latest = before;
  for (const cache of [documents, payments]) {
    for (const { after } of cache.changes())
      if (after && after.closed !== FOREVER && after.closed > latest) latest = after.closed;
  }
  return latest;
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
    device,
    sequence,
    clock: effectiveClock(clock, confirmation?.received ?? null),
    order: orderKey(envelope, confirmation),
    recorded,
    actor,
    number,
  };
  for (const read of events) project(act, read);
}
