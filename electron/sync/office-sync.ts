/**
 * The sync of the company that is open: finds its server, runs the session, and tells the page how things stand. What
 * needs a person comes from here too: connecting, pausing, and a desktop that must become a new device (DV3).
 */
import type { Push } from '../../shared/contract/app.ts';
import type { SetAside, SyncStatus } from '../../shared/contract/sync.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Company, RawStore } from '../company/company.ts';
import type { LinePort, Log, SecretStore } from '../ports.ts';
import { readDeviceKey } from '../security/device-key.ts';
import { deviceKeyFile } from '../security/key-file.ts';
import type { ExchangeKey } from '../security/sealing.ts';
import { claim } from './claim.ts';
import { announceKey } from './company-keys.ts';
import { fetchFirst } from './first-fetch.ts';
import { LineWatch } from './line-watch.ts';
import { OfficeKeys } from './office-keys.ts';
import type { ServerPlace } from './server-address.ts';
import { isNews, serverTime } from './server-clock.ts';
import { type ServerLink, serverLinks } from './server-link.ts';
import { failureError, syncError } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { LoopSurroundings } from './sync-loop.ts';
import { type SessionView, SyncSession } from './sync-session.ts';
import { NOT_CONNECTED, setAsideOf, statusOf } from './sync-status.ts';
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

/** How often at most the page is told how things stand, milliseconds. */
const TELL_EVERY = 150;

interface Present {
  readonly company: Company;
  readonly caller: SyncHost['caller'];
  link: ServerLink | null;
  session: SyncSession | null;
  client: WireClient | null;
  /** The device has been given up already; the company is about to be opened again. */
  givenUp: boolean;
}

export class OfficeSync {
  private readonly options: OfficeSyncOptions;
  private readonly links: ReturnType<typeof serverLinks>;
  private readonly lineWatch: LineWatch;
  /** The keys of the company that is open. */
  readonly keys: OfficeKeys;
  private present: Present | null = null;
  private telling: (() => void) | null = null;
  private fetching = new AbortController();
  /** The line of a first fetch under way. */
  private arriving: { readonly link: ServerLink; readonly view: SessionView } | null = null;
  /** A recovery code with which a company is being joined whose desktops are all lost. */
  joiningWith: ExchangeKey | null = null;

  constructor(options: OfficeSyncOptions) {
    this.options = options;
    const { dataFolder, secrets, log, line, around } = options;
    this.links = serverLinks(dataFolder);
    this.lineWatch = new LineWatch(line, around.later, () => this.obeyPause());
    this.keys = new OfficeKeys({ dataFolder, secrets, log, onMore: () => this.again() });
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
    if (!key.ok || !key.value) return undefined;
    this.fetching = new AbortController();
    const caller = { device, key: key.value };
    return async (store) => {
      const keys = await this.keys.read(company, device, store.journal);
      if (!keys.ok) return keys;
      const { ring } = keys.value;
      const recovery = this.joiningWith;
      this.joiningWith = null;
      if (recovery) await ring.recoverWith(recovery);
      const fetched = await fetchFirst(store, {
        sealing: ring,
        alone: recovery !== null,
        company,
        caller,
        client: this.clientOf(link, caller),
        around,
        log,
        onProgress,
        onView: (view) => {
          this.arriving = { link, view };
          this.tell();
        },
        signal: this.fetching.signal,
      });
      this.arriving = null;
      return fetched;
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
      client: null,
      givenUp: false,
    };
    this.keys.opened(company, host.caller.device);
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
    if (!key.ok || !key.value) return;
    const client = this.clientOf(link, { device: link.device, key: key.value });
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
    this.keys.closing();
    this.lineWatch.watch(false);
    this.telling?.();
    this.telling = null;
    await present?.session?.close();
  }

  async status(): Promise<SyncStatus> {
    const { present, arriving } = this;
    if (arriving) return { ...NOT_CONNECTED, ...statusOf(arriving.link, arriving.view, 0) };
    if (!present?.link || !present.session) return NOT_CONNECTED;
    const unread = await present.company.keeper.lookup('unread', {});
    return {
      ...statusOf(present.link, present.session.view, await this.unsent(present)),
      unread: unread.ok ? unread.value : 0,
      tellsMetered: this.options.line.tellsMetered,
      setAside: [...(await this.setAside(present))],
    };
  }

  private async setAside({ company: { keeper } }: Present): Promise<readonly SetAside[]> {
    const sync = await keeper.lookup('sync', {});
    const place = sync.ok ? sync.value.place : null;
    if (!place || place.aside.length + place.held.length === 0) return [];
    const devices = await keeper.lookup('devices', {});
    const known = devices.ok ? devices.value : [];
    return setAsideOf(place, new Map(known.map(({ id, fields }) => [id, fields.name])));
  }

  /** Brings the open company to a server, or this desktop back to it, by a code from whoever keeps the server. */
  async connect(place: ServerPlace, code: string): Promise<Result<{ digits: string | null }, AppError>> {
    const { present } = this;
    if (!present) return err({ kind: 'unavailable', what: 'company' });
    const { company, caller } = present;
    const keys = await this.keys.get();
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

  /** Where the company's server is, as this desktop's device reaches it; `null` for a company without one. */
  async placeOf(company: string, device: string): Promise<ServerPlace | null> {
    const link = await this.links.read(company);
    return link?.device === device ? { address: link.address, pin: link.pin } : null;
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
    this.lineWatch.watch(present.link.pauseOnMetered);
    this.obeyPause();
    return written ? ok(undefined) : err(syncError('storage'));
  }

  /** The network came back, or a person does not want to wait. */
  again(): void {
    this.obeyPause();
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

  private async begin(): Promise<void> {
    const { present } = this;
    if (!present?.link) return;
    const keys = await this.keys.get();
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
    company.onCommitted = () => {
      session.committed();
      // A loop that is paused or stopped does not stir, and yet more waits than before (SY6).
      this.tell();
    };
    company.onPersonal = () => session.personalChanged();
    this.lineWatch.watch(present.link.pauseOnMetered);
    this.obeyPause();
  }

  private obeyPause(): void {
    const { present } = this;
    if (!present?.link || !present.session) return;
    const { paused, pauseOnMetered } = present.link;
    if (paused || (pauseOnMetered && this.lineWatch.metered)) present.session.pause();
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
      if (!this.present && !this.arriving) return;
      if (this.present) void this.noteClock(this.present);
      void this.status().then((status) => this.options.push({ type: 'sync', status }));
    });
  }
}
