/** The company that is open in this program, if any: opening, closing, and what the page is told meanwhile. */
import { type CompanyState, type Push, type Topic, zTopic } from '../../shared/contract/app.ts';
import { type AppError, err, ok, type RefusalReason, type Result } from '../../shared/errors/index.ts';
import type { Clock, Log, SecretStore } from '../ports.ts';
import { Arriving } from './arriving.ts';
import type { SpawnBooks } from './books-keeper.ts';
import type { Company, CompanySurroundings, RawStore } from './company.ts';
import type { CompanyEntry, CompanyList } from './company-list.ts';
import type { JournalAccess } from './journal-access.ts';
import type { Marks } from './marks.ts';
import { MovedAway } from './moving/moved-away.ts';
import { type Found, openCompany } from './open-company.ts';
import { Recovery } from './recovery.ts';

export interface WorkspaceOptions {
  readonly dataFolder: string;
  readonly deviceName: string;
  readonly list: CompanyList;
  readonly marks: Marks;
  readonly secrets: SecretStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly journalIn: (folder: string) => JournalAccess;
  readonly booksIn: (folder: string) => SpawnBooks;
  readonly push: (push: Push) => void;
  readonly sync: CompanySync;
}

/** What follows the company that is open, and what a joined one must fetch before it can be. */
export interface CompanySync {
  catchUp(
    company: string,
    device: string | null,
    onProgress: (done: number, total: number | null) => void,
  ): Promise<CompanySurroundings['catchUp']>;
  /** Ends a first fetch under way; what has come stays. */
  stopFetching(): void;
  opened(company: Company): Promise<void>;
  closing(): Promise<void>;
}

/** So long the page is left to show a command's answer before its screens ask again; what changes meanwhile is told once. */
const CHANGES_TOGETHER = 20;

/** How often at most the page is told of progress, in milliseconds. */
const PROGRESS_EVERY = 80;

/** How often at most screens ask again while the record comes for the first time, in milliseconds. */
const ARRIVALS_EVERY = 1_500;
/** And how much of it must have come since: what they ask takes the longer the more there is. */
const GROWN_BY = 1.15;

export class Workspace {
  private readonly options: WorkspaceOptions;
  private present: Company | null = null;
  private damaged: Recovery | null = null;
  private coming: Arriving | null = null;
  private away: MovedAway | null = null;
  private shown = { at: 0, done: 0 };
  private standing: CompanyState = { state: 'none' };
  private told = 0;
  private readonly untold = new Set<Topic>();
  private telling: NodeJS.Timeout | null = null;
  /** Openings and closings wait for each other: a company must not be left half open when the program ends. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(options: WorkspaceOptions) {
    this.options = options;
  }

  get company(): Company | null {
    return this.present;
  }

  /** The damaged company whose readable part is open, if one is (JO8). */
  get recovery(): Recovery | null {
    return this.damaged;
  }

  /** The company whose record is coming for the first time, as soon as there is something to see (SY5). */
  get arriving(): Arriving | null {
    return this.coming?.isReadable ? this.coming : null;
  }

  /** The company that is open to be looked at, since its device has moved away or is about to (DV3). */
  get movedAway(): MovedAway | null {
    return this.away;
  }

  /** Why the company that is open can only be read (JO8, SY5, DV3). */
  get whyReadOnly(): RefusalReason | null {
    if (this.damaged) return 'record-damaged';
    if (this.arriving) return 'still-fetching';
    return this.away && 'moved-away';
  }

  /** Where things stand; for an open company with today's day and warnings as of now. */
  async state(): Promise<CompanyState> {
    if (!this.present) return this.standing;
    return this.present.state(this.options.list.find(this.present.id)?.demo ?? false);
  }

  /** Opens a company, or founds it; the one that was open is closed first. */
  open(entry: CompanyEntry, found?: Found): Promise<Result<Company | MovedAway, AppError>> {
    return this.inTurn(() => this.openNow(entry, found));
  }

  /** Closes the company and opens it again: it becomes what its marks say now (DV3). */
  reopen(company: string, takesBack = false): Promise<Result<Company | MovedAway, AppError>> {
    return this.inTurn(async () => {
      const entry = this.options.list.find(company);
      const open = this.present ?? this.away;
      if (open?.id !== company || !entry) return err({ kind: 'unavailable', what: 'company' });
      return this.openNow(entry, undefined, takesBack);
    });
  }

  /** Does something with a company's folder while nobody has it open, with progress on screen, and opens it again. */
  whileClosed<T>(
    entry: CompanyEntry,
    step: 'move-out',
    work: (access: JournalAccess, report: (done: number, total: number) => void) => Promise<T>,
  ): Promise<T> {
    return this.inTurn(async () => {
      await this.closeNow();
      const { access, onProgress } = this.around(entry);
      onProgress(step, 0, null);
      const worked = await work(access, (done, total) => onProgress(step, done, total));
      await this.openNow(entry);
      return worked;
    });
  }

  /** Closes whatever is open, does something, and opens the company that it answers. */
  openAfter(
    work: () => Promise<Result<CompanyEntry, AppError>>,
  ): Promise<Result<Company | MovedAway, AppError>> {
    return this.inTurn(async () => {
      await this.closeNow();
      const worked = await work();
      return worked.ok ? this.openNow(worked.value) : worked;
    });
  }

  close(): Promise<Result<void, AppError>> {
    return this.inTurn(() => this.closeNow());
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    // Whoever opens another company, or closes this one, does not wait until all of its record has come.
    this.options.sync.stopFetching();
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async openNow(
    entry: CompanyEntry,
    found?: Found,
    takesBack = false,
  ): Promise<Result<Company | MovedAway, AppError>> {
    await this.closeNow();
    const { options } = this;
    const name = { id: entry.id, name: entry.name };
    const marks = await options.marks.ready();
    if (!marks.ok) {
      // As another installation it would become a new desktop, and the marks of this one would be lost (DV3).
      this.stand({
        state: 'refused',
        company: name,
        reason: 'io',
        detail: `marks.json: ${refusal(marks.error).detail}`,
      });
      return marks;
    }
    const { device } = options.marks.of(entry.id) ?? { device: null };
    const catchUp = await options.sync.catchUp(entry.id, device, (done, total) => {
      void this.came(entry, done, total);
    });
    const first = catchUp && device !== null ? { catchUp: this.watched(entry, device, catchUp) } : {};
    const opened = await openCompany({ ...this.around(entry), ...first, takesBack }, found);
    if (!opened.ok) {
      const recovery = isDamage(opened.error) ? await Recovery.open(this.around(entry), entry.name) : null;
      if (recovery?.ok) this.damaged = recovery.value;
      this.stand(this.damaged?.state ?? { state: 'refused', company: name, ...refusal(opened.error) });
      return opened;
    }
    if (opened.value instanceof MovedAway) {
      this.away = opened.value;
      this.stand(opened.value.state(entry.demo));
      await options.list.put({ ...entry, name: opened.value.company.name, opened: options.clock.now() });
      return opened;
    }
    this.present = opened.value;
    await options.sync.opened(opened.value);
    const listed = options.list.put({
      ...entry,
      name: opened.value.company.name,
      opened: options.clock.now(),
    });
    // The first screen does not wait for the list to be on the disk.
    this.stand(await this.state());
    await listed;
    if (catchUp) this.changed(zTopic.options);
    return opened;
  }

  /** A first fetch during which the company can be looked at; what came before the program ended, at once. */
  private watched(entry: CompanyEntry, device: string, catchUp: NonNullable<CompanySurroundings['catchUp']>) {
    return async (store: RawStore): Promise<Result<void, AppError>> => {
      const { clock } = this.options;
      const { keeper } = store;
      const devices = await keeper.lookup('devices', {});
      // Whose record says that it belongs to the office has fetched it before, and is open at once.
      if (devices.ok && devices.value.some(({ id }) => id === device)) return catchUp(store);
      this.shown = { at: 0, done: 0 };
      this.coming = new Arriving({ id: entry.id, device, keeper, now: () => clock.now() });
      const sync = await keeper.lookup('sync', {});
      const cursor = sync.ok ? sync.value.place?.cursor : null;
      if (cursor) await this.came(entry, cursor.sequence, null);
      const done = await catchUp(store);
      this.coming = null;
      return done;
    };
  }

  /** Tells the page how far the record has come; screens that show something of it ask again now and then. */
  private async came(entry: CompanyEntry, done: number, total: number | null): Promise<void> {
    const { coming, options } = this;
    if (!coming) return;
    const wasReadable = coming.isReadable;
    await coming.came(done, total);
    if (this.coming !== coming) return;
    const { state } = coming;
    const company = { id: entry.id, name: entry.name };
    this.stand(state ?? { state: 'opening', company, step: 'fetch', done, total }, done !== total);
    const now = options.clock.now();
    // From now on it is one of this desktop's companies, though the program may end before all of it has come.
    if (state && !wasReadable) await options.list.put({ ...entry, name: state.company.name, opened: now });
    const { at, done: before } = this.shown;
    if (!coming.isReadable || now - at < ARRIVALS_EVERY || done < before * GROWN_BY) return;
    this.shown = { at: now, done };
    this.changed(zTopic.options);
  }

  /** What a company stands in; every opening has a journal of its own. */
  private around(entry: CompanyEntry): CompanySurroundings {
    const { options } = this;
    const name = { id: entry.id, name: entry.name };
    return {
      id: entry.id,
      folder: options.list.folderOf(entry.id),
      dataFolder: options.dataFolder,
      deviceName: options.deviceName,
      marks: options.marks,
      secrets: options.secrets,
      clock: options.clock,
      log: options.log,
      access: options.journalIn(options.list.folderOf(entry.id)),
      spawnBooks: options.booksIn(options.list.folderOf(entry.id)),
      onProgress: (step, done, total) =>
        this.stand({ state: 'opening', company: name, step, done, total }, done !== total),
      onChanged: (topics) => this.changed(topics),
      onStanding: () => void this.restate(),
    };
  }

  private async closeNow(): Promise<Result<void, AppError>> {
    const company = this.present;
    this.present = null;
    await this.options.sync.closing();
    await company?.close();
    const { damaged } = this;
    this.damaged = null;
    await damaged?.close();
    const { away } = this;
    this.away = null;
    await away?.close();
    this.stand({ state: 'none' });
    return ok(undefined);
  }

  /** Tells the page that what the company's own record says has changed, its name among it. */
  async restate(): Promise<void> {
    if (!this.present) return;
    const entry = this.options.list.find(this.present.id);
    if (entry && entry.name !== this.present.company.name) {
      await this.options.list.put({ ...entry, name: this.present.company.name });
    }
    this.stand(await this.state());
  }

  private changed(topics: readonly Topic[]): void {
    for (const topic of topics) this.untold.add(topic);
    if (this.untold.size === 0 || this.telling) return;
    this.telling = setTimeout(() => {
      this.telling = null;
      this.options.push({ type: 'changed', topics: [...this.untold] });
      this.untold.clear();
    }, CHANGES_TOGETHER);
  }

  private stand(state: CompanyState, mayWait = false): void {
    this.standing = state;
    const now = this.options.clock.now();
    if (mayWait && now - this.told < PROGRESS_EVERY) return;
    this.told = now;
    this.options.push({ type: 'state', company: state });
  }
}

/** Damage to the record itself; what can still be read is opened then. */
const isDamage = (error: AppError): boolean =>
  error.kind === 'storage' && (error.reason === 'corrupt' || error.reason === 'behind');

type Refusal = Pick<Extract<CompanyState, { state: 'refused' }>, 'reason' | 'detail'>;

/** Why a company could not be opened, in the words that the screen explains. */
function refusal(error: AppError): Refusal {
  if (error.kind === 'not-found') return { reason: 'missing', detail: '' };
  if (error.kind !== 'storage') return { reason: 'io', detail: error.kind };
  switch (error.reason) {
    case 'in-use':
      return { reason: 'in-use', detail: String(error.pid) };
    case 'read-only':
      return { reason: 'read-only', detail: error.operation };
    case 'disk-full':
      return { reason: 'disk-full', detail: '' };
    case 'corrupt':
      return { reason: 'corrupt', detail: `${error.fault.segment} #${error.fault.number}` };
    case 'behind':
      return { reason: 'corrupt', detail: `#${error.head}/${error.known}` };
    case 'not-continuing':
      return { reason: 'forked', detail: `#${error.number}` };
    case 'missing':
      return { reason: 'missing', detail: error.path };
    default:
      return { reason: 'io', detail: 'code' in error ? error.code : error.reason };
  }
}
