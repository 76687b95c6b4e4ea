/**
 * Executes commands: one at a time, each exactly once for ever by its command id; decide, append with one flush, answer.
 * The books follow behind the answer; whatever is asked of them afterwards waits for it (ADR 10; architecture, "A write"; JO5).
 */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { dayIn } from '../../shared/domain/day-in.ts';
import { type AppError, err, ok, type Result, type Role } from '../../shared/errors/index.ts';
import { adopt, type Clock as Stamp } from '../../shared/events/clock.ts';
import { type Commit, packCommit } from '../../shared/events/commit.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import { FRAME_KIND, type NewFrame } from '../../shared/journal/frame.ts';
import type { Command, CommandContext, Reader } from '../commands/command.ts';
import { keepClosed } from '../commands/open-period.ts';
import { WriteQueue } from '../commands/write-queue.ts';
import type { Clock } from '../ports.ts';
import { derivedId } from '../time-id.ts';
import {
  type AuthorIdentity,
  type AuthorState,
  rewriteCommit,
  signatureFrame,
  type Written,
  writeCommit,
} from './author.ts';
import { BatchReader } from './batch-reader.ts';
import type { JournalHandle } from './journal-handle.ts';

export interface ExecutorOptions {
  readonly journal: JournalHandle;
  readonly reader: Reader;
  readonly identity: AuthorIdentity;
  readonly actor: string;
  readonly role: () => Role;
  readonly author: AuthorState;
  readonly clock: Clock;
  readonly timeZone: () => string;
  /** The server's time when it is `now` here; `null` where none was ever heard (NU5). */
  readonly serverTime: (now: number) => number | null;
  readonly mark: (series: string) => number;
  /** Whether the disk has too little room for another document (JO7). */
  readonly isFull: () => Promise<boolean>;
  /** Brings frames that the journal already has into the books; never rejects: the command has happened. */
  readonly apply: (frames: readonly BooksFrame[], commits: readonly CommittedAct[]) => Promise<void>;
  /** Whether the main process itself knows by the books what these commits changed: then the answer waits for them. */
  readonly knownByBooks: (commits: readonly CommittedAct[]) => boolean;
}

/** What a commit did, for those who follow: topics, archive, marks. */
export interface CommittedAct {
  readonly id: string;
  readonly command: string;
  /** Number of the commit among this device's own. */
  readonly sequence: number;
  readonly events: readonly DomainEvent[];
}

/** One command with its input, as a batch takes it. */
export interface Act<Input extends { commandId: string }, Output> {
  readonly name: string;
  readonly command: Command<Input, Output>;
  readonly input: Input;
  /** Instant at which it is recorded, UTC milliseconds; only a made-up history gives one, everybody else's is now. */
  readonly at?: number;
}

/** What a command decided, or was found to have done already: then there is nothing to commit. */
interface Decided<Output> {
  readonly events: readonly DomainEvent[];
  readonly clock: Clock;
  readonly answer: Output;
}

/** Commits on their way into one append. */
interface Writing {
  state: AuthorState;
  readonly frames: NewFrame[];
  readonly committed: Map<string, CommittedAct>;
}

/** Batches whose frames the books may still lack while the next one is decided: they take what waits in one transaction. */
const BATCHES_AHEAD = 16;

/** The device has said its last word here (DV3). */
const OVER = err({ kind: 'refused', reason: 'moved-away' } as const);

/** The command id was another command's. */
const FOREIGN_ID: AppError = { kind: 'invalid', fields: [{ path: 'commandId', problem: 'invalid' }] };

const isIssue = ({ type }: DomainEvent): boolean => type === 'document.issued';

export class Executor {
  private readonly options: ExecutorOptions;
  private readonly queue = new WriteQueue();
  private author: AuthorState;
  /** Commits on their way into the books, oldest first: batches are decided meanwhile, a single command waits for all. */
  private readonly following: Promise<void>[] = [];
  /** The reader of the batches under way: single commands between them make it forget what it remembers. */
  private batchReader: BatchReader | null = null;
  private isOver = false;

  constructor(options: ExecutorOptions) {
    this.options = options;
    this.author = options.author;
  }

  /** Instant of this device's newest commit, UTC milliseconds; `null` before the first. */
  get lastRecorded(): number | null {
    return this.author.recorded;
  }

  /** Executes one command and answers once it is durable; the books have everything before it when it decides. */
  execute<Input extends { commandId: string }, Output>(
    act: Act<Input, Output>,
  ): Promise<Result<Output, AppError>> {
    return this.queue.run(async () => {
      await this.followed();
      const outcome = await this.perform([act], this.options.reader);
      this.batchReader?.forget();
      return outcome.ok ? ok(outcome.value[0] as Output) : outcome;
    });
  }

  /** As `execute`, and nothing after it: the device writes no other commit here (DV3). */
  executeLast<Input extends { commandId: string }, Output>(
    act: Act<Input, Output>,
  ): Promise<Result<Output, AppError>> {
    return this.queue.run(async () => {
      await this.followed();
      const outcome = await this.perform([act], this.options.reader);
      this.isOver ||= outcome.ok;
      return outcome.ok ? ok(outcome.value[0] as Output) : outcome;
    });
  }

  /**
   * Executes many commands as one append with one flush: all of them or, when one is refused, none. Each decides on
   * what those before it in the batch have done (JO5). Answers when they are durable; the books follow while the next
   * batches are decided, at most `BATCHES_AHEAD` behind. Whatever is asked of the books still waits for them (ADR 10).
   */
  executeBatch<Input extends { commandId: string }, Output>(
    acts: readonly Act<Input, Output>[],
    reader: BatchReader,
  ): Promise<Result<readonly Output[], AppError>> {
    return this.queue.run(() => {
      this.batchReader = reader;
      return this.perform(acts, reader);
    });
  }

  /**
   * Takes frames that sync brought into the journal: one append with one flush, between commands and never within one
   * (SY3). Answers when the books have followed. `seen` are the clocks of the commits in them (EV8).
   */
  receive(frames: readonly NewFrame[], seen: readonly Stamp[]): Promise<Result<void, AppError>> {
    return this.queue.run(async () => {
      const appended = await this.options.journal.append(frames);
      if (!appended.ok) return appended;
      const now = this.options.clock.now();
      const clock = seen.reduce((mark, each) => adopt(mark, each, now), this.author.clock);
      this.author = { ...this.author, clock };
      await this.followed();
      await this.options.apply(appended.value, []);
      this.batchReader?.forget();
      return ok(undefined);
    });
  }

  /** Writes commits of a former device of this desktop again under the present one, in one append (DV3). */
  reauthor(commits: readonly Commit[]): Promise<Result<void, AppError>> {
    return this.queue.run(async () => {
      if (this.isOver) return OVER;
      let state = this.author;
      const frames = commits.map((commit): NewFrame => {
        const written = rewriteCommit(this.options.identity, state, commit);
        state = written.state;
        return { kind: FRAME_KIND.ownCommit, payload: packCommit(written.bytes) };
      });
      if (frames.length === 0) return ok(undefined);
      frames.push({ kind: FRAME_KIND.signature, payload: signatureFrame(this.options.identity, state) });
      const appended = await this.options.journal.append(frames);
      if (!appended.ok) return appended;
      this.author = state;
      await this.followed();
      await this.options.apply(appended.value, []);
      return ok(undefined);
    });
  }

  /** Runs something that must not interleave with commands, such as closing; the books have followed by then. */
  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.queue.run(async () => {
      await this.followed();
      return work();
    });
  }

  /**
   * Executes commands that have nothing to do with each other as one append with one flush. Each is answered for itself,
   * and a refused one holds up no other.
   */
  executeEach<Input extends { commandId: string }, Output>(
    acts: readonly Act<Input, Output>[],
  ): Promise<readonly Result<Output, AppError>[]> {
    return this.queue.run(async () => {
      if (this.isOver) return acts.map(() => OVER);
      await this.followed();
      const { reader } = this.options;
      const full = this.options.isFull();
      const decisions = await Promise.all(acts.map((act) => this.decide(act, reader, this.author)));
      const writing = this.begin();
      const answers = acts.map((act, index): Result<Output, AppError> => {
        const decided = decisions[index] as Result<Decided<Output>, AppError>;
        if (!decided.ok) return decided;
        this.add(writing, act.name, act.input.commandId, decided.value);
        return ok(decided.value.answer);
      });
      const appended = await this.append(writing, full);
      this.batchReader?.forget();
      return appended.ok ? answers : answers.map((answer) => (answer.ok ? appended : answer));
    });
  }

  private async perform<Input extends { commandId: string }, Output>(
    acts: readonly Act<Input, Output>[],
    reader: Reader,
  ): Promise<Result<readonly Output[], AppError>> {
    if (this.isOver) return OVER;
    const full = this.options.isFull();
    const writing = this.begin();
    const answers: Output[] = [];
    for (const act of acts) {
      const decided = await this.decide(act, reader, writing.state);
      if (!decided.ok) return decided;
      this.add(writing, act.name, act.input.commandId, decided.value);
      if (reader instanceof BatchReader && decided.value.events.length > 0)
        reader.note(act.input.commandId, act.name, decided.value.events);
      answers.push(decided.value.answer);
    }
    const appended = await this.append(writing, full);
    return appended.ok ? ok(answers) : appended;
  }

  private async decide<Input extends { commandId: string }, Output>(
    { name, command, input, at }: Act<Input, Output>,
    reader: Reader,
    state: AuthorState,
  ): Promise<Result<Decided<Output>, AppError>> {
    const clock =
      at === undefined ? this.options.clock : { now: () => at, offset: this.options.clock.offset };
    const context = this.context(reader, input.commandId, state, clock);
    // Deciding changes nothing, so it need not wait to hear that the command is a new one, as it nearly always is.
    const [earlier, decision] = await Promise.all([
      reader.lookup('commit', { id: input.commandId }),
      command.decide(input, context),
    ]);
    if (!earlier.ok) return earlier;
    if (earlier.value) {
      // The events of another command would be no answer to this one.
      if (earlier.value.command !== name) return err(FOREIGN_ID);
      const events = earlier.value.events as DomainEvent[];
      return ok({ events: [], clock, answer: command.answer(events, input.commandId, input) });
    }
    if (!decision.ok) return decision;
    const kept = await keepClosed(context, decision.value);
    if (!kept.ok) return kept;
    const events = kept.value;
    return ok({ events, clock, answer: command.answer(events, input.commandId, input) });
  }

  private begin(): Writing {
    return { state: this.author, frames: [], committed: new Map() };
  }

  /** Makes the commit of a decision; of one command id there is never a second (EV1). */
  private add(writing: Writing, command: string, id: string, { events, clock }: Decided<unknown>): void {
    if (events.length === 0 || writing.committed.has(id)) return;
    const { actor, identity } = this.options;
    const written: Written = writeCommit(identity, writing.state, clock, {
      id,
      actor,
      command,
      events,
    });
    writing.state = written.state;
    writing.frames.push({ kind: FRAME_KIND.ownCommit, payload: packCommit(written.bytes) });
    writing.committed.set(id, { id, command, sequence: written.state.sequence, events });
  }

  /**
   * One append with one flush and one signature; the books follow behind it.
   * @param full whether the disk is, asked while the commands decided: nobody waits for that by itself.
   */
  private async append(
    { state, frames, committed }: Writing,
    full: Promise<boolean>,
  ): Promise<Result<void, AppError>> {
    if (frames.length === 0) return ok(undefined);
    // Only new documents: what says that money came, what leaves the office and what sync brings is still written.
    const issues = [...committed.values()].some(({ events }) => events.some(isIssue));
    if (issues && (await full)) return err({ kind: 'storage', reason: 'disk-full' });
    const signature = { kind: FRAME_KIND.signature, payload: signatureFrame(this.options.identity, state) };
    const appended = await this.options.journal.append([...frames, signature]);
    if (!appended.ok) return err(appended.error);
    this.author = state;
    await this.followed(BATCHES_AHEAD - 1);
    const commits = [...committed.values()];
    this.following.push(this.options.apply(appended.value, commits));
    if (this.options.knownByBooks(commits)) await this.followed();
    return ok(undefined);
  }

  /** Waits until the books lack at most so many batches of what was committed. */
  private async followed(ahead = 0): Promise<void> {
    while (this.following.length > ahead) await this.following.shift();
  }

  private context(reader: Reader, commandId: string, author: AuthorState, clock: Clock): CommandContext {
    const { identity, timeZone, mark, actor } = this.options;
    const zone = timeZone();
    const serverTime = this.options.serverTime(clock.now());
    return {
      lookup: (name, input) => reader.lookup(name, input),
      today: dayIn(zone, clock.now()),
      device: identity.device,
      actor,
      role: this.options.role(),
      mark,
      lastDay: author.recorded === null ? null : dayIn(zone, author.recorded),
      serverDay: serverTime === null ? null : dayIn(zone, serverTime),
      newId: (purpose) => derivedId(commandId, purpose),
    };
  }
}
