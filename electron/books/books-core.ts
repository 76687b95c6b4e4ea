/**
 * The books behind the port (BO1–BO5): one database, one memory, reads beside each other and applies one at a time.
 * Whatever the database throws without being expected ends the books: nothing opens again in place (BO2).
 */
import {
  type Books,
  type BooksState,
  type LookupName,
  PROJECTOR_VERSION,
} from '../../shared/contract/books-port.ts';
import type { BooksQueryName } from '../../shared/contract/contract.ts';
import { dayIn } from '../../shared/domain/day-in.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { applyFrames, NotContinuing } from './apply.ts';
import { ApplyQueue, type QueueLimits } from './apply-queue.ts';
import { countRows } from './count-rows.ts';
import { auditTable, booksDigest, sampleRows, type Turn } from './digest.ts';
import { Gate } from './gate.ts';
import { readFrames } from './log.ts';
import { lookups } from './lookups.ts';
import { loadMemory, Memory } from './memory.ts';
import { countMoves } from './open-pages.ts';
import { OpenPagesWriter } from './open-pages-writer.ts';
import type { QueryContext } from './queries/context.ts';
import { isOpenNow } from './queries/open-on.ts';
import { queries } from './queries/queries.ts';
import { Recent } from './recent.ts';
import { BooksDatabase } from './schema.ts';

/** How long rows are remembered after the last batch, in milliseconds: more of a load may come. */
const REMEMBERED = 1000;

/** How long a query waits for a commit that it asks to see, in milliseconds (BO2). */
const PATIENCE = 2000;

export interface BooksOptions {
  readonly indexedDB: IDBFactory;
  readonly keyRange: typeof IDBKeyRange;
  readonly name: string;
  /** Called once, when the books can no longer be trusted to answer: their window must end. */
  readonly onEnd: (fault: unknown) => void;
  /** How many frames are applied at once, and ahead of others; without it as many as were measured to be best. */
  readonly limits?: QueueLimits;
}

/** What a company is opened by: known before the open items are. */
const FROM_ROLL: ReadonlySet<BooksQueryName | LookupName> = new Set([
  'company',
  'users',
  'devices',
  'series',
  'author',
  'sync',
  'company.get',
  'company.users',
]);

/** What is answered from memory alone, which its own sums have checked: it need not wait until all rows are counted. */
const FROM_MEMORY: ReadonlySet<BooksQueryName | LookupName> = new Set([
  'taxes',
  'terms',
  'methods',
  'items',
  'items.get',
  'items.list',
  'taxes.list',
  'terms.list',
  'methods.list',
  'payments.openItems',
]);

/** What a read waits for: who is in the company, all that memory holds, or that the rows have been counted too. */
type Needs = 'roll' | 'memory' | 'rows';
const needsOf = (name: BooksQueryName | LookupName): Needs =>
  FROM_ROLL.has(name) ? 'roll' : FROM_MEMORY.has(name) ? 'memory' : 'rows';

/** What memory says too, unless something recorded takes effect only after the day that is asked for, as a held cheque does. */
const FROM_MEMORY_OF_DAY: ReadonlySet<BooksQueryName | LookupName> = new Set([
  'aging.report',
  'aging.customer',
  'customers.list',
  'dashboard.get',
]);
const isInMemory = (memory: Memory, name: BooksQueryName | LookupName, input: unknown): boolean => {
  if (!FROM_MEMORY_OF_DAY.has(name)) return false;
  const { asOf, today, on } = input as { readonly asOf?: Day; readonly today?: Day; readonly on?: Day };
  return isOpenNow(memory, asOf ?? today ?? on ?? todayOf(memory));
};

const UNAVAILABLE: AppError = { kind: 'unavailable', what: 'books' };

/** Errors by which IndexedDB says that it cannot read its own files. */
const DAMAGE: ReadonlySet<string> = new Set(['UnknownError', 'NotReadableError', 'DataError']);

/** Damaged books are deleted when they end, so that the next window finds none and the journal builds them anew (BO3). */
const isDamage = (fault: unknown): boolean => fault instanceof Error && DAMAGE.has(fault.name);

/** One of so many, 0 for the first; which one, nobody can tell before. */
const chooseOne = (count: number): number => {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return count === 0 ? 0 : drawn % count;
};

/** Today in the company's time zone. */
function todayOf({ records }: Memory): Day {
  const [company] = records.company.values();
  return dayIn(company?.fields.timeZone ?? 'UTC', Date.now());
}

/** Opens the books, or makes empty ones. @throws what the database throws when it cannot be opened. */
export async function openBooks(options: BooksOptions): Promise<Books> {
  const { indexedDB, keyRange, name, onEnd, limits } = options;
  const db = new BooksDatabase(name, indexedDB, keyRange);
  let ended = false;
  const end = (fault: unknown, damaged = isDamage(fault)) => {
    if (ended) return;
    ended = true;
    db.close({ disableAutoOpen: true });
    const tell = () => onEnd(fault);
    if (!damaged) {
      tell();
      return;
    }
    const deleting = indexedDB.deleteDatabase(name);
    deleting.onsuccess = tell;
    deleting.onerror = tell;
    deleting.onblocked = tell;
  };
  await db.open();
  db.on('close', () => end(new Error('the database was closed')));
  db.on('versionchange', () => end(new Error('another version of the database was asked for')));

  const opened = await db.meta.get('state');
  const gate = new Gate();
  let held: Memory | undefined;
  // The state is known at once; the first screen waits for the open items, and what reads rows for the count of them.
  let rollIsRead: (memory: Memory) => void = () => undefined;
  const rollRead = new Promise<Memory>((resolve) => {
    rollIsRead = resolve;
  });
  const pages = new OpenPagesWriter(
    db,
    () => (ended ? undefined : held),
    (fault) => end(fault),
  );
  const loading = loadMemory(db, rollIsRead).then((loaded) => {
    held = loaded;
    return loaded;
  });
  const roll = Promise.race([rollRead, loading]);
  let counted = false;
  const counting = loading.then(async (loaded) => {
    const table = await countRows(db);
    loaded.disagrees ??= table;
    counted = true;
    pages.follow(loaded.openFromRows + loaded.movesAlone);
  });
  // Whatever else the rows say is looked at in a sample that nothing waits for (BO4).
  const sampling = counting.then(() =>
    gate.read(async () => {
      const memory = held;
      if (!memory || ended) return;
      const table = await sampleRows(db, memory.sums, chooseOne);
      memory.disagrees ??= table;
      // The first invoice of the day need not read what those after it find in memory.
      await memory.nearInvoices.load(db, todayOf(memory));
    }),
  );
  for (const check of [roll, loading, counting, sampling]) check.catch((fault: unknown) => end(fault, true));
  /** As the database has it; memory may be ahead of it while batches are on their way. */
  let meta = opened;
  const waiters = new Set<() => void>();
  const recent = new Recent();
  let forgetting: ReturnType<typeof setTimeout> | undefined;

  const applying = new ApplyQueue(
    gate,
    async (build, prepared) => {
      clearTimeout(forgetting);
      const memory = held ?? (await loading);
      const { batch, written } = applyFrames(db, build, prepared, memory, recent);
      const following = batch.then((applied) => {
        memory.follow(applied);
        return applied;
      });
      const whole = Promise.all([following, written]).then(
        ([applied]) => {
          meta = applied.meta;
          pages.follow(countMoves(applied.moves));
          for (const look of waiters) look();
          clearTimeout(forgetting);
          forgetting = setTimeout(() => recent.clear(), REMEMBERED);
        },
        async (fault: unknown) => {
          // Memory has followed what is not there: these books can answer nothing any more.
          if (
            await following.then(
              () => true,
              () => false,
            )
          )
            end(fault);
          throw fault;
        },
      );
      return { batch: following, written: whole };
    },
    limits,
  );

  const guarded = async <T>(work: () => Promise<Result<T, AppError>>): Promise<Result<T, AppError>> => {
    if (ended) return err(UNAVAILABLE);
    try {
      return await work();
    } catch (fault) {
      end(fault);
      return err(UNAVAILABLE);
    }
  };

  const caughtUp = (wanted: number): Promise<boolean> => {
    const isThere = () => (meta?.applied ?? 0) >= wanted;
    if (isThere()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (there: boolean) => {
        waiters.delete(look);
        clearTimeout(timer);
        resolve(there);
      };
      const look = () => {
        if (isThere()) settle(true);
      };
      const timer = setTimeout(() => settle(isThere()), PATIENCE);
      waiters.add(look);
    });
  };

  /** Runs a read over rows and memory of one state; refused while they disagree (BO1). */
  const reading = <T>(
    needs: Needs,
    work: (context: QueryContext) => Promise<Result<T, AppError>>,
    isHeld: (memory: Memory) => boolean = () => false,
  ) =>
    guarded(() =>
      gate.read(async () => {
        const memory = held ?? (await (needs === 'roll' ? roll : loading));
        if (needs === 'rows' && !counted && !isHeld(memory)) await counting;
        if (memory.disagrees !== undefined) return err({ kind: 'books-disagree', table: memory.disagrees });
        return work({ db, memory, today: () => todayOf(memory) });
      }),
    );

  return {
    state: () =>
      guarded<BooksState>(async () => {
        const now = meta;
        if (!now) return ok({ state: 'empty' });
        const { key: _key, sync: _sync, quiet: _quiet, ...state } = now;
        return ok({ state: 'ready', ...state });
      }),

    begin: (journalId, incarnation) =>
      guarded(() =>
        gate.write(async () => {
          await loading;
          const build = crypto.randomUUID();
          await db.transaction('rw', db.tables, async () => {
            await Promise.all(db.tables.map((table) => table.clear()));
            await db.meta.put({
              key: 'state',
              journalId,
              incarnation,
              applied: 0,
              chain: new Uint8Array(32),
              acknowledged: 0,
              sync: null,
              build,
              projectorVersion: PROJECTOR_VERSION,
              quiet: '',
            });
          });
          held = new Memory();
          held.meta = await db.meta.get('state');
          meta = held.meta;
          recent.clear();
          return ok({ build });
        }),
      ),

    apply: (build, frames) =>
      guarded(async () => {
        try {
          const { meta: standing, work } = await applying.add(build, frames);
          return ok({ applied: standing.applied, topics: [...work.topics] });
        } catch (fault) {
          if (fault instanceof NotContinuing) return err({ kind: 'books-disagree', table: 'meta' });
          throw fault;
        }
      }),

    query: async (queryName, input, atLeast = 0) => {
      if (!(await caughtUp(atLeast))) {
        return err({ kind: 'catching-up', applied: meta?.applied ?? 0, wanted: atLeast });
      }
      return reading(
        needsOf(queryName),
        async (context) => queries[queryName](input, context),
        (memory) => isInMemory(memory, queryName, input),
      );
    },

    lookup: (lookupName, input) =>
      reading(
        needsOf(lookupName),
        async (context) => ok(await lookups[lookupName](input, context)),
        (memory) => isInMemory(memory, lookupName, input),
      ),

    frames: (from, limit) => guarded(() => gate.read(async () => ok(await readFrames(db, from, limit)))),

    digest: () =>
      reading('roll', async ({ memory }) => ok(await booksDigest(memory.sums, memory.meta?.applied ?? 0))),

    audit: (table) =>
      guarded(async () => {
        const turn: Turn = (work) => gate.read(async () => work(held ?? (await loading)));
        return ok(await auditTable(db, table, turn));
      }),

    close: async () => {
      await pages.stop();
      ended = true;
      clearTimeout(forgetting);
      await gate.write(async () => db.close({ disableAutoOpen: true }));
    },
  };
}
