/**
 * The sync of the company that is open: finds its server, runs the session, and tells the page how things stand. What
 * needs a person comes from here too: connecting, pausing, and a desktop that must become a new device (DV3).
 */
import { join } from 'node:path';
import type { Push } from '../../shared/contract/app.ts';
import type { SyncStatus } from '../../shared/contract/sync.ts';
import { type AppError, err, ok, type Result, type SyncProblem } from '../../shared/errors/index.ts';
import type { Company, RawStore } from '../company/company.ts';
import type { JournalHandle } from '../company/journal-handle.ts';
import type { LinePort, Log, SecretStore } from '../ports.ts';
import { readDeviceKey } from '../security/device-key.ts';
import { readOrMakeExchangeKey } from '../security/exchange-key.ts';
import { deviceKeyFile, exchangeKeyFile } from '../security/key-file.ts';
import { type ExchangeKey, newRecoveryCode, normalRecoveryCode, recoveryKey } from '../security/sealing.ts';
import { claim } from './claim.ts';
import { announceKey, beginSealing, rotateKeys, shareKeys } from './company-keys.ts';
import { fetchFirst } from './first-fetch.ts';
import { KeyRing } from './key-ring.ts';
import type { ServerPlace } from './server-address.ts';
import { isNews, serverTime } from './server-clock.ts';
import { type ServerLink, serverLinks } from './server-link.ts';
import { problemOf, type SyncFailure } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { LoopSurroundings } from './sync-loop.ts';
import { SyncSession } from './sync-session.ts';
import { NOT_CONNECTED, statusOf } from './sync-status.ts';
import { type Caller, type Transport, WireClient } from './wire-client.ts';

export interface OfficeSyncOptions {
  readonly dataFolder: string;
  readonly deviceName: string;
  readonly around: LoopSurroundings;
  readonly log: Log;
  readonly secrets: SecretStore;
  readonly push: (push: Push) => void;
  readonly transportTo: (place: ServerPlace) => Transport;
  readonly line: LinePort;
  /** Gives this desktop's device of the company up and opens the company again, as a new device (DV3). */
  readonly becomeNewDevice: (company: string) => void;
}

/** How often the system is asked whether the line is paid by volume, milliseconds. */
const ASK_LINE_EVERY = 30_000;

/** How often at most the page is told how things stand, milliseconds. */
const TELL_EVERY = 150;

export const syncError = (problem: SyncProblem, detail = ''): AppError => ({ kind: 'sync', problem, detail });
export const failureError = (failure: SyncFailure): AppError => syncError(problemOf(failure));

/** A company's keys on this desktop, and the key to which they are sealed for it. */
export interface Keys {
  readonly ring: KeyRing;
  readonly exchange: ExchangeKey;
}

interface Present {
  readonly company: Company;
  readonly caller: SyncHost['caller'];
  link: ServerLink | null;
  session: SyncSession | null;
  /** The company's keys; `null` until there is a server or bodies are sealed. */
  keys: Keys | null;
  client: WireClient | null;
  /** The device has been given up already; the company is about to be opened again. */
  givenUp: boolean;
}

export class OfficeSync {
  private readonly options: OfficeSyncOptions;
  private readonly links: ReturnType<typeof serverLinks>;
  private present: Present | null = null;
  private telling: (() => void) | null = null;
  private metered = false;
  private askingLine: (() => void) | null = null;
  private fetching = new AbortController();
  /** A recovery code that was shown and not typed again yet. */
  private shownCode: string | null = null;
  /** A recovery code with which a company is being joined whose desktops are all lost. */
  joiningWith: ExchangeKey | null = null;

  constructor(options: OfficeSyncOptions) {
    this.options = options;
    this.links = serverLinks(options.dataFolder);
  }

  /** What a company that this desktop has joined must fetch before it is opened; nothing for one without a server. */
  async catchUp(
    company: string,
    device: string | null,
    onProgress: (done: number, total: number | null) => void,
  ): Promise<((store: RawStore) => Promise<Result<void, AppError>>) | undefined> {
    const link = await this.links.read(company);
    if (!link || link.device !== device) return undefined;
    const { dataFolder, secrets, around, log } = this.options;
    const key = await readDeviceKey(deviceKeyFile(dataFolder, device), secrets);
    if (!key) return undefined;
    this.fetching = new AbortController();
    const caller = { device, key };
    return async (store) => {
      const keys = await this.keysOf(company, device, store.journal);
      if (!keys.ok) return keys;
      const { ring } = keys.value;
      const recovery = this.joiningWith;
      this.joiningWith = null;
      if (recovery) await ring.recoverWith(recovery);
      return fetchFirst(store, {
        sealing: ring,
        alone: recovery !== null,
        company,
        caller,
        client: this.clientOf(link, caller),
        around,
        log,
        onProgress,
        signal: this.fetching.signal,
      });
    };
  }

  /** Ends a first fetch under way: the company is not opened, what has come stays. */
  stopFetching(): void {
    this.fetching.abort();
  }

  /** A company has been opened: its sync begins when it has a server that knows this device. */
  async opened(company: Company): Promise<void> {
    const host = company.syncHost(() => {});
    this.present = {
      company,
      caller: host.caller,
      link: await this.links.read(company.id),
      session: null,
      keys: null,
      client: null,
      givenUp: false,
    };
    company.serverTime = (now) => {
      const { present } = this;
      const heard = present?.company === company ? (present.client?.clock ?? present.link?.clock) : undefined;
      return heard ? serverTime(heard, now) : null;
    };
    await this.introduceSelf(this.present);
    await this.begin();
  }

  /**
   * This desktop has become a new device (DV3): as long as it holds the key of the one before, and that one was a
   * manager's, it can make the new one known by itself. Otherwise a person is asked for a code.
   */
  private async introduceSelf({ company, caller, link }: Present): Promise<void> {
    if (!link || link.device === caller.device) return;
    const { dataFolder, secrets, deviceName, log } = this.options;
    const key = await readDeviceKey(deviceKeyFile(dataFolder, link.device), secrets);
    if (!key) return;
    const client = this.clientOf(link, { device: link.device, key });
    const params = { company: company.id, device: caller.device };
    const status = await client.call('status', { company: company.id }, {}, null);
    if (status.ok && (status.value.role === 'manager' || status.value.role === 'owner')) {
      const { publicKey } = caller.key;
      const { role } = status.value;
      const self = {
        name: deviceName.slice(0, 60),
        role,
        state: 'active',
        publicKey,
        exchangeKey: null,
      } as const;
      const done = await client.call('setDevice', params, {}, self);
      if (done.ok) await this.keepLink(company.id, { ...link, device: caller.device });
      else log.warn(`the new device could not be made known: ${done.error.code}`);
    }
    client.close();
  }

  private async keepLink(company: string, link: ServerLink): Promise<void> {
    await this.links.write(company, link);
    if (this.present?.company.id === company) this.present.link = link;
  }

  /** The company is about to be closed. */
  async closing(): Promise<void> {
    const { present } = this;
    this.present = null;
    this.watchLine();
    this.telling?.();
    this.telling = null;
    await present?.session?.close();
  }

  async status(): Promise<SyncStatus> {
    const { present } = this;
    if (!present?.link || !present.session) return NOT_CONNECTED;
    const unread = await present.company.keeper.lookup('unread', {});
    return {
      ...statusOf(present.link, present.session.view, await this.unsent(present)),
      unread: unread.ok ? unread.value : 0,
      tellsMetered: this.options.line.tellsMetered,
    };
  }

  /** Brings the open company to a server, or this desktop back to it, by a code from whoever keeps the server. */
  async connect(place: ServerPlace, code: string): Promise<Result<{ digits: string | null }, AppError>> {
    const { present } = this;
    if (!present) return err({ kind: 'unavailable', what: 'company' });
    const { company, caller } = present;
    const keys = await this.keys();
    if (!keys.ok) return keys;
    const client = new WireClient({
      transport: this.options.transportTo(place),
      caller: null,
      now: this.options.around.now,
    });
    const claimed = await claim(client, code, {
      device: caller.device,
      key: caller.key,
      name: this.options.deviceName,
      company: company.id,
      exchangeKey: keys.value.exchange.publicKey,
    });
    client.close();
    if (!claimed.ok) return err(failureError(claimed.error));
    if (claimed.value.company !== company.id) return err(syncError('pairing-company'));
    if (claimed.value.state === 'waiting') return ok({ digits: claimed.value.digits });
    const link = { ...place, device: caller.device, paused: false, pauseOnMetered: false };
    if (!(await this.links.write(company.id, link))) return err(syncError('storage'));
    await present.session?.close();
    present.session = null;
    present.link = link;
    await this.begin();
    return ok({ digits: null });
  }

  /** Notes the server of a company that this desktop is about to join. */
  linkNew(company: string, place: ServerPlace, device: string): Promise<boolean> {
    return this.links.write(company, { ...place, device, paused: false, pauseOnMetered: false });
  }

  async change(changes: {
    paused?: boolean | undefined;
    pauseOnMetered?: boolean | undefined;
  }): Promise<Result<void, AppError>> {
    const { present } = this;
    if (!present?.link) return err(syncError('not-connected'));
    const { paused = present.link.paused, pauseOnMetered = present.link.pauseOnMetered } = changes;
    present.link = { ...present.link, paused, pauseOnMetered };
    const written = await this.links.write(present.company.id, present.link);
    this.watchLine();
    this.obeyPause();
    return written ? ok(undefined) : err(syncError('storage'));
  }

  /** The network came back, or a person does not want to wait. */
  again(): void {
    this.obeyPause();
  }

  /** Asks the system about the line for as long as somebody wants to pause by it. */
  private watchLine(): void {
    this.askingLine?.();
    this.askingLine = null;
    const { present } = this;
    const { line, around } = this.options;
    if (!present?.link?.pauseOnMetered || !line.tellsMetered) {
      this.metered = false;
      return;
    }
    void line.isMetered().then((metered) => {
      if (this.present !== present || !present.link?.pauseOnMetered) return;
      const changed = metered !== this.metered;
      this.metered = metered;
      if (changed) this.obeyPause();
      this.askingLine?.();
      this.askingLine = around.later(ASK_LINE_EVERY, () => this.watchLine());
    });
  }

  /** The open company's line to its server, for what people do with it; an error when there is none. */
  line(): Result<{ client: WireClient; company: Company; link: ServerLink; device: string }, AppError> {
    const { present } = this;
    if (!present?.link || !present.client) return err(syncError('not-connected'));
    const { client, company, link, caller } = present;
    return ok({ client, company, link, device: caller.device });
  }

  /** The server's epoch as the record knows it; `null` before the first answer. */
  async epoch(): Promise<string | null> {
    const sync = await this.present?.company.keeper.lookup('sync', {});
    return sync?.ok ? (sync.value.place?.epoch ?? null) : null;
  }

  /** The open company's keys. */
  async keys(): Promise<Result<Keys, AppError>> {
    const { present } = this;
    if (!present) return err({ kind: 'unavailable', what: 'company' });
    if (present.keys) return ok(present.keys);
    const { company, caller } = present;
    const { journal } = company.syncHost(() => {});
    const opened = await this.keysOf(company.id, caller.device, journal);
    if (!opened.ok) return opened;
    present.keys = opened.value;
    const { ring } = opened.value;
    ring.onChanged = () => {
      const shared = shareKeys(company, ring).then(
        (done) => done.ok || this.options.log.warn(`keys could not be given: ${JSON.stringify(done.error)}`),
        (fault: unknown) => this.options.log.error('keys could not be given', fault),
      );
      void shared.then(() => present.session?.again());
    };
    return opened;
  }

  private async keysOf(
    company: string,
    device: string,
    journal: Pick<JournalHandle, 'readFrom'>,
  ): Promise<Result<Keys, AppError>> {
    const { dataFolder, secrets } = this.options;
    const exchange = await readOrMakeExchangeKey(exchangeKeyFile(dataFolder, device), secrets);
    if (!exchange.ok) return exchange;
    const companyFolder = join(dataFolder, 'companies', company);
    const ring = await KeyRing.open({ company, companyFolder, device, exchange: exchange.value, journal });
    return ok({ ring, exchange: exchange.value });
  }

  /** Shows a new recovery code, once; sealing begins when it was typed again. */
  showRecoveryCode(): string {
    this.shownCode = newRecoveryCode();
    return this.shownCode;
  }

  /** Switches sealing on, or puts a new recovery code in the place of the one before. */
  async seal(commandId: string, typed: string): Promise<Result<void, AppError>> {
    const { present, shownCode } = this;
    if (!present) return err({ kind: 'unavailable', what: 'company' });
    const code = normalRecoveryCode(typed);
    if (code === undefined || shownCode === null || code !== normalRecoveryCode(shownCode))
      return err(syncError('recovery-code'));
    const keys = await this.keys();
    if (!keys.ok) return keys;
    const begun = await beginSealing(present.company, keys.value.ring, recoveryKey(code), commandId);
    if (begun.ok) this.shownCode = null;
    return begun;
  }

  /** Opens with a recovery code what this desktop cannot read. */
  async recover(typed: string): Promise<Result<void, AppError>> {
    const code = normalRecoveryCode(typed);
    const keys = await this.keys();
    if (!keys.ok) return keys;
    if (code === undefined || !(await keys.value.ring.recoverWith(recoveryKey(code))))
      return err(syncError('recovery-code'));
    this.again();
    return ok(undefined);
  }

  /** A desktop was shut out: what is recorded from now on is sealed under a key that it never gets. */
  async rotate(): Promise<Result<void, AppError>> {
    const keys = await this.keys();
    const { present } = this;
    if (!present || !keys.ok) return keys.ok ? ok(undefined) : keys;
    return rotateKeys(present.company, keys.value.ring);
  }

  private async begin(): Promise<void> {
    const { present } = this;
    if (!present?.link) return;
    const keys = await this.keys();
    if (!keys.ok) return this.options.log.warn('the keys of the company could not be read');
    const { ring, exchange } = keys.value;
    const { company, caller, link } = present;
    const announced = await announceKey(company, ring, caller.device, exchange);
    if (!announced.ok) this.options.log.warn(`the exchange key could not be announced`);
    if (this.present !== present || present.session) return;
    const { around, log } = this.options;
    present.client = this.clientOf(link, caller);
    const session = new SyncSession({
      host: company.syncHost(() => {
        if (present.givenUp) return;
        present.givenUp = true;
        session.pause();
        this.options.becomeNewDevice(company.id);
      }, ring),
      client: present.client,
      around,
      log,
      onChange: () => this.tell(),
    });
    present.session = session;
    company.onCommitted = () => session.committed();
    this.watchLine();
    this.obeyPause();
  }

  private obeyPause(): void {
    const { present, metered } = this;
    if (!present?.link || !present.session) return;
    const { paused, pauseOnMetered } = present.link;
    if (paused || (pauseOnMetered && metered)) present.session.pause();
    else present.session.start();
    this.tell();
  }

  private clientOf(place: ServerPlace, caller: Caller): WireClient {
    return new WireClient({
      transport: this.options.transportTo(place),
      caller,
      now: this.options.around.now,
    });
  }

  private async unsent({ company, caller }: Present): Promise<number> {
    const sync = await company.keeper.lookup('sync', {});
    if (!sync.ok) return 0;
    const { place, authors } = sync.value;
    const own = authors.find(({ device }) => device === caller.device)?.sequence ?? 0;
    const sent = place?.sent?.device === caller.device ? place.sent.sequence : 0;
    return Math.max(0, own - sent);
  }

  /** Keeps the server's time beside the line, so that the next start knows it without one (NU5). */
  private async noteClock(present: Present): Promise<void> {
    const { company, client, link } = present;
    const clock = client?.clock;
    if (!clock || !link || !isNews(link.clock, clock)) return;
    // In memory first: what a person changes of the line meanwhile must not be undone by this.
    present.link = { ...link, clock };
    await this.links.write(company.id, present.link);
  }

  /** Tells the page, a moment later and once for several changes. */
  private tell(): void {
    if (this.telling) return;
    this.telling = this.options.around.later(TELL_EVERY, () => {
      this.telling = null;
      if (!this.present) return;
      void this.noteClock(this.present);
      void this.status().then((status) => this.options.push({ type: 'sync', status }));
    });
  }
}
