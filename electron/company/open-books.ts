/** The start of a company's store (architecture "A start"): lock, scan, ask the books, decide, and only then write. */
import { PROJECTOR_VERSION } from '../../shared/contract/books-port.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Log } from '../ports.ts';
import type { BooksKeeper } from './books-keeper.ts';
import type { JournalAccess } from './journal-access.ts';
import type { JournalHandle } from './journal-handle.ts';
import { planStart } from './plan-start.ts';

export interface StoreStart {
  readonly journal: JournalHandle;
  /** The books hold another history than the journal (DV3): this desktop must become a new device before it issues. */
  readonly forked: boolean;
}

export interface StoreOptions {
  readonly access: JournalAccess;
  readonly keeper: BooksKeeper;
  readonly installId: string;
  readonly newId: () => string;
  readonly log: Log;
  /** Called as soon as the journal can be read, before the books follow it. */
  readonly onJournal: (journal: JournalHandle) => void;
}

/** Frames asked of the books at once when they give back what the journal lost. */
const FRAMES_AT_ONCE = 2_000;

export async function startStore(options: StoreOptions): Promise<Result<StoreStart, AppError>> {
  const { access, keeper, log } = options;
  const [scanned, books] = await Promise.all([access.scan(), keeper.spawn()]);
  if (!scanned.ok) return scanned;
  let state = await books.state();
  if (!state.ok) {
    log.warn(`the books do not open (${state.error.kind}): they are built anew`);
    state = ok({ state: 'empty' });
  }
  const held = state.value;
  const applied = held.state === 'ready' ? held.applied : null;
  const { head } = scanned.value;
  const chain = applied !== null && head && applied <= head.number ? await access.chainAt(applied) : ok(null);
  if (!chain.ok) return chain;
  const plan = planStart(
    { head, damaged: scanned.value.damaged, chainAtApplied: chain.value && Buffer.from(chain.value).toString('hex') },
    held,
    PROJECTOR_VERSION,
  );
  log.info(`start: journal ${plan.journal}, books ${plan.books}`);

  if (plan.journal === 'rebuild') {
    const rebuilt = await access.rebuildFrom((from) => books.frames(from, FRAMES_AT_ONCE));
    if (!rebuilt.ok) return rebuilt;
  }
  const missing = plan.journal === 'write-back' ? await books.frames(plan.from, Number.MAX_SAFE_INTEGER) : ok([]);
  if (!missing.ok) return missing;
  const trusted = plan.books === 'replay' || plan.books === 'keep';
  const opened = await access.open({
    known: {
      applied: trusted ? applied : null,
      acknowledged: trusted && held.state === 'ready' ? held.acknowledged : null,
    },
    missing: missing.value,
    journalId: options.newId(),
    incarnation: options.newId(),
    installId: options.installId,
  });
  if (!opened.ok) return err(opened.error);
  options.onJournal(opened.value);

  const current = held.state === 'ready' && held.projectorVersion === PROJECTOR_VERSION;
  const followed =
    trusted && current ? await keeper.follow(held.build, held.applied) : await keeper.rebuild();
  if (!followed.ok) return followed;
  return ok({ journal: opened.value, forked: plan.books === 'fork' });
}
