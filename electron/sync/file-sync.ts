/**
 * Files that commits name – logos, archived papers, e-invoices – travel apart from them (EV11): they go to the server
 * before the commit that names them, and are fetched after it. A file that is not to be had keeps no commit from coming.
 */
import { createHash } from 'node:crypto';
import { ok, type Result } from '../../shared/errors/index.ts';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import { KeySync } from './key-sync.ts';
import { commitOf, framesFrom, type Outgoing } from './outgoing.ts';
import { isOfLine, type SyncFailure, stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { Step } from './sync-loop.ts';
import type { WireClient } from './wire-client.ts';

/** The hashes that one question may name. */
const ASKED_AT_ONCE = 1000;
/** Frames looked through in one step, so that a long record does not hold up the program. */
const FRAMES_AT_ONCE = 2000;

/** The key under which an event names a file, as canonical JSON writes it. */
const NAMES_A_FILE = '"sha256":';

const fromUtf8 = new TextDecoder();

/** Hashes of the files that a commit's body names; none for a sealed one, whose files its readers ask for. */
export function filesNamed(body: Uint8Array): readonly string[] {
  // Few commits name a file, and bodies are canonical (EV1): most need not be read for it.
  if (!Buffer.from(body.buffer, body.byteOffset, body.length).includes(NAMES_A_FILE)) return [];
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      if (name === 'sha256' && typeof inner === 'string' && /^[0-9a-f]{64}$/.test(inner)) found.add(inner);
      else look(inner);
    }
  };
  try {
    look(JSON.parse(fromUtf8.decode(body)));
  } catch {
    // Not JSON: sealed, or of a newer program.
  }
  return [...found];
}

export class FileSync {
  private readonly host: SyncHost;
  private readonly client: WireClient;
  /** Keys of personal data go the same ways. */
  readonly keys: KeySync;
  /** Frame up to which the record was looked through for files to fetch. */
  private lookedAt = 0;
  /** Files that nobody has brought to the server yet; asked for again with each step. */
  private readonly awaited = new Set<string>();

  constructor(host: SyncHost, client: WireClient) {
    this.host = host;
    this.client = client;
    this.keys = new KeySync(host, client);
  }

  /** Brings the files that these commits name to the server; answers only what keeps the commits from going too. */
  async bringFor(commits: readonly Pick<Outgoing, 'bytes'>[]): Promise<SyncFailure | undefined> {
    const named = [...new Set(commits.flatMap(({ bytes }) => filesNamed(bytes.body)))];
    const { company, files } = this.host;
    const waits = await this.keys.bringFor(commits);
    if (waits && lineOnly(waits)) return waits;
    if (this.host.sealing.on) return this.bringSealed(named);
    for (let at = 0; at < named.length; at += ASKED_AT_ONCE) {
      const hashes = named.slice(at, at + ASKED_AT_ONCE);
      const asked = await this.client.call('missingFiles', { company }, {}, { kind: 'blob', hashes });
      if (!asked.ok) return lineOnly(asked.error);
      for (const sha256 of asked.value.missing) {
        const bytes = await files.get(sha256);
        if (!bytes || bytes.length > LIMITS.blobBytes) continue;
        const put = await this.client.call('putFile', { company, kind: 'blob', sha256 }, {}, bytes);
        if (!put.ok && lineOnly(put.error)) return put.error;
      }
    }
    return undefined;
  }

  /** The same in a company whose files are sealed: under names that only its desktops can tell (DV5). */
  private async bringSealed(named: readonly string[]): Promise<SyncFailure | undefined> {
    const { company, files, sealing } = this.host;
    for (const sha256 of named) {
      const names = sealing.names(sha256);
      const [newest] = names;
      if (!newest) return { code: 'no-key' };
      const hashes = names.map(({ name }) => name);
      const asked = await this.client.call('missingFiles', { company }, {}, { kind: 'sealed', hashes });
      if (!asked.ok) return lineOnly(asked.error);
      if (asked.value.missing.length < hashes.length) continue;
      const bytes = await files.get(sha256);
      if (!bytes || bytes.length > LIMITS.blobBytes) continue;
      const params = { company, kind: 'sealed', sha256: newest.name };
      const put = await this.client.call('putFile', params, {}, newest.seal(bytes));
      if (!put.ok && lineOnly(put.error)) return put.error;
    }
    return undefined;
  }

  /** One step of fetching: the next part of the record is looked through, and what is missing here is asked for. */
  async run(): Promise<Step<SyncFailure>> {
    const { journal, files } = this.host;
    let looked = 0;
    for await (const read of framesFrom(journal, this.lookedAt + 1)) {
      if (!read.ok) return stepAfter({ code: 'storage' });
      this.lookedAt = read.value.number;
      const commit = read.value.kind === FRAME_KIND.foreignCommit ? commitOf(read.value) : undefined;
      for (const sha256 of commit ? filesNamed(commit.bytes.body) : [])
        if (!(await files.has(sha256))) this.awaited.add(sha256);
      looked += 1;
      if (looked === FRAMES_AT_ONCE) break;
    }
    for (const sha256 of [...this.awaited]) {
      const failure = await this.fetch(sha256);
      if (failure) return stepAfter(failure);
    }
    return { step: looked === FRAMES_AT_ONCE ? 'more' : 'done' };
  }

  private async fetch(sha256: string): Promise<SyncFailure | undefined> {
    const got = await this.ask(sha256);
    if (!got.ok) return got.error;
    // What does not have its hash is not taken; somebody else may still bring the real one.
    if (got.value && (await this.host.files.put(got.value)) === sha256) this.awaited.delete(sha256);
    return undefined;
  }

  /** A file from the server, opened; `undefined` when nobody has brought it. */
  async ask(sha256: string): Promise<Result<Uint8Array | undefined, SyncFailure>> {
    const { company } = this.host;
    for (const { name, open } of this.host.sealing.names(sha256)) {
      const sealed = await this.client.call('getFile', { company, kind: 'sealed', sha256: name }, {}, null);
      if (!sealed.ok && sealed.error.code !== 'not-found') return sealed;
      const plain = sealed.ok ? open(sealed.value) : undefined;
      if (plain && sha256Of(plain) === sha256) return ok(plain);
    }
    const got = await this.client.call('getFile', { company, kind: 'blob', sha256 }, {}, null);
    return got.ok || got.error.code !== 'not-found' ? got : ok(undefined);
  }

  /** Whether the server has nothing under this hash, neither sealed nor plain. */
  async lacks(sha256: string): Promise<Result<boolean, SyncFailure>> {
    const { company, sealing } = this.host;
    const names = sealing.names(sha256).map(({ name }) => name);
    const places = [
      { kind: 'sealed', hashes: names },
      { kind: 'blob', hashes: [sha256] },
    ] as const;
    for (const { kind, hashes } of places.filter(({ hashes }) => hashes.length > 0)) {
      const asked = await this.client.call('missingFiles', { company }, {}, { kind, hashes: [...hashes] });
      if (!asked.ok) return asked;
      if (asked.value.missing.length < hashes.length) return ok(false);
    }
    return ok(true);
  }

  /** Brings bytes to the server as a file under their hash, sealed where files are (DV5). */
  async bring(bytes: Uint8Array): Promise<SyncFailure | undefined> {
    const { company, sealing } = this.host;
    const sha256 = sha256Of(bytes);
    const [newest] = sealing.names(sha256);
    if (sealing.on && !newest) return { code: 'no-key' };
    const put = newest
      ? await this.client.call(
          'putFile',
          { company, kind: 'sealed', sha256: newest.name },
          {},
          newest.seal(bytes),
        )
      : await this.client.call('putFile', { company, kind: 'blob', sha256 }, {}, bytes);
    return put.ok ? undefined : put.error;
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A file's own trouble keeps no commit back; a line that is gone would keep it back anyway. */
const lineOnly = (failure: SyncFailure): SyncFailure | undefined =>
  isOfLine(failure) || failure.code === 'no-key' ? failure : undefined;
