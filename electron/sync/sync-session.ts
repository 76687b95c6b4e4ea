/** The sync of one open company: push, pull, files and what was set aside in loops side by side, and what the screen says of them (SY4, SY6). */
import type { Epochs } from '../../shared/wire/primitives.ts';
import type { Log } from '../ports.ts';
import { AsideStep } from './aside-step.ts';
import { FileSync } from './file-sync.ts';
import { type PullReader, readerOf } from './pull-reader.ts';
import { PullStep } from './pull-step.ts';
import { PushStep } from './push-step.ts';
import { refill } from './refill.ts';
import { Replenishing } from './replenishing.ts';
import { type SyncFailure, stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import { type LoopState, type LoopSurroundings, type Step, SyncLoop } from './sync-loop.ts';
import type { WireClient } from './wire-client.ts';

/** A pull waits at the server for news, so the pause between two is short; the push is nudged by every commit. */
const PULL_INTERVAL = 1_000;
const PUSH_INTERVAL = 60_000;
/** How often files that were not to be had are asked for again; new ones are asked for at once. */
const FILES_INTERVAL = 60_000;
/** How often what was set aside is looked at again, and what the server may lack. */
const ASIDE_INTERVAL = 60_000;

export interface SessionView {
  readonly push: LoopState<SyncFailure>;
  readonly pull: LoopState<SyncFailure>;
  /** Instant at which the server last answered, UTC milliseconds; `null` if not since the company was opened. */
  readonly contact: number | null;
  /** Commits of others since the company was opened. */
  readonly received: number;
  /** How far the record has followed the server's order, and how far that goes; `null` before the first answer. */
  readonly progress: { readonly place: number; readonly head: number } | null;
}

export interface SyncSessionOptions {
  readonly host: SyncHost;
  readonly client: WireClient;
  readonly around: LoopSurroundings;
  readonly log: Log;
  readonly onChange: () => void;
  /** The record comes for the first time, and nobody works here yet: what it says is known before the books have it. */
  readonly first?: PullReader;
}

export class SyncSession {
  private readonly options: SyncSessionOptions;
  private readonly push: SyncLoop<SyncFailure>;
  private readonly pull: SyncLoop<SyncFailure>;
  private readonly files: SyncLoop<SyncFailure>;
  private readonly keys: SyncLoop<SyncFailure>;
  private readonly aside: SyncLoop<SyncFailure>;
  private waiting = new AbortController();
  private contact: number | null = null;
  private received = 0;
  private progress: SessionView['progress'] = null;
  private refilling: Promise<Step<SyncFailure>> | null = null;

  constructor(options: SyncSessionOptions) {
    this.options = options;
    const { host, client, around, log, onChange } = options;
    const files = new FileSync(host, client);
    const onNewEpoch = (epochs: Epochs) => this.turnEpoch(files, epochs);
    const pushStep = new PushStep(host, client, files, onNewEpoch);
    const pullStep = new PullStep({
      host,
      client,
      files,
      signal: () => this.waiting.signal,
      onNewEpoch,
      record: options.first ?? readerOf(host),
      long: options.first !== undefined,
      onPull: ({ taken, place, head, opens }) => {
        this.received += taken;
        if (taken > 0) this.files.nudge();
        if (opens) this.aside.nudge();
        this.progress = { place, head };
      },
    });
    const fault = (thrown: unknown): SyncFailure => {
      log.error('a step of the sync failed', thrown);
      return { code: 'fault' };
    };
    const loop = (step: { run(): Promise<Step<SyncFailure>> }, interval: number) =>
      new SyncLoop<SyncFailure>({
        around,
        interval,
        fault,
        onState: onChange,
        work: async () => {
          const done = await step.run();
          if (done.step === 'more' || done.step === 'done') this.contact = around.now();
          return done;
        },
      });
    this.push = loop(pushStep, PUSH_INTERVAL);
    this.pull = loop(pullStep, PULL_INTERVAL);
    this.files = loop(files, FILES_INTERVAL);
    this.keys = loop(files.keys, FILES_INTERVAL);
    const replenishing = new Replenishing(host, client, files);
    const asideStep = new AsideStep(host, client, files);
    const both = async () => {
      const failure = await replenishing.run();
      return failure ? stepAfter(failure) : asideStep.run();
    };
    this.aside = loop({ run: both }, ASIDE_INTERVAL);
  }

  get view(): SessionView {
    const { contact, received, progress } = this;
    return { push: this.push.state, pull: this.pull.state, contact, received, progress };
  }

  start(): void {
    if (this.waiting.signal.aborted) this.waiting = new AbortController();
    this.push.resume();
    this.pull.resume();
    this.files.resume();
    this.keys.resume();
    this.aside.resume();
  }

  /** Something was committed here. */
  committed(): void {
    this.push.nudge();
  }

  /** Keys of personal data are to be brought, fetched or dropped. */
  personalChanged(): void {
    this.keys.nudge();
  }

  /** The network came back, or a person asked: whatever waits is tried now. */
  again(): void {
    this.start();
  }

  pause(): void {
    this.push.pause();
    this.pull.pause();
    this.files.pause();
    this.keys.pause();
    this.aside.pause();
    this.waiting.abort();
  }

  async close(): Promise<void> {
    this.waiting.abort();
    this.options.client.close();
    await Promise.all([
      this.push.close(),
      this.pull.close(),
      this.files.close(),
      this.keys.close(),
      this.aside.close(),
    ]);
  }

  /** Both loops may meet the new epoch; the server is refilled once. */
  private turnEpoch(files: FileSync, epochs: Epochs): Promise<Step<SyncFailure>> {
    this.refilling ??= refill(this.options.host, this.options.client, files, epochs).finally(() => {
      this.refilling = null;
    });
    return this.refilling;
  }
}
