/**
 * The office hub: this desktop runs the sync server for the others of its network, as a process of its own. While it is off
 * nothing of it is loaded. A server that ends by itself is started again, later each time; it ends with the program.
 */
import { join } from 'node:path';
import { type AppError, err, ok, type Result, type SyncProblem } from '../../shared/errors/index.ts';
import type { FromServer, NotStarted } from '../../shared/wire/server-child.ts';
import type { Log } from '../ports.ts';
import { waitAfter } from '../sync/backoff.ts';
import type { ServerPlace } from '../sync/server-address.ts';
import { syncError } from '../sync/sync-failure.ts';
import type { LoopSurroundings } from '../sync/sync-loop.ts';
import { HubFiles, type HubSettings, USUAL_HUB } from './hub-files.ts';
import { type HubPorts, type HubProcess, markOf } from './hub-ports.ts';

export interface OfficeHubOptions {
  readonly dataFolder: string;
  readonly deviceName: string;
  readonly ports: HubPorts;
  readonly around: LoopSurroundings;
  readonly log: Log;
  /** The server listens. */
  readonly onListening: () => void;
}

/** Why a hub that is switched on does not serve; `ended`: the server stopped by itself. */
export type HubTrouble = NotStarted | 'ended';

export type HubState =
  | { readonly state: 'off' }
  | { readonly state: 'starting' }
  | { readonly state: 'on'; readonly port: number }
  /** It is started again at `at`, UTC milliseconds. */
  | { readonly state: 'waiting'; readonly why: HubTrouble; readonly detail: string; readonly at: number };

/** How far a backup or a restore is. */
export type Told = (done: number, total: number) => void;

const NOT_SERVING: AppError = syncError('hub-off');

/** An instant as a part of a folder's name, to the second, UTC. */
const stampOf = (at: number): string => new Date(at).toISOString().slice(0, 19).replaceAll(':', '-');

/** How long the server may take for its last answers, milliseconds; it gives itself ten seconds. */
const LAST_ANSWERS = 12_000;
/** A server that ran for so long had no trouble in starting, milliseconds. */
const STEADY = 60_000;

interface Running {
  readonly child: HubProcess;
  readonly asked: Map<number, (reply: Extract<FromServer, { kind: 'answer' }>['reply']) => void>;
  readonly ended: Promise<void>;
  since: number;
  silence: (() => void) | null;
}

export class OfficeHub {
  private readonly options: OfficeHubOptions;
  private readonly files: HubFiles;
  private settings: HubSettings | null = null;
  private now: HubState = { state: 'off' };
  private pinned: string | null = null;
  private running: Running | null = null;
  private stopping = false;
  private restoring = false;
  private failures = 0;
  private asked = 0;
  /** Who hears how far a backup or a restore is. */
  private told: Told | null = null;
  private cancelWait: (() => void) | null = null;
  private readonly watchers = new Set<() => void>();

  constructor(options: OfficeHubOptions) {
    this.options = options;
    this.files = new HubFiles(options.dataFolder);
  }

  /** While it begins anew with another store it starts, whatever its process does meanwhile. */
  get state(): HubState {
    return this.restoring && this.now.state !== 'on' ? { state: 'starting' } : this.now;
  }

  /** Fingerprint of its certificate, hex; `null` while it was never on. */
  get pin(): Promise<string | null> {
    return this.pinned === null ? this.files.pin() : Promise.resolve(this.pinned);
  }

  get port(): Promise<number> {
    return this.known().then(({ port }) => port);
  }

  /** Where this desktop itself reaches its hub; `null` while it does not listen. */
  get place(): ServerPlace | null {
    const { now, pinned } = this;
    return now.state === 'on' && pinned !== null
      ? { address: `https://127.0.0.1:${now.port}`, pin: pinned }
      : null;
  }

  /** Where other desktops reach it; this machine's own address when it is in no network. */
  get outside(): readonly string[] {
    const { now } = this;
    if (now.state !== 'on') return [];
    const addresses = this.options.ports.network.addresses();
    return addresses.map((address) => `https://${address}:${now.port}`);
  }

  /** The program has started: a hub that is switched on starts too. */
  async begin(): Promise<void> {
    if ((await this.known()).on) await this.start();
  }

  /** Switches it on and answers once it listens, or why it does not; a person sees that and may choose another port. */
  async switchOn(port: number | null): Promise<Result<void, AppError>> {
    const known = await this.known();
    const settings = { ...known, on: true, port: port ?? known.port };
    const written = await this.files.writeSettings(settings);
    if (!written.ok) return written;
    if (settings.port !== this.settings?.port) await this.end();
    this.settings = settings;
    this.failures = 0;
    if (this.now.state !== 'on') await this.start();
    await this.until(({ state }) => state !== 'starting');
    return ok(undefined);
  }

  async switchOff(): Promise<Result<void, AppError>> {
    this.settings = { ...(await this.known()), on: false };
    const written = await this.files.writeSettings(this.settings);
    await this.end();
    return written;
  }

  /** The last backup; `null` before the first. */
  async backup(): Promise<NonNullable<HubSettings['backup']> | null> {
    return (await this.known()).backup ?? null;
  }

  /** Writes everything that the server holds into a new folder under `parent`, while it serves; answers that folder. */
  async backUp(parent: string, told: Told): Promise<Result<string, AppError>> {
    const at = this.options.around.now();
    const folder = join(parent, `counterfoil-hub-${stampOf(at)}`);
    const made = await this.telling(told, () => this.ask(['backup', folder], 'backup-failed'));
    if (!made.ok) return made;
    this.settings = { ...(await this.known()), backup: { folder, at } };
    const noted = await this.files.writeSettings(this.settings);
    return noted.ok ? ok(folder) : noted;
  }

  /**
   * Serves what a backup holds instead of what it has, under a new epoch (SY7): the desktops bring what came after it. What it
   * had is kept beside; from a backup that is none, or damaged, nothing is taken, and it goes on as it was.
   */
  async restore(folder: string, told: Told): Promise<Result<void, AppError>> {
    this.restoring = true;
    try {
      return await this.restoreFrom(folder, told);
    } finally {
      this.restoring = false;
    }
  }

  private async restoreFrom(folder: string, told: Told): Promise<Result<void, AppError>> {
    const stamp = stampOf(this.options.around.now());
    await this.end();
    const aside = await this.files.setStoreAside(`store-before-${stamp}`);
    await this.telling(told, async () => {
      await this.start(['--restore', folder]);
      await this.until(({ state }) => state !== 'starting');
    });
    if (this.now.state === 'on') return ok(undefined);
    const { now } = this;
    await this.end();
    await this.files.takeStoreBack(aside, `store-failed-${stamp}`);
    await this.start();
    await this.until(({ state }) => state !== 'starting');
    const refused = now.state === 'waiting' && now.why === 'not-restored';
    return err(syncError(refused ? 'no-backup' : 'hub-off'));
  }

  private async telling<T>(told: Told, work: () => Promise<T>): Promise<T> {
    this.told = told;
    try {
      return await work();
    } finally {
      this.told = null;
    }
  }

  /** Ends with the program; what is switched on stays so. */
  close(): Promise<void> {
    return this.end();
  }

  /** A command of the administrator's, as on the server's command line. */
  ask(
    args: readonly string[],
    refused: SyncProblem = 'hub-off',
  ): Promise<Result<readonly string[], AppError>> {
    const { running } = this;
    if (!running || this.now.state !== 'on') return Promise.resolve(err(NOT_SERVING));
    this.asked += 1;
    const id = this.asked;
    return new Promise((resolve) => {
      running.asked.set(id, (reply) => {
        if (!reply.ok) this.options.log.warn(`the hub refused ${args[0]}`);
        resolve(reply.ok ? reply : err(syncError(refused)));
      });
      running.child.send({ kind: 'ask', id, args });
    });
  }

  private async known(): Promise<HubSettings> {
    if (this.settings) return this.settings;
    const kept = await this.files.readSettings();
    // Settings that cannot be read now may be later: until then nothing is switched on by itself, and nothing written over.
    if (!kept.ok) return USUAL_HUB;
    this.settings = kept.value;
    return kept.value;
  }

  private async start(more: readonly string[] = []): Promise<void> {
    this.cancelWait?.();
    this.cancelWait = null;
    if (this.running) return;
    this.stopping = false;
    this.become({ state: 'starting' });
    const certificate = await this.files.certificate();
    if (!certificate.ok) return this.wait('fault', certificate.error.kind);
    const { cert, key, pin } = certificate.value;
    this.pinned = pin;
    const { port } = await this.known();
    const { ports } = this.options;
    const served = ['--data', this.files.store, '--host', ports.host, '--port', String(port)];
    const child = ports.start([...served, '--tls-cert', cert, '--tls-key', key, ...more]);
    let hasEnded = () => {};
    const ended = new Promise<void>((resolve) => {
      hasEnded = resolve;
    });
    const running: Running = { child, asked: new Map(), ended, since: 0, silence: null };
    this.running = running;
    let trouble: { readonly why: HubTrouble; readonly detail: string } = { why: 'ended', detail: '' };
    child.onMessage((message) => {
      if (message.kind === 'listening') this.listening(running, message.port);
      else if (message.kind === 'progress') this.told?.(message.done, message.total);
      else if (message.kind === 'answer') {
        running.asked.get(message.id)?.(message.reply);
        running.asked.delete(message.id);
      } else {
        trouble = message;
        child.kill();
      }
    });
    child.onExit(() => {
      running.silence?.();
      for (const answer of running.asked.values()) answer({ ok: false, error: 'the server ended' });
      if (this.running === running) this.running = null;
      hasEnded();
      if (this.stopping) this.become({ state: 'off' });
      else this.wait(trouble.why, trouble.detail, running.since);
    });
  }

  private listening(running: Running, port: number): void {
    const { ports, deviceName, around, onListening } = this.options;
    running.since = around.now();
    running.silence = ports.network.announce({ name: deviceName, port, mark: markOf(this.pinned ?? '') });
    this.become({ state: 'on', port });
    onListening();
  }

  /** Tries again later: sooner after a server that ran well, later after each that did not. */
  private wait(why: HubTrouble, detail: string, since = 0): void {
    const { around, log } = this.options;
    const steady = since > 0 && around.now() - since >= STEADY;
    this.failures = steady ? 1 : this.failures + 1;
    const wait = waitAfter(this.failures, around.random());
    log.warn(`the office hub does not run (${why}); again in ${wait} ms`);
    this.cancelWait = around.later(wait, () => void this.start());
    this.become({ state: 'waiting', why, detail, at: around.now() + wait });
  }

  private async end(): Promise<void> {
    this.cancelWait?.();
    this.cancelWait = null;
    this.stopping = true;
    const { running } = this;
    if (!running) return this.become({ state: 'off' });
    running.child.send({ kind: 'stop' });
    const cancel = this.options.around.later(LAST_ANSWERS, () => running.child.kill());
    await running.ended;
    cancel();
  }

  private become(state: HubState): void {
    this.now = state;
    for (const look of [...this.watchers]) look();
  }

  private until(fits: (state: HubState) => boolean): Promise<void> {
    if (fits(this.now)) return Promise.resolve();
    return new Promise((resolve) => {
      const look = () => {
        if (!fits(this.now)) return;
        this.watchers.delete(look);
        resolve();
      };
      this.watchers.add(look);
    });
  }
}
