/**
 * Keeps the books in step with the journal: starts their window, replays what they lack, rebuilds them when they
 * cannot be trusted, and starts them again when the window dies (BO2, BO3). The journal stays the truth throughout.
 */
import type {
  AuditedTable,
  Books,
  BooksDigest,
  BooksFrame,
  LookupInput,
  LookupName,
  LookupOutput,
  TableAudit,
} from '../../shared/contract/books-port.ts';
import type { BooksQueryName, OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { FRAME_KIND, type Frame } from '../../shared/journal/frame.ts';
import type { Log } from '../ports.ts';
import { compareCheckpoint } from './checkpoint.ts';
import type { Supply } from './journal-access.ts';
import type { JournalHandle } from './journal-handle.ts';

/** Frames that one transaction of the books takes (BO1), and bytes read from the journal at once. */
const FRAMES_AT_ONCE = 500;
const BYTES_AT_ONCE = 4 * 1024 * 1024;

/** Batches that a replay has on their way to the books besides the one that it sends. */
const BATCHES_AHEAD = 16;

/** Frames asked of the books at once when the journal has a hole. */
const FRAMES_TO_SUPPLY = 2_000;

/** How often the books may die within a minute before the program stops starting them again. */
const DEATHS_PER_MINUTE = 5;

/**
 * Where the books of a window come from: empty ones `beside` the company's that go away when they are closed, or empty ones
 * in the place of the company's, which are thrown away as files, as far as nothing else holds them: tables that are emptied
 * row by row cost as much as half of what is then written into them. Without either they are the company's, as they are.
 */
export type BooksPlace = 'beside' | 'anew';

/** Starts a window with books. */
export type SpawnBooks = (onDeath: (reason: string) => void, place?: BooksPlace) => Promise<Books>;

export interface BooksKeeperOptions {
  readonly spawn: SpawnBooks;
  readonly journal: () => JournalHandle;
  readonly log: Log;
  readonly now: () => number;
  /** Proves that the journal can be read from end to end, filling holes from the frames supplied (JO8). */
  readonly prove: (supply: Supply) => Promise<Result<unknown, AppError>>;
  /** Frames applied so far and frames to apply, while that takes long. */
  readonly onProgress: (step: 'books' | 'rebuild', done: number, total: number) => void;
  /** Everything that screens show may have changed. */
  readonly onRestarted: () => void;
}

/** What the screen says of the books beside what they hold (BO4). */
export interface BooksStanding {
  /** They disagreed with themselves or with the record, and were built anew since the company was opened. */
  readonly rebuilt: boolean;
  /** Number of the first checkpoint that books built anew still differ from. */
  readonly differsAt: number | null;
}

export class BooksKeeper {
  private readonly options: BooksKeeperOptions;
  private books: Books | null = null;
  private build = '';
  /** Counts the windows, so that the end of an earlier one says nothing about the present one. */
  private generation = 0;
  private reviving: Promise<boolean> | null = null;
  private building: Promise<Result<void, AppError>> | null = null;
  /** Counts how often the books were emptied, so that nobody relies on what they said meanwhile. */
  private builds = 0;
  private deaths: number[] = [];
  /** Ends when the frames that were sent last are in the books, or the books could not be brought there. */
  private applying: Promise<void> = Promise.resolve();
  private closed = false;
  private rebuilt = false;
  private differsAt: number | null = null;

  constructor(options: BooksKeeperOptions) {
    this.options = options;
  }

  get standing(): BooksStanding {
    return { rebuilt: this.rebuilt, differsAt: this.differsAt };
  }

  /** Starts the window and answers the books, whatever they hold; nothing is applied yet. */
  async spawn(place?: 'anew'): Promise<Books> {
    this.generation += 1;
    const { generation } = this;
    this.books = await this.options.spawn((reason) => {
      if (generation === this.generation) this.died(reason);
    }, place);
    return this.books;
  }

  /** Empties the books and replays the whole journal into them. Runs once for everybody who asks. */
  rebuild(): Promise<Result<void, AppError>> {
    this.building ??= this.buildAnew().finally(() => {
      this.building = null;
    });
    return this.building;
  }

  private async buildAnew(): Promise<Result<void, AppError>> {
    this.builds += 1;
    if (!this.books) return err({ kind: 'unavailable', what: 'books' });
    const proven = await this.prove(this.books);
    if (!proven.ok) return proven;
    const books = await this.emptied();
    if (!books) return err({ kind: 'unavailable', what: 'books' });
    const { journalId, incarnation } = this.options.journal().position();
    const begun = await books.begin(journalId, incarnation);
    if (!begun.ok) return begun;
    this.build = begun.value.build;
    this.differsAt = null;
    return this.replay(books, 1, 'rebuild');
  }

  /** Books with nothing in them, or as good as that: what they hold is thrown away with their window. */
  private async emptied(): Promise<Books | null> {
    const state = await this.books?.state();
    if (state?.ok && state.value.state === 'empty') return this.books;
    const old = this.books;
    this.books = null;
    // Its end is wanted: nobody is to start it again.
    this.generation += 1;
    await old?.close();
    return this.closed ? null : this.spawn('anew');
  }

  /** The log goes away with the books, so first the journal must be seen to need nothing of it (JO8, BO3). */
  private async prove(books: Books): Promise<Result<unknown, AppError>> {
    const state = await books.state();
    const { journalId } = this.options.journal().position();
    if (!state.ok || state.value.state === 'empty' || state.value.journalId !== journalId) return ok(null);
    return this.options.prove((from) => books.frames(from, FRAMES_TO_SUPPLY));
  }

  /** Builds the books anew because they are not what they should be, which the screen says (BO4). */
  async rebuildWrong(why: string): Promise<Result<void, AppError>> {
    this.options.log.error(`${why}: building the books anew`);
    this.rebuilt = true;
    const rebuilt = await this.rebuild();
    if (rebuilt.ok) this.options.onRestarted();
    return rebuilt;
  }

  /** What the books amount to now (JO4). */
  digest(): Promise<Result<BooksDigest, AppError>> {
    return this.ask((books) => books.digest());
  }

  /** Frames that the books' log holds, from a number on. */
  frames(from: number): Promise<Result<readonly BooksFrame[], AppError>> {
    return this.ask((books) => books.frames(from, FRAMES_TO_SUPPLY));
  }

  /** One table read whole and compared with its sums (BO4). */
  audit(table: AuditedTable): Promise<Result<TableAudit, AppError>> {
    return this.ask((books) => books.audit(table));
  }

  /** Follows the journal from where the books stand. */
  async follow(build: string, applied: number): Promise<Result<void, AppError>> {
    if (!this.books) return err({ kind: 'unavailable', what: 'books' });
    this.build = build;
    // The last frame that the books have may be a checkpoint: after a clean close it is.
    const last = await this.options.journal().readFrom(applied, 1);
    if (!last.ok) return last;
    const [frame] = last.value;
    if (frame?.number === applied && frame.kind === FRAME_KIND.checkpoint) {
      const agrees = await this.agreesWith(this.books, frame);
      if (!agrees.ok) return agrees;
      if (!agrees.value) return this.rebuildWrong(`the books differ from checkpoint ${frame.number}`);
    }
    return this.replay(this.books, applied + 1, 'books');
  }

  private async agreesWith(books: Books, frame: Frame): Promise<Result<boolean, AppError>> {
    const digest = await books.digest();
    if (digest.ok) return ok(compareCheckpoint(frame.payload, digest.value) !== 'differs');
    return digest.error.kind === 'books-disagree' ? ok(false) : digest;
  }

  private async replay(
    books: Books,
    from: number,
    step: 'books' | 'rebuild',
  ): Promise<Result<void, AppError>> {
    const journal = this.options.journal();
    let next = from;
    // The books read batches while they write those before, and write what waits together (ADR 13).
    const onTheWay: ReturnType<Books['apply']>[] = [];
    const arrived = async (ahead: number): Promise<Result<void, AppError>> => {
      while (onTheWay.length > ahead) {
        const applied = await onTheWay.shift();
        if (applied && !applied.ok) return applied;
      }
      return ok(undefined);
    };
    for (;;) {
      const read = await journal.readFrom(next, BYTES_AT_ONCE);
      if (!read.ok || read.value.length === 0) {
        const last = await arrived(0);
        return read.ok ? last : read;
      }
      for (const frames of batchesOf(read.value)) {
        const [first] = frames;
        const isCheckpoint = first?.kind === FRAME_KIND.checkpoint;
        const before = await arrived(isCheckpoint ? 0 : BATCHES_AHEAD);
        if (!before.ok) return before;
        if (isCheckpoint) {
          const agrees = await this.agreesWith(books, first);
          if (!agrees.ok) return agrees;
          if (!agrees.value && step === 'books')
            return this.rebuildWrong(`the books differ from checkpoint ${first.number}`);
          if (!agrees.value) this.noteDifference(first.number);
        }
        onTheWay.push(books.apply(this.build, frames));
        next = (frames.at(-1)?.number ?? next) + 1;
        this.options.onProgress(step, next - 1, journal.position().number);
      }
    }
  }

  /** Books built anew still are not what a checkpoint says: nothing more can be done here, so it is said (BO4). */
  private noteDifference(number: number): void {
    this.options.log.error(`books built anew differ from checkpoint ${number}`);
    this.differsAt ??= number;
  }

  /**
   * Brings frames that the journal already has into the books and answers the topics that they touched. When that fails
   * the books are started again and replay: the command has happened, so this never fails it.
   */
  apply(frames: readonly BooksFrame[]): Promise<readonly string[]> {
    const applying = this.bring(frames);
    this.applying = applying.then(() => undefined);
    return applying;
  }

  private async bring(frames: readonly BooksFrame[]): Promise<readonly string[]> {
    const { books } = this;
    const topics = new Set<string>();
    if (!books) {
      await this.bringByReplay(frames);
      return [];
    }
    // All are sent at once: the books take what waits for them together, and nobody's frames come in between.
    const sent = piecesOf(frames).map((piece) => books.apply(this.build, piece));
    for (const answer of sent) {
      const applied = await answer;
      if (!applied.ok) {
        this.options.log.warn(`the books did not take frame ${frames[0]?.number}: ${applied.error.kind}`);
        await this.bringByReplay(frames);
        break;
      }
      for (const topic of applied.value.topics) topics.add(topic);
    }
    return [...topics];
  }

  /** Starts the books again, once more when they had been started already before these frames were in the journal. */
  private async bringByReplay(frames: readonly BooksFrame[]): Promise<void> {
    const last = frames.at(-1)?.number ?? 0;
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      await this.building;
      const state = this.reviving ? undefined : await this.books?.state();
      if (state?.ok && state.value.state === 'ready' && state.value.applied >= last) return;
      await this.revive();
    }
  }

  query<Name extends BooksQueryName>(
    name: Name,
    input: ParsedInputOf<Name>,
    atLeast?: number,
  ): Promise<Result<OutputOf<Name>, AppError>> {
    return this.ask((books) => books.query(name, input, atLeast));
  }

  lookup<Name extends LookupName>(
    name: Name,
    input: LookupInput<Name>,
  ): Promise<Result<LookupOutput<Name>, AppError>> {
    return this.ask((books) => books.lookup(name, input));
  }

  /**
   * Asks; books found dead or in disagreement with themselves are started again or rebuilt, and asked once more. A command
   * is answered before the books have it (ADR 10), so every question waits until they do: nobody sees less than he did.
   * Several ask at once: what books said that were emptied meanwhile is asked again, since they may have been half full.
   */
  private async ask<T>(
    question: (books: Books) => Promise<Result<T, AppError>>,
  ): Promise<Result<T, AppError>> {
    for (let isMended = false; ; ) {
      await this.settled();
      const { books, builds } = this;
      const answer = books ? await question(books) : err({ kind: 'unavailable', what: 'books' } as const);
      if (builds !== this.builds) continue;
      if (answer.ok || isMended) return answer;
      isMended = true;
      if (answer.error.kind === 'books-disagree') {
        const rebuilt = await this.rebuildWrong(
          `the books disagree with themselves in ${answer.error.table}`,
        );
        if (!rebuilt.ok) return rebuilt;
      } else if (answer.error.kind !== 'unavailable' || !(await this.revive())) {
        return answer;
      }
    }
  }

  /** Waits until the books have what is in the journal: nothing is on its way, and nobody starts or builds them. */
  private async settled(): Promise<void> {
    await this.applying;
    while (this.reviving || this.building) {
      await this.reviving;
      await this.building;
    }
  }

  private died(reason: string): void {
    if (this.closed) return;
    this.options.log.warn(`the books' window ended: ${reason}`);
    this.books = null;
    const now = this.options.now();
    this.deaths = [...this.deaths.filter((at) => now - at < 60_000), now];
    void this.revive();
  }

  /** Starts the books again; true when they follow the journal. Runs once for everybody who asks. */
  private revive(): Promise<boolean> {
    this.reviving ??= this.startAgain()
      .catch((fault: unknown) => {
        this.options.log.error('the books could not be started again', fault);
        return false;
      })
      .finally(() => {
        this.reviving = null;
      });
    return this.reviving;
  }

  private async startAgain(): Promise<boolean> {
    if (this.closed || this.deaths.length > DEATHS_PER_MINUTE) return false;
    const old = this.books;
    this.books = null;
    await old?.close();
    const books = await this.spawn();
    const state = await books.state();
    const { journalId, incarnation } = this.options.journal().position();
    const usable =
      state.ok &&
      state.value.state === 'ready' &&
      state.value.journalId === journalId &&
      state.value.incarnation === incarnation;
    const followed = usable
      ? await this.follow(state.value.build, state.value.applied)
      : await this.rebuild();
    if (!followed.ok) {
      this.options.log.error(`the books could not be started again: ${followed.error.kind}`);
      return false;
    }
    this.options.onRestarted();
    return true;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.books?.close();
    this.books = null;
  }
}

function piecesOf(frames: readonly BooksFrame[]): (readonly BooksFrame[])[] {
  const pieces: (readonly BooksFrame[])[] = [];
  for (let at = 0; at < frames.length; at += FRAMES_AT_ONCE)
    pieces.push(frames.slice(at, at + FRAMES_AT_ONCE));
  return pieces;
}

/** Batches of a size that the books take; a checkpoint begins one, so that it can be compared before it is applied. */
export function* batchesOf(frames: readonly Frame[]): Iterable<readonly Frame[]> {
  let start = 0;
  for (let at = 1; at <= frames.length; at += 1) {
    const isCheckpoint = frames[at]?.kind === FRAME_KIND.checkpoint;
    if (at < frames.length && at - start < FRAMES_AT_ONCE && !isCheckpoint) continue;
    yield frames.slice(start, at);
    start = at;
  }
}
