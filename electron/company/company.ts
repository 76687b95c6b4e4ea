/** One open company: its journal, its books, this desktop's device in it, and the executor of its commands. */
import { type CompanyState, type Topic, zTopic } from '../../shared/contract/app.ts';
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { dayIn } from '../../shared/domain/day-in.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import { decodeCommit } from '../../shared/events/commit.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import type { CompanyFields } from '../../shared/events/masters.ts';
import type { Command, CommandContext } from '../commands/command.ts';
import type { Clock, Log, SecretStore } from '../ports.ts';
import type { DeviceKey } from '../security/device-key.ts';
import { type BodySealing, NOT_SEALED } from '../sync/body-sealing.ts';
import { companyFiles } from '../sync/company-files.ts';
import type { SyncHost } from '../sync/sync-host.ts';
import { derivedId, timeId } from '../time-id.ts';
import type { AuthorState } from './author.ts';
import type { BooksKeeper, SpawnBooks } from './books-keeper.ts';
import { type CheckedRecord, checkRecord, type RecordCheck, type RunStep } from './check-record.ts';
import { CheckpointClock, checkpointFrame } from './checkpoint.ts';
import { DraftFiles } from './draft-files.ts';
import { type CommittedAct, Executor } from './executor.ts';
import type { JournalAccess } from './journal-access.ts';
import type { JournalHandle } from './journal-handle.ts';
import type { Marks } from './marks.ts';
import { PersonalData } from './personal-data.ts';
import { topicsOf } from './topics.ts';

export interface CompanySurroundings {
  readonly id: string;
  readonly folder: string;
  readonly dataFolder: string;
  readonly deviceName: string;
  readonly marks: Marks;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly access: JournalAccess;
  readonly spawnBooks: SpawnBooks;
  readonly onProgress: (
    step: 'journal' | 'books' | 'rebuild' | 'move-out',
    done: number,
    total: number | null,
  ) => void;
  readonly onChanged: (topics: readonly Topic[]) => void;
  /** What `state` answers has changed by itself. */
  readonly onStanding: () => void;
  /** Fetches what others have recorded before this desktop looks who it is: it has joined and never seen it (SY5). */
  readonly catchUp?: (store: RawStore) => Promise<Result<void, AppError>>;
  /** A move that has not left yet is taken back: the device goes on here (DV3). */
  readonly takesBack?: boolean;
}

/** A company's store before anybody knows who this desktop is in it. */
export interface RawStore {
  readonly journal: JournalHandle;
  readonly keeper: BooksKeeper;
}

type OpenState = Extract<CompanyState, { state: 'open' }>;

/** What an opened company is made of: its store, and who this desktop and its user are in it. */
export interface CompanyParts {
  readonly around: CompanySurroundings;
  readonly journal: JournalHandle;
  readonly keeper: BooksKeeper;
  readonly device: string;
  readonly key: DeviceKey;
  readonly author: AuthorState;
  /** Whether the journal ends with a checkpoint. */
  readonly covered: boolean;
  readonly fields: CompanyFields;
  readonly users: number;
  readonly actor: OpenState['user'];
}

/** What this object keeps for itself of the company and its user. */
const isOwn = ({ type }: DomainEvent): boolean => type === 'company.set' || type === 'user.set';

export class Company {
  readonly id: string;
  readonly folder: string;
  readonly drafts: DraftFiles;
  readonly keeper: BooksKeeper;
  readonly executor: Executor;
  readonly personal: PersonalData;
  private readonly around: CompanySurroundings;
  private readonly journal: JournalHandle;
  private readonly checkpoints: CheckpointClock;
  private readonly device: string;
  private readonly key: DeviceKey;
  /** Called when something was committed here and is in the journal, before the books have it. */
  onCommitted: () => void = () => {};
  /** Called when personal data or its keys may have changed, here or elsewhere. */
  onPersonal: () => void = () => {};
  /** The server's time when it is `now` here, as the sync has heard it (NU5). */
  serverTime: (now: number) => number | null = () => null;
  private user: OpenState['user'];
  private users = 1;
  private fields: CompanyFields;
  private checking: Promise<Result<RecordCheck, AppError>> | null = null;

  constructor(parts: CompanyParts) {
    const { around, journal, keeper } = parts;
    this.around = around;
    this.keeper = keeper;
    this.id = around.id;
    this.folder = around.folder;
    this.device = parts.device;
    this.key = parts.key;
    this.fields = parts.fields;
    this.user = parts.actor;
    this.users = parts.users;
    this.drafts = new DraftFiles(around.folder);
    this.journal = journal;
    this.personal = new PersonalData(around, keeper, around.log);
    // What was committed before a crash has no checkpoint yet: the next close writes one.
    this.checkpoints = new CheckpointClock(parts.covered ? 0 : 1, () =>
      this.executor.exclusive(() => this.checkpoint()),
    );
    this.executor = new Executor({
      journal,
      reader: keeper,
      identity: { company: around.id, device: parts.device, key: parts.key },
      actor: parts.actor.id,
      role: () => this.user.role,
      author: parts.author,
      clock: around.clock,
      timeZone: () => this.fields.timeZone,
      serverTime: (now) => this.serverTime(now),
      mark: (series) => around.marks.counter(around.id, series),
      isFull: async () => (await around.access.room()).full,
      apply: (frames, commits) => this.follow(frames, commits),
      knownByBooks: (commits) => commits.some(({ events }) => events.some(isOwn)),
    });
  }

  /** Today in the company's time zone. */
  get today(): Day {
    return dayIn(this.fields.timeZone, this.around.clock.now());
  }

  get company(): CompanyFields {
    return this.fields;
  }

  /** Number of the record's last frame: it grows with whatever is recorded, here or elsewhere. */
  get reached(): number {
    return this.journal.position().number;
  }

  /** This desktop in the company. */
  get deviceId(): string {
    return this.device;
  }

  get role(): OpenState['user']['role'] {
    return this.user.role;
  }

  /**
   * A command id for what this desktop does to a record once, however often it is asked. It is this desktop's own: two
   * that print one document without a line make two commits, and no two commits may have one id (EV1).
   */
  commandFor(record: string, purpose: string): string {
    return derivedId(record, `${purpose}/${this.device}`);
  }

  /** Context for decisions that are only looked at, never committed: the check before issue. */
  looking(): CommandContext {
    const recorded = this.executor.lastRecorded;
    const serverTime = this.serverTime(this.around.clock.now());
    return {
      lookup: (name, input) => this.keeper.lookup(name, input),
      today: this.today,
      device: this.device,
      actor: this.user.id,
      role: this.user.role,
      mark: (series) => this.around.marks.counter(this.id, series),
      lastDay: recorded === null ? null : dayIn(this.fields.timeZone, recorded),
      serverDay: serverTime === null ? null : dayIn(this.fields.timeZone, serverTime),
      newId: () => timeId(),
    };
  }

  execute<Input extends { commandId: string }, Output>(
    name: string,
    command: Command<Input, Output>,
    input: Input,
  ): Promise<Result<Output, AppError>> {
    return this.executor.execute({ name, command, input });
  }

  /** Executes one command for several inputs that have nothing to do with each other; see `Executor.executeEach`. */
  executeEach<Input extends { commandId: string }, Output>(
    name: string,
    command: Command<Input, Output>,
    inputs: readonly Input[],
  ): Promise<readonly Result<Output, AppError>[]> {
    return this.executor.executeEach(inputs.map((input) => ({ name, command, input })));
  }

  /**
   * Says that this desktop's device leaves for the computer of that receiver (DV3). Nothing is committed here after it: the
   * company must be closed.
   */
  moveOut(commandId: string, receiver: string): Promise<Result<null, AppError>> {
    const { device, today } = this;
    const command: Command<{ commandId: string }, null> = {
      decide: async () => ok([event('device.set', device, today, { fields: { movingTo: receiver } })]),
      answer: () => null,
    };
    return this.executor.executeLast({ name: 'moving.out', command, input: { commandId } });
  }

  async state(demo: boolean): Promise<OpenState> {
    const warnings: OpenState['warnings'] = [...(await this.around.access.room()).warnings];
    if (this.around.secrets.protection === 'file') warnings.push('key-in-file');
    const last = this.executor.lastRecorded;
    if (last !== null && this.around.clock.now() < last - 60_000) warnings.push('clock-behind');
    const { rebuilt, differsAt } = this.keeper.standing;
    if (differsAt !== null) warnings.push('books-differ');
    else if (rebuilt) warnings.push('books-rebuilt');
    return {
      state: 'open',
      company: { id: this.id, name: this.fields.name },
      demo,
      user: this.user,
      device: this.device,
      users: this.users,
      today: this.today,
      profile: this.fields.profile,
      warnings,
      arriving: null,
      moved: null,
    };
  }

  /** Checks the whole record (BO4); see `checkRecord`. */
  check(run: RunStep): Promise<Result<RecordCheck, AppError>> {
    // One at a time, for everybody who asks: a check needs books of its own beside the company's.
    this.checking ??= this.checkOnce(run).finally(() => {
      this.checking = null;
    });
    return this.checking;
  }

  private checkOnce(run: RunStep): Promise<Result<RecordCheck, AppError>> {
    const { around, folder, journal, keeper } = this;
    const exclusive: CheckedRecord['exclusive'] = (work) => this.executor.exclusive(work);
    const { access, spawnBooks } = around;
    return checkRecord({ folder, access, journal, keeper, spawnBooks, exclusive }, run);
  }

  rebuildBooks(): Promise<Result<void, AppError>> {
    return this.executor.exclusive(() => this.keeper.rebuild());
  }

  /** Marks move; frames that the journal has just taken go into the books; then screens are told what changed. */
  private async follow(frames: readonly BooksFrame[], commits: readonly CommittedAct[]): Promise<void> {
    if (commits.length === 0) return this.followOthers(frames);
    this.onCommitted();
    try {
      const events = commits.flatMap((commit) => commit.events);
      const counters = new Map<string, number>();
      for (const made of events) {
        if (made.type === 'document.issued') counters.set(made.data.series, made.data.counter);
      }
      this.around.marks.advance(this.id, commits.at(-1)?.sequence ?? 0, counters);
      await this.keeper.apply(frames);
      if (events.some(isOwn)) await this.refresh();
      const topics = topicsOf(events);
      if (topics.includes('personal')) await this.followPersonal();
      this.around.onChanged(topics);
      this.checkpoints.note(commits.length);
    } catch (fault) {
      this.around.log.error('what a commit changed could not be followed', fault);
    }
  }

  /** Writes down what the books amount to (JO4). A record that cannot be written to now gets its checkpoint later. */
  private async checkpoint(): Promise<void> {
    const digest = await this.keeper.digest();
    if (!digest.ok || digest.value.applied !== this.journal.position().number) return;
    const appended = await this.journal.append([checkpointFrame(digest.value)]);
    if (!appended.ok) return;
    this.checkpoints.settle();
    await this.keeper.apply(appended.value);
  }

  /** What sync brought goes into the books; the screens that show it ask again. */
  private async followOthers(frames: readonly BooksFrame[]): Promise<void> {
    const touched = new Set(await this.keeper.apply(frames));
    if (touched.has('company')) await this.refresh();
    if (touched.has('personal')) await this.followPersonal();
    this.around.onChanged(zTopic.options.filter((topic) => touched.has(topic)));
  }

  /** Keys that are erased are destroyed; the sync brings and fetches those that are not. */
  private async followPersonal(): Promise<void> {
    await this.personal.settle();
    this.onPersonal();
  }

  /** What the sync works with; `disown` is told when the server knows another history of this device (DV3). */
  syncHost(disown: () => void, sealing: BodySealing = NOT_SEALED): SyncHost {
    return {
      company: this.id,
      caller: { device: this.device, key: this.key },
      journal: this.journal,
      files: companyFiles(this.folder),
      personal: this.personal.forSync(() => this.around.onChanged(['personal'])),
      sealing,
      lookup: (name, input) => this.keeper.lookup(name, input),
      receive: (frames, seen) => this.executor.receive(frames, seen),
      reauthor: (commits) =>
        this.executor.reauthor(commits.flatMap(({ bytes }) => decodeCommit(bytes) ?? [])),
      disown,
    };
  }

  /** Reads again what the window shows of the company and its user. */
  async refresh(): Promise<void> {
    const [company, users] = await Promise.all([
      this.keeper.lookup('company', {}),
      this.keeper.lookup('users', {}),
    ]);
    if (company.ok && company.value) this.fields = company.value.fields;
    if (users.ok) {
      this.users = users.value.length;
      const me = users.value.find(({ id }) => id === this.user.id);
      if (me) this.user = { id: me.id, name: me.fields.name, role: me.fields.role };
    }
  }

  /** Waits for what is under way, then closes journal, books and lock. */
  close(): Promise<void> {
    return this.executor.exclusive(async () => {
      if (this.checkpoints.due) await this.checkpoint();
      this.checkpoints.settle();
      await this.around.marks.flush();
      await this.personal.settled;
      await this.keeper.close();
      await this.around.access.close();
    });
  }
}
