/** The start of a company's store (architecture "A start"): lock, scan, ask the books, decide, and only then write. */
import { type Books, type BooksState, PROJECTOR_VERSION } from '../../shared/contract/books-port.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import type { Log } from '../ports.ts';
import type { BooksKeeper } from './books-keeper.ts';
import type { JournalAccess, Supply } from './journal-access.ts';
import type { JournalHandle } from './journal-handle.ts';
import { planStart } from './plan-start.ts';

export interface StoreStart {
  readonly journal: JournalHandle;
  /** The books held another history than the journal (DV3): this desktop must become a new device before it issues. */
  readonly forked: boolean;
  /** The journal ends with a checkpoint (JO4). */
  readonly covered: boolean;
}

export interface StoreOptions {
  readonly access: JournalAccess;
  readonly keeper: BooksKeeper;
  readonly installId: string;
  readonly newId: () => string;
  readonly log: Log;
  /** The record must be here already: where it is not, none is begun, nor made of what the books hold. */
  readonly mustBeHere: boolean;
  /** Called as soon as the journal can be read, before the books follow it. */
  readonly onJournal: (journal: JournalHandle) => void;
}

/** Frames asked of the books at once when they give back what the journal lost. */
const FRAMES_AT_ONCE = 2_000;

export async function startStore(options: StoreOptions): Promise<Result<StoreStart, AppError>> {
  const { access, keeper, log } = options;
  // The lock comes first: the books of a company that another program holds are not even looked at (BO3).
  const locked = access.lock();
  if (!locked.ok) return locked;
  // The window starts while the journal's end is read.
  const [scanned, books] = await Promise.all([access.scan(), keeper.spawn()]);
  if (!scanned.ok) return scanned;
  if (options.mustBeHere && scanned.value === null)
    return err({ kind: 'storage', reason: 'missing', path: 'journal' });
  const asked = await books.state();
  if (!asked.ok) log.warn(`the books do not open (${asked.error.kind}): they are built anew`);
  const held: BooksState = asked.ok ? asked.value : { state: 'empty' };
  const plan = planStart(scanned.value, held);
  const supply: Supply = (from) => books.frames(from, FRAMES_AT_ONCE);
  log.info(`start: journal ${plan.journal}, books ${plan.books}`);

  if (plan.journal === 'rebuild') {
    const rebuilt = await access.rebuildFrom(supply);
    if (!rebuilt.ok) return rebuilt;
  }
  const follows = plan.books === 'follow' && held.state === 'ready' ? held : null;
  const opened = await access.open({
    known: { applied: follows?.applied ?? null, acknowledged: follows?.acknowledged ?? null },
    supply,
    journalId: options.newId(),
    incarnation: options.newId(),
    installId: options.installId,
  });
  if (!opened.ok) return opened;
  const journal = opened.value;
  options.onJournal(journal);
  const forked = follows !== null && !(await sameChain(journal, follows));
  if (forked) await keepFork(access, books, log);
  const usable = follows !== null && !forked && follows.projectorVersion === PROJECTOR_VERSION;
  const followed = usable ? await keeper.follow(follows.build, follows.applied) : await keeper.rebuild();
  if (!followed.ok) return followed;
  const last = await journal.readFrom(journal.position().number, 1);
  return ok({ journal, forked, covered: last.ok && last.value[0]?.kind === FRAME_KIND.checkpoint });
}

/** True when the journal's frame at the books' position carries the books' chain. */
async function sameChain(journal: JournalHandle, books: BooksState & { state: 'ready' }): Promise<boolean> {
  const read = await journal.readFrom(books.applied, 1);
  const frame = read.ok ? read.value[0] : undefined;
  return frame?.number === books.applied && Buffer.from(frame.chain).equals(Buffer.from(books.chain));
}

/** Keeps what the books hold of the other history before they are built anew (DV3: keep both). */
async function keepFork(access: JournalAccess, books: Books, log: Log): Promise<void> {
  log.error(
    'the books hold another history than the journal: both are kept, this desktop becomes a new device',
  );
  for (let from = 1; ; ) {
    const frames = await books.frames(from, FRAMES_AT_ONCE);
    const last = frames.ok ? frames.value.at(-1) : undefined;
    if (!frames.ok || !last) return;
    await access.keepAside(frames.value);
    from = last.number + 1;
  }
}
