/** One open company: its journal, its books, this desktop's device in it, and the executor of its commands. */
import { randomUUID } from 'node:crypto';
import type { CompanyState, Topic } from '../../shared/contract/app.ts';
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import type { CompanyFields } from '../../shared/events/masters.ts';
import type { Command, CommandContext } from '../commands/command.ts';
import type { Clock, Log, SecretStore } from '../ports.ts';
import { type DeviceKey, makeDeviceKey, readDeviceKey } from '../security/device-key.ts';
import { deviceKeyFile } from '../security/key-file.ts';
import { type AuthorState, NEW_AUTHOR } from './author.ts';
import { BooksKeeper, type SpawnBooks } from './books-keeper.ts';
import { dayIn } from './calendar.ts';
import { joinAsDevice, judgeDevice } from './device-identity.ts';
import { DraftFiles } from './draft-files.ts';
import { type CommittedAct, Executor } from './executor.ts';
import type { JournalAccess } from './journal-access.ts';
import type { JournalHandle } from './journal-handle.ts';
import type { Marks } from './marks.ts';
import { startStore } from './open-books.ts';
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
  readonly onProgress: (step: 'journal' | 'books' | 'rebuild', done: number, total: number | null) => void;
  readonly onChanged: (topics: readonly Topic[]) => void;
}

/** Founds a company that has no journal yet, given what the founding commit needs to know. */
export type Found = (founder: {
  readonly company: string;
  readonly owner: string;
  readonly device: string;
  readonly deviceFields: { name: string; publicKey: string; installId: string; prefix: string };
  readonly today: Day;
}) => Result<readonly DomainEvent[], AppError>;

type OpenState = Extract<CompanyState, { state: 'open' }>;

export class Company {
  readonly id: string;
  readonly folder: string;
  readonly drafts: DraftFiles;
  readonly keeper: BooksKeeper;
  readonly executor: Executor;
  private readonly around: CompanySurroundings;
  private readonly device: string;
  private user: OpenState['user'];
  private users = 1;
  private fields: CompanyFields;

  private constructor(parts: {
    around: CompanySurroundings;
    journal: JournalHandle;
    keeper: BooksKeeper;
    device: string;
    key: DeviceKey;
    author: AuthorState;
    fields: CompanyFields;
    users: readonly OpenState['user'][];
    actor: OpenState['user'];
  }) {
    const { around, journal, keeper } = parts;
    this.around = around;
    this.keeper = keeper;
    this.id = around.id;
    this.folder = around.folder;
    this.device = parts.device;
    this.fields = parts.fields;
    this.user = parts.actor;
    this.users = parts.users.length;
    this.drafts = new DraftFiles(around.folder);
    this.executor = new Executor({
      journal,
      reader: keeper,
      identity: { company: around.id, device: parts.device, key: parts.key },
      actor: parts.actor.id,
      role: () => this.user.role,
      author: parts.author,
      clock: around.clock,
      timeZone: () => this.fields.timeZone,
      mark: (series) => around.marks.counter(around.id, series),
      apply: (frames, commits) => this.follow(frames, commits),
    });
  }

  /**
   * Opens a company, or founds it when `found` is given and there is nothing yet. The lock is held until `close`.
   * On failure nothing stays open.
   */
  static async open(around: CompanySurroundings, found?: Found): Promise<Result<Company, AppError>> {
    let journal: JournalHandle | null = null;
    const keeper = new BooksKeeper({
      spawn: around.spawnBooks,
      journal: () => {
        if (!journal) throw new Error('the journal is not open yet');
        return journal;
      },
      log: around.log,
      now: () => around.clock.now(),
      onProgress: (step, done, total) => around.onProgress(step, done, total),
      onRestarted: () =>
        around.onChanged([
          'company',
          'customers',
          'items',
          'lists',
          'drafts',
          'documents',
          'payments',
          'series',
        ]),
    });
    const abandon = async (error: AppError): Promise<Result<never, AppError>> => {
      await keeper.close();
      await around.access.close();
      return err(error);
    };
    around.onProgress('journal', 0, null);
    const started = await startStore({
      access: around.access,
      keeper,
      installId: around.marks.installId,
      newId: randomUUID,
      log: around.log,
      onJournal: (opened) => {
        journal = opened;
      },
    });
    if (!started.ok) return abandon(started.error);
    const joined = await Company.identify(around, started.value.journal, keeper, started.value.forked, found);
    return joined.ok ? joined : abandon(joined.error);
  }

  /** Finds out which device this desktop is, or makes it a new one by a commit; founds the company if it is new. */
  private static async identify(
    around: CompanySurroundings,
    journal: JournalHandle,
    keeper: BooksKeeper,
    forked: boolean,
    found: Found | undefined,
  ): Promise<Result<Company, AppError>> {
    const [company, users, devices, series] = await Promise.all([
      keeper.lookup('company', {}),
      keeper.lookup('users', {}),
      keeper.lookup('devices', {}),
      keeper.lookup('series', { device: null }),
    ]);
    if (!company.ok) return company;
    if (!users.ok) return users;
    if (!devices.ok) return devices;
    if (!series.ok) return series;
    if (!company.value && !found) return err({ kind: 'not-found', what: 'company', id: around.id });

    const { marks } = around;
    const known = marks.of(around.id);
    const key = known
      ? await readDeviceKey(deviceKeyFile(around.dataFolder, known.device), around.secrets)
      : null;
    const author = known ? await keeper.lookup('author', { device: known.device }) : ok(null);
    if (!author.ok) return author;
    const verdict = judgeDevice({
      marks: known,
      installId: marks.installId,
      publicKey: key?.publicKey ?? null,
      devices: devices.value,
      series: series.value,
      sequence: author.value?.sequence ?? 0,
      forked,
    });
    const owner =
      users.value.find(({ fields }) => fields.role === 'owner' && !fields.archived) ?? users.value[0];
    const parts = { around, journal, keeper };
    if (company.value && verdict.keep && key) {
      const actor = owner ? { id: owner.id, name: owner.fields.name, role: owner.fields.role } : null;
      if (!actor) return err({ kind: 'not-found', what: 'user', id: around.id });
      return ok(
        new Company({
          ...parts,
          device: verdict.device,
          key,
          author: author.value ?? NEW_AUTHOR,
          fields: company.value.fields,
          users: users.value.map(({ id, fields }) => ({ id, name: fields.name, role: fields.role })),
          actor,
        }),
      );
    }

    const device = randomUUID();
    const made = await makeDeviceKey(deviceKeyFile(around.dataFolder, device), around.secrets);
    if (!made.ok) return made;
    const actorId = owner?.id ?? randomUUID();
    const zone = company.value?.fields.timeZone ?? 'UTC';
    const today = dayIn(zone, around.clock.now());
    const deviceFields = {
      name: around.deviceName,
      publicKey: made.value.publicKey,
      installId: marks.installId,
      prefix: '',
    };
    if (!verdict.keep && company.value) around.log.warn(`joining as a new device: ${verdict.why}`);
    const events: Result<readonly DomainEvent[], AppError> = company.value
      ? ok(
          joinAsDevice({
            device,
            name: around.deviceName,
            publicKey: made.value.publicKey,
            installId: marks.installId,
            devices: devices.value,
            series: series.value,
            today,
            fiscalYearStart: company.value.fields.fiscalYearStart,
            newId: () => randomUUID(),
          }),
        )
      : (found as Found)({ company: around.id, owner: actorId, device, deviceFields, today });
    if (!events.ok) return events;
    const newcomer = new Company({
      ...parts,
      device,
      key: made.value,
      author: NEW_AUTHOR,
      fields: company.value?.fields ?? fieldsIn(events.value),
      users: users.value.map(({ id, fields }) => ({ id, name: fields.name, role: fields.role })),
      actor: { id: actorId, name: owner?.fields.name ?? '', role: owner?.fields.role ?? 'owner' },
    });
    await marks.bind(around.id, device);
    const name = company.value ? 'devices.join' : 'companies.create';
    const command: Command<{ commandId: string }, null> = { decide: async () => events, answer: () => null };
    const done = await newcomer.executor.execute({ name, command, input: { commandId: randomUUID() } });
    if (!done.ok) return done;
    await newcomer.refresh();
    return ok(newcomer);
  }

  /** Today in the company's time zone. */
  get today(): Day {
    return dayIn(this.fields.timeZone, this.around.clock.now());
  }

  get company(): CompanyFields {
    return this.fields;
  }

  get role(): OpenState['user']['role'] {
    return this.user.role;
  }

  /** Context for decisions that are only looked at, never committed: the check before issue. */
  looking(): CommandContext {
    const recorded = this.executor.lastRecorded;
    return {
      lookup: (name, input) => this.keeper.lookup(name, input),
      today: this.today,
      device: this.device,
      actor: this.user.id,
      role: this.user.role,
      mark: (series) => this.around.marks.counter(this.id, series),
      lastDay: recorded === null ? null : dayIn(this.fields.timeZone, recorded),
      newId: () => randomUUID(),
    };
  }

  execute<Input extends { commandId: string }, Output>(
    name: string,
    command: Command<Input, Output>,
    input: Input,
  ): Promise<Result<Output, AppError>> {
    return this.executor.execute({ name, command, input });
  }

  async state(demo: boolean): Promise<OpenState> {
    const warnings: OpenState['warnings'] = [...(await this.around.access.room()).warnings];
    if (this.around.secrets.protection === 'file') warnings.push('key-in-file');
    const last = this.executor.lastRecorded;
    if (last !== null && this.around.clock.now() < last - 60_000) warnings.push('clock-behind');
    return {
      state: 'open',
      company: { id: this.id, name: this.fields.name },
      demo,
      user: this.user,
      users: this.users,
      today: this.today,
      warnings,
    };
  }

  /** Room on the disk that the company lies on (JO7). */
  room() {
    return this.around.access.room();
  }

  verify(onProgress: (bytes: number) => void) {
    return this.around.access.verify(onProgress);
  }

  rebuildBooks(): Promise<Result<void, AppError>> {
    return this.executor.exclusive(() => this.keeper.rebuild());
  }

  /** Frames that the journal has just taken go into the books; marks move; screens are told what changed. */
  private async follow(frames: readonly BooksFrame[], commits: readonly CommittedAct[]): Promise<void> {
    await this.keeper.apply(frames);
    const events = commits.flatMap((commit) => commit.events);
    const counters = new Map<string, number>();
    for (const made of events) {
      if (made.type === 'document.issued') counters.set(made.data.series, made.data.counter);
    }
    this.around.marks.advance(this.id, commits.at(-1)?.sequence ?? 0, counters);
    if (events.some(({ type }) => type === 'company.set' || type === 'user.set')) await this.refresh();
    this.around.onChanged(topicsOf(events));
  }

  private async refresh(): Promise<void> {
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
      await this.around.marks.flush();
      await this.keeper.close();
      await this.around.access.close();
    });
  }
}

function fieldsIn(events: readonly DomainEvent[]): CompanyFields {
  const set = events.find((event) => event.type === 'company.set');
  return set?.data.fields as CompanyFields;
}
