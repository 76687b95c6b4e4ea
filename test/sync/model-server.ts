/**
 * The sync server as plainly as it can be said: one company's order in an array, in memory. Simulations run against it,
 * since it knows no time but what it is given; that the real server keeps the same promises is tested against that one.
 */
import { createHash, randomUUID } from 'node:crypto';
import { verifySignature } from '../../electron/security/device-key.ts';
import type { Transport, TransportAnswer } from '../../electron/sync/wire-client.ts';
import {
  authorHash,
  type CommitBytes,
  NO_PREVIOUS,
  readEnvelope,
  toHex,
} from '../../shared/events/commit.ts';
import { readWithheld } from '../../shared/events/withheld-body.ts';
import { fromWireCommit, toWireCommit } from '../../shared/wire/commits.ts';
import { firstCompanyChain, nextCompanyChain } from '../../shared/wire/company-chain.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import { REFUSALS } from '../../shared/wire/refusal.ts';
import { readAuthorization } from '../../shared/wire/request-signature.ts';
import type { WireInput, WireOutput } from '../../shared/wire/wire.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = new TextEncoder();

interface Stored {
  readonly id: string;
  readonly device: string;
  readonly own: number;
  readonly hash: string;
  readonly chain: string;
  readonly received: number;
  readonly epoch: string;
  readonly bytes: CommitBytes;
}

type Signature = WireInput<'push'>['signatures'][number];
type Device = WireInput<'setDevice'> & { readonly device: string };
type Claimant = { device: string; name: string; publicKey: string; exchangeKey: string | null };

interface Pairing {
  readonly id: string;
  readonly code: string;
  readonly role: Device['role'];
  readonly expires: number;
  /** A code of the administrator's needs no second screen. */
  readonly direct: boolean;
  claimant: Claimant | null;
  state: 'open' | 'waiting' | 'active' | 'refused';
}

/** What a backup holds, and so what a restore brings back. */
export interface Backup {
  readonly commits: readonly Stored[];
  readonly signatures: readonly Signature[];
  readonly devices: readonly Device[];
  readonly epochs: readonly { epoch: string; after: number }[];
  readonly files: ReadonlyMap<string, Uint8Array>;
}

type Refused = { readonly refused: Refusal };
type Reply = { readonly [key: string]: unknown } | Refused;

const refuse = (refused: Refusal): Refused => ({ refused });

export class ModelServer {
  readonly id = randomUUID();
  private readonly now: () => number;
  private company: string | null = null;
  private commits: Stored[] = [];
  private signatures: Signature[] = [];
  private devices = new Map<string, Device>();
  private readonly pairings: Pairing[] = [];
  private epochs = [{ epoch: 'e0001', after: 0 }];
  private restores = 1;
  private files = new Map<string, Uint8Array>();
  private waiters = new Set<() => void>();
  private readonly shutOut = new Set<string>();

  constructor(now: () => number) {
    this.now = now;
  }

  get head(): number {
    return this.commits.length;
  }

  /** The commits in the server's order, by id. */
  get order(): readonly string[] {
    return this.commits.map(({ id }) => id);
  }

  /** Their author hashes, in that order. */
  get hashes(): readonly string[] {
    return this.commits.map(({ hash }) => hash);
  }

  /** A code that brings a company here, as the administrator makes it. */
  codeForCompany(): string {
    return this.open('owner', true).code;
  }

  /** Makes a device known without the words of pairing. */
  enrol(company: string, device: string, publicKey: string): void {
    this.company = company;
    const role = this.devices.size === 0 ? 'owner' : 'clerk';
    this.devices.set(device, { device, name: 'Desk', role, state: 'active', publicKey, exchangeKey: null });
  }

  /** Shuts a device out (DV4); it stays shut out through restores, as an administrator would see to it. */
  revoke(device: string): void {
    this.shutOut.add(device);
    this.wake();
  }

  /** Id of a device's own commits in the server's order. */
  orderOf(device: string): readonly string[] {
    return this.commits.filter((commit) => commit.device === device).map(({ id }) => id);
  }

  /** Files that lie here, by their names. */
  get fileNames(): readonly string[] {
    return [...this.files.keys()].sort();
  }

  /** Files of these names are lost, as on a disk that fails. */
  lose(names: readonly string[]): void {
    for (const name of names) this.files.delete(name);
  }

  backup(): Backup {
    const { commits, signatures, devices, epochs, files } = this;
    return {
      commits: [...commits],
      signatures: [...signatures],
      devices: [...devices.values()],
      epochs: [...epochs],
      files: new Map(files),
    };
  }

  /** Back to a backup: a new epoch begins (SY7). */
  restore({ commits, signatures, devices, epochs, files }: Backup): void {
    this.restores += 1;
    this.commits = [...commits];
    this.signatures = [...signatures];
    this.files = new Map(files);
    this.devices = new Map(devices.map((device) => [device.device, device]));
    this.epochs = [...epochs, { epoch: `e${String(this.restores).padStart(4, '0')}`, after: commits.length }];
    this.wake();
  }

  /** The line from one desktop to this server. */
  readonly transport: Transport = async (
    { method, path, headers, body },
    signal,
  ): Promise<TransportAnswer> => {
    const url = new URL(path, 'http://model');
    const file = /\/files\/(?:blob|key)\/([0-9a-f]{64})$/.exec(url.pathname)?.[1];
    if (file) return this.file(method, file, body);
    const asked = body.length > 0 ? JSON.parse(new TextDecoder().decode(body)) : null;
    const device = readAuthorization(headers.authorization ?? '')?.device ?? null;
    const query = Object.fromEntries(url.searchParams);
    const reply = await this.answer(method, url.pathname, query, asked, device, signal);
    const code = (reply as Refused).refused?.code;
    const status = code ? REFUSALS[code].status : 200;
    return { answered: true, status, retryAfter: null, body: utf8.encode(JSON.stringify(reply)) };
  };

  private file(method: string, sha256: string, body: Uint8Array): TransportAnswer {
    const ok = { answered: true, status: 200, retryAfter: null } as const;
    if (method === 'PUT') {
      this.files.set(sha256, body);
      return { ...ok, body: utf8.encode('{}') };
    }
    const kept = this.files.get(sha256);
    if (kept) return { ...ok, body: kept };
    return { ...ok, status: 404, body: utf8.encode(JSON.stringify(refuse({ code: 'not-found' }))) };
  }

  private async answer(
    method: string,
    path: string,
    query: Record<string, string>,
    body: unknown,
    device: string | null,
    signal: AbortSignal,
  ): Promise<Reply> {
    if (path === '/v5/hello')
      return { server: this.id, protocols: [1], version: '0', time: this.now(), store: 'embedded' };
    if (path === '/v5/pair') return this.claim(body as WireInput<'claim'>);
    const asker = device === null ? undefined : this.devices.get(device);
    const [, , , company, what, one] = path.split('/');
    if (!asker || company !== this.company || asker.state === 'author')
      return refuse({ code: 'unknown-device' });
    if (asker.state === 'revoked' || this.shutOut.has(asker.device))
      return refuse({ code: 'revoked', held: 0 });
    if (what === 'keys') {
      for (const name of (body as WireInput<'dropKeys'>).names) this.files.delete(name);
      return {};
    }
    if (what === 'files') {
      const { hashes } = body as WireInput<'missingFiles'>;
      return { missing: hashes.filter((sha256) => !this.files.has(sha256)) };
    }
    if (what === 'status') return this.status(asker);
    if (what === 'commits')
      return method === 'POST'
        ? this.push(body as WireInput<'push'>)
        : this.pull(query, asker.device, signal);
    if (what === 'devices')
      return method === 'GET' ? this.listed() : this.setDevice(one ?? '', body as WireInput<'setDevice'>);
    if (what === 'pairings' && one === undefined) {
      const { id, code, expires } = this.open((body as { role: Device['role'] }).role, false);
      return { pairing: id, code, expires };
    }
    const pairing = this.pairings.find(({ id }) => id === one);
    if (what !== 'pairings' || !pairing) return refuse({ code: 'not-found' });
    if (method === 'POST') return this.confirm(pairing, body as WireInput<'confirmPairing'>);
    const { state, expires, role, claimant } = pairing;
    return { state, expires, role, claimant };
  }

  private open(role: Device['role'], direct: boolean): Pairing {
    const code = String(this.pairings.length + 1).padStart(10, 'A');
    const expires = this.now() + 600_000;
    const opened: Pairing = { id: randomUUID(), code, role, expires, direct, claimant: null, state: 'open' };
    this.pairings.push(opened);
    return opened;
  }

  private claim({ code, company, proof: _proof, ...claimant }: WireInput<'claim'> & { code: string }): Reply {
    const pairing = this.pairings.find((open) => open.code === code);
    if (!pairing) return refuse({ code: 'pairing', why: 'unknown' });
    if (pairing.state === 'refused') return refuse({ code: 'pairing', why: 'refused' });
    if (pairing.claimant && pairing.claimant.device !== claimant.device)
      return refuse({ code: 'pairing', why: 'used' });
    this.company ??= company;
    pairing.claimant ??= claimant;
    if (pairing.direct && pairing.state !== 'active') this.admit(pairing);
    else if (pairing.state === 'open') pairing.state = 'waiting';
    const { id, role, expires } = pairing;
    return pairing.state === 'active'
      ? {
          state: 'active',
          pairing: id,
          company: this.company,
          role,
          epoch: this.epoch,
          head: this.head,
          sealed: null,
        }
      : { state: 'waiting', pairing: id, company: this.company, expires };
  }

  private confirm(pairing: Pairing, { device, accept }: WireInput<'confirmPairing'>): Reply {
    if (pairing.claimant?.device !== device) return refuse({ code: 'not-found' });
    if (accept) this.admit(pairing);
    else pairing.state = 'refused';
    return {};
  }

  private admit(pairing: Pairing): void {
    pairing.state = 'active';
    const { claimant, role } = pairing;
    if (claimant) this.devices.set(claimant.device, { ...claimant, role, state: 'active' });
  }

  private setDevice(device: string, set: WireInput<'setDevice'>): Reply {
    this.devices.set(device, { ...set, device });
    return {};
  }

  private listed(): Reply {
    const devices = [...this.devices.values()].map((device) => ({
      ...device,
      ...this.ownHead(device.device),
      held: 0,
    }));
    return { devices };
  }

  private get epoch(): string {
    return this.epochs.at(-1)?.epoch ?? '';
  }

  private chainAt(sequence: number): string {
    return this.commits[sequence - 1]?.chain ?? firstCompanyChain(this.company ?? '', sha256);
  }

  private ownHead(device: string): { sequence: number; hash: string | null } {
    const last = this.commits.findLast((commit) => commit.device === device);
    return last ? { sequence: last.own, hash: last.hash } : { sequence: 0, hash: null };
  }

  private status({ role }: Device): Reply {
    const authors = [...this.devices.keys()].map((device) => ({ device, ...this.ownHead(device) }));
    const { epoch, head, epochs } = this;
    return { time: this.now(), epoch, epochs, head, chain: this.chainAt(head), role, authors };
  }

  private wrongEpoch(): Refused {
    return refuse({ code: 'wrong-epoch', epoch: this.epoch, epochs: this.epochs });
  }

  private push({ epoch, author, commits, signatures }: WireInput<'push'>): Reply {
    if (epoch !== null && epoch !== this.epoch) return this.wrongEpoch();
    const key = this.devices.get(author)?.publicKey;
    if (key === undefined) return refuse({ code: 'unknown-author' });
    const signed = signatures.filter(({ hash, signature }) =>
      verifySignature(key, utf8.encode(hash), signature),
    );
    const vouched = Math.max(0, ...signed.map(({ sequence }) => sequence));
    const accepted: { id: string; sequence: number; received: number }[] = [];
    let stopped: Refusal | null = null;
    for (const sent of commits) {
      const bytes = fromWireCommit(sent);
      const envelope = bytes && readEnvelope(bytes);
      if (!bytes || !envelope) return refuse({ code: 'malformed', detail: '' });
      const { id, sequence, previous } = envelope;
      const hash = toHex(authorHash(bytes, sha256));
      const at = this.commits.findIndex((commit) => commit.device === author && commit.own === sequence);
      const there = this.commits[at];
      const before = this.ownHead(author);
      if (there?.hash === hash) {
        accepted.push({ id, sequence: at + 1, received: there.received });
        continue;
      }
      if (there || (sequence === before.sequence + 1 && previous !== (before.hash ?? NO_PREVIOUS)))
        stopped = { code: 'forked', sequence, hash: there?.hash ?? before.hash ?? NO_PREVIOUS };
      else if (sequence !== before.sequence + 1) stopped = { code: 'gap', expected: before.sequence + 1 };
      else if (sequence > vouched) stopped = { code: 'bad-signature', sequence };
      if (stopped) break;
      const received = Math.max(this.now(), this.commits.at(-1)?.received ?? 0);
      const chain = nextCompanyChain(
        this.chainAt(this.head),
        { sequence: this.head + 1, received, hash },
        sha256,
      );
      this.commits.push({
        id,
        device: author,
        own: sequence,
        hash,
        chain,
        received,
        epoch: this.epoch,
        bytes,
      });
      accepted.push({ id, sequence: this.head, received });
    }
    this.signatures.push(...signed);
    this.wake();
    if (accepted.length === 0 && stopped) return refuse(stopped);
    return { epoch: this.epoch, head: this.head, accepted, stopped };
  }

  private async pull(query: Record<string, string>, device: string, signal: AbortSignal): Promise<Reply> {
    if (query.epoch !== this.epoch) return this.wrongEpoch();
    const after = Number(query.after);
    if (after > this.head) return refuse({ code: 'ahead', head: this.head });
    if (after === this.head && Number(query.wait) > 0) await this.news(signal, Number(query.wait));
    if (query.epoch !== this.epoch) return this.wrongEpoch();
    const page = this.commits.slice(after, after + Number(query.limit));
    const hashes = new Set(page.map(({ hash }) => hash));
    const commits = page.map((commit, index): WireOutput<'pull'>['commits'][number] => {
      const { received, epoch, chain, hash, id, bytes } = commit;
      const placed = { sequence: after + index + 1, received, epoch, chain, hash };
      return commit.device === device && query.own === 'brief' && !readWithheld(bytes.body)
        ? { kind: 'brief', ...placed, id }
        : { kind: 'full', ...placed, commit: toWireCommit(bytes) };
    });
    const signatures = this.signatures.filter(({ hash }) => hashes.has(hash));
    return { epoch: this.epoch, head: this.head, commits, signatures };
  }

  /** Waits until something comes, until the time is up, or until whoever asks hangs up. */
  private news(signal: AbortSignal, milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.waiters.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.waiters.add(done);
      signal.addEventListener('abort', done, { once: true });
      if (signal.aborted) done();
    });
  }

  private wake(): void {
    for (const done of this.waiters) done();
  }
}
