/**
 * Joining a company that others already keep (DV1), on the desktop that joins: a code, six digits to compare, an answer
 * from the other screen, then the company is opened and fetched. One attempt at a time; the page asks how it stands.
 */

import { join } from 'node:path';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { AppError, Result, SyncProblem } from '../../shared/errors/index.ts';
import type { CompanyEntry } from '../company/company-list.ts';
import type { Marks } from '../company/marks.ts';
import type { Log, SecretStore } from '../ports.ts';
import { makeDeviceKey } from '../security/device-key.ts';
import { readOrMakeExchangeKey } from '../security/exchange-key.ts';
import { deviceKeyFile, exchangeKeyFile } from '../security/key-file.ts';
import { type ExchangeKey, normalRecoveryCode, open, recoveryKey } from '../security/sealing.ts';
import { timeId } from '../time-id.ts';
import { type Claimant, type Claimed, claim } from './claim.ts';
import { handoverPurpose, keepHandover, zKeyHandover } from './key-ring.ts';
import type { OfficeSync } from './office-sync.ts';
import type { ServerPlace } from './server-address.ts';
import { problemOf, type SyncFailure } from './sync-failure.ts';
import type { LoopSurroundings } from './sync-loop.ts';
import { type Transport, WireClient } from './wire-client.ts';

export interface JoiningOptions {
  readonly dataFolder: string;
  readonly deviceName: string;
  readonly secrets: SecretStore;
  readonly marks: Marks;
  readonly around: LoopSurroundings;
  readonly log: Log;
  readonly transportTo: (place: ServerPlace) => Transport;
  /** Pins the certificate of a server that has one of its own, by the code (DV1). */
  readonly pinByCode: (place: ServerPlace, code: string) => Promise<Result<ServerPlace, SyncFailure>>;
  readonly sync: OfficeSync;
  /** True when this desktop has the company already. */
  readonly has: (company: string) => boolean;
  readonly open: (entry: CompanyEntry) => Promise<Result<unknown, AppError>>;
}

export type JoinState = OutputOf<'sync.joining'>;

/** How often the server is asked for the other screen's answer, milliseconds. */
const ASK_EVERY = 1_500;

export class Joining {
  private readonly options: JoiningOptions;
  private now: JoinState = { state: 'none' };
  private attempt = 0;
  private cancelWait: (() => void) | null = null;

  constructor(options: JoiningOptions) {
    this.options = options;
  }

  get state(): JoinState {
    return this.now;
  }

  /** Begins an attempt; `state` tells how it goes on. */
  begin(place: ServerPlace, code: string, recovery = ''): void {
    this.cancel();
    const { attempt } = this;
    this.now = { state: 'asking' };
    const letters = normalRecoveryCode(recovery);
    if (recovery.trim() !== '' && letters === undefined) {
      this.fail('recovery-code', attempt);
      return;
    }
    this.options.sync.joiningWith = letters === undefined ? null : recoveryKey(letters);
    void this.join(place, code, attempt).catch((fault: unknown) => {
      this.options.log.error('joining failed', fault);
      this.fail('fault', attempt);
    });
  }

  cancel(): void {
    this.attempt += 1;
    this.cancelWait?.();
    this.cancelWait = null;
    this.options.sync.stopFetching();
    this.now = { state: 'none' };
  }

  private async join(asked: ServerPlace, code: string, attempt: number): Promise<void> {
    const { dataFolder, secrets, deviceName, around, transportTo, pinByCode } = this.options;
    const pinned = await pinByCode(asked, code);
    if (this.attempt !== attempt) return;
    if (!pinned.ok) return this.fail(problemOf(pinned.error), attempt);
    const place = pinned.value;
    const device = timeId();
    const key = await makeDeviceKey(deviceKeyFile(dataFolder, device), secrets);
    if (!key.ok) return this.fail('storage', attempt);
    const exchange = await readOrMakeExchangeKey(exchangeKeyFile(dataFolder, device), secrets);
    if (!exchange.ok) return this.fail('storage', attempt);
    const client = new WireClient({ transport: transportTo(place), caller: null, now: around.now });
    const exchangeKey = exchange.value.publicKey;
    const claimant = { device, key: key.value, name: deviceName, company: null, exchangeKey };
    const claimed = await this.untilAnswered(client, code, claimant, attempt);
    client.close();
    if (this.attempt !== attempt) return;
    if (!claimed.ok) return this.fail(problemOf(claimed.error), attempt);
    if (!(await this.takeKeys(claimed.value, exchange.value))) return this.fail('storage', attempt);
    await this.enter(claimed.value.company, place, device, attempt);
  }

  /** Keeps the company's keys that the other screen sealed to this desktop, where there are any (DV5). */
  private async takeKeys(claimed: Claimed, exchange: ExchangeKey): Promise<boolean> {
    if (claimed.state !== 'active' || claimed.sealed === null || this.options.has(claimed.company))
      return true;
    const opened = open(exchange, claimed.sealed, handoverPurpose(claimed.pairing));
    if (!opened) return false;
    const handover = zKeyHandover.safeParse(JSON.parse(Buffer.from(opened).toString('utf8')));
    const folder = join(this.options.dataFolder, 'companies', claimed.company);
    return handover.success && keepHandover(folder, handover.data);
  }

  private async untilAnswered(
    client: WireClient,
    code: string,
    claimant: Claimant,
    attempt: number,
  ): Promise<Result<Claimed, SyncFailure>> {
    for (;;) {
      const claimed = await claim(client, code, claimant);
      if (this.attempt !== attempt) return claimed;
      if (claimed.ok) {
        if (claimed.value.state === 'active') return claimed;
        const { digits, expires } = claimed.value;
        this.now = { state: 'waiting', digits, expires };
      } else if (this.now.state !== 'waiting' || !isPassing(claimed.error)) return claimed;
      await new Promise<void>((resolve) => {
        const cancelTimer = this.options.around.later(ASK_EVERY, resolve);
        this.cancelWait = () => {
          cancelTimer();
          resolve();
        };
      });
    }
  }

  private async enter(company: string, place: ServerPlace, device: string, attempt: number): Promise<void> {
    const { marks, sync, has, open, around } = this.options;
    if (has(company)) return this.fail('already-connected', attempt);
    this.now = { state: 'opening' };
    if (!(await marks.ready()).ok) return this.fail('storage', attempt);
    await marks.bind(company, device);
    if (!(await sync.linkNew(company, place, device))) return this.fail('storage', attempt);
    const opened = await open({ id: company, name: '', demo: false, opened: around.now() });
    if (this.attempt !== attempt) return;
    if (opened.ok) this.now = { state: 'none' };
    else this.fail(opened.error.kind === 'sync' ? opened.error.problem : 'storage', attempt);
  }

  private fail(problem: SyncProblem, attempt: number): void {
    if (this.attempt === attempt) this.now = { state: 'failed', problem };
  }
}

/** A line that is gone for a moment does not end an attempt that a person is about to answer. */
const isPassing = ({ code }: SyncFailure): boolean => PASSING.has(code);

const PASSING: ReadonlySet<SyncFailure['code']> = new Set([
  'unreachable',
  'proxy',
  'foreign',
  'unavailable',
  'slow-down',
]);
