/**
 * One step of the pull loop (SY3): the next page behind the cursor is checked against the company's chain and the devices'
 * signatures, and goes into the record in one append, cursor and commits together.
 */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import {
  authorHash,
  type CommitBytes,
  type Envelope,
  isLaterFormat,
  packCommit,
  readEnvelope,
  toHex,
} from '../../shared/events/commit.ts';
import { type Cursor, encodeAcknowledgement, packForeign } from '../../shared/events/confirmation.ts';
import { FRAME_KIND, type NewFrame } from '../../shared/journal/frame.ts';
import { fromWireCommit, type Pulled } from '../../shared/wire/commits.ts';
import { firstCompanyChain, nextCompanyChain } from '../../shared/wire/company-chain.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { Epochs } from '../../shared/wire/primitives.ts';
import type { WireOutput } from '../../shared/wire/wire.ts';
import type { BodySealing, VouchedActs } from './body-sealing.ts';
import { carriesKeys, keyEvents } from './key-ring.ts';
import { type SyncFailure, stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { Step } from './sync-loop.ts';
import { Vouching } from './vouching.ts';
import type { WireClient } from './wire-client.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const utf8 = new TextEncoder();

/** Commits of one page while the office works: a command waits behind one page at most. */
const PAGE = 250;

type Page = WireOutput<'pull'>;
interface FullCommit {
  readonly pulled: Pulled;
  readonly envelope: Envelope;
  readonly bytes: CommitBytes;
}

/** What a pull brought, for the screen. */
export interface Pull {
  /** Commits of other devices that are new here. */
  readonly taken: number;
  readonly place: number;
  readonly head: number;
}

export interface PullStepOptions {
  readonly host: SyncHost;
  readonly client: WireClient;
  readonly onPull: (pull: Pull) => void;
  /** Aborted when the loop pauses: a pull that waits for news must not hold it up. */
  readonly signal: () => AbortSignal;
  /** The server was restored: gives it what it lacks before anything more is asked of it (SY7). */
  readonly onNewEpoch: (epochs: Epochs) => Promise<Step<SyncFailure>>;
}

export class PullStep {
  private readonly options: PullStepOptions;
  private readonly vouching = new Vouching();
  /** This device's own commits are asked for with their bytes: the record lacks some of them (DV3). */
  private own: 'brief' | 'full' = 'brief';

  constructor(options: PullStepOptions) {
    this.options = options;
  }

  async run(): Promise<Step<SyncFailure>> {
    const { host, client, onPull } = this.options;
    const { company } = host;
    const read = await host.lookup('sync', {});
    if (!read.ok) return stepAfter({ code: 'storage' });
    const { place } = read.value;
    let epoch = place?.epoch;
    if (epoch === undefined) {
      const status = await client.call('status', { company }, {}, null);
      if (!status.ok) return stepAfter(status.error);
      epoch = status.value.epoch;
    }
    const cursor = place?.cursor ?? { sequence: 0, chain: firstCompanyChain(company, sha256) };
    const query = {
      after: cursor.sequence,
      epoch,
      limit: PAGE,
      wait: LIMITS.pullWait,
      own: this.own,
    } as const;
    const pulled = await client.call('pull', { company }, query, null, this.options.signal());
    if (!pulled.ok) {
      const { error } = pulled;
      return error.code === 'wrong-epoch' ? this.options.onNewEpoch(error.epochs) : stepAfter(error);
    }
    const page = pulled.value;
    const taken = await this.take(page, cursor);
    if (!taken.ok) return taken.step;
    onPull({ taken: taken.commits, place: taken.place, head: page.head });
    return { step: 'more' };
  }

  /**
   * The next commit is sealed under a key that is not here. It may be in commits that nobody had vouched for yet, or further on, given
   * to this desktop later: looks ahead for it, storing nothing. Answers what is in the way when it is nowhere (DV5).
   */
  private async unlock(first: Page, from: Cursor): Promise<SyncFailure | undefined> {
    const { host, client, signal } = this.options;
    const vouching = this.vouching.copy();
    const before = this.vouching.waiting;
    const devices = await host.lookup('devices', {});
    if (!devices.ok) return { code: 'storage' };
    const known = new Map(devices.value.map(({ id, fields }) => [id, fields.publicKey]));
    const seen = new Map<Pulled, FullCommit>();
    let page = first;
    let cursor = from;
    for (;;) {
      const chained = followChain(page, cursor, host.sealing);
      if (!chained) return { code: 'rewritten', place: cursor.sequence };
      if (chained === 'newer-format') return { code: 'newer-format', place: cursor.sequence };
      for (const [pulled, commit] of chained.full) seen.set(pulled, commit);
      const commits = [...chained.full.values()];
      const vouched = commits.map(({ envelope, bytes, pulled: { hash } }) => ({ envelope, bytes, hash }));
      const unsigned = vouching.check(vouched, page.signatures, known, false);
      if (unsigned !== undefined) return { code: 'unsigned', device: unsigned };
      if (before.every((device) => !vouching.waiting.includes(device))) await host.sealing.follow();
      await host.sealing.learn(keyActs(seen, vouching));
      const again = followChain(first, from, host.sealing);
      if (typeof again !== 'object' || again.closed !== 0) return undefined;
      if (chained.end.sequence >= page.head || page.commits.length === 0) return { code: 'no-key' };
      cursor = chained.end;
      const query = { after: cursor.sequence, epoch: page.epoch, limit: PAGE, wait: 0, own: 'full' } as const;
      const next = await client.call('pull', { company: host.company }, query, null, signal());
      if (!next.ok) return next.error;
      page = next.value;
    }
  }

  private async take(
    page: Page,
    cursor: Cursor,
  ): Promise<{ ok: true; commits: number; place: number } | { ok: false; step: Step<SyncFailure> }> {
    const stop = (failure: SyncFailure) => ({ ok: false, step: stepAfter(failure) }) as const;
    if (page.commits.length === 0) return { ok: true, commits: 0, place: cursor.sequence };
    const { host } = this.options;
    const chained = followChain(page, cursor, host.sealing);
    if (chained === 'newer-format') return stop({ code: 'newer-format', place: cursor.sequence });
    if (!chained) return stop({ code: 'rewritten', place: cursor.sequence });
    if (chained.closed === 0) {
      const unlocked = await this.unlock(page, cursor);
      if (unlocked !== undefined) return stop(unlocked);
      return { ok: true, commits: 0, place: cursor.sequence };
    }
    // What stands behind a commit that cannot be read yet waits: its key may lie in those before it.
    if (chained.closed !== null)
      return this.take({ ...page, commits: page.commits.slice(0, chained.closed) }, cursor);
    const { full, end } = chained;
    const [known, devices] = await Promise.all([
      host.lookup('known', { ids: page.commits.map((pulled) => idOf(pulled, full)) }),
      host.lookup('devices', {}),
    ]);
    if (!known.ok || !devices.ok) return stop({ code: 'storage' });
    const held = new Set(known.value);
    const missing = page.commits.filter((pulled) => !held.has(idOf(pulled, full)));
    if (missing.some(({ kind }) => kind === 'brief')) {
      this.own = 'full';
      return { ok: true, commits: 0, place: cursor.sequence };
    }
    const fresh = [...full.values()].filter(({ envelope }) => !held.has(envelope.id));
    const keys = new Map(devices.value.map(({ id, fields }) => [id, fields.publicKey]));
    const unsigned = this.vouching.check(
      fresh.map(({ envelope, bytes, pulled: { hash } }) => ({ envelope, bytes, hash })),
      page.signatures,
      keys,
      end.sequence >= page.head,
    );
    if (unsigned !== undefined) return stop({ code: 'unsigned', device: unsigned });
    const stored = await host.receive(
      framesOf(page, full, held, end),
      fresh.map(({ envelope }) => envelope.clock),
    );
    if (!stored.ok) return stop({ code: 'storage' });
    const bringsKeys = fresh.some(({ bytes }) => carriesKeys(bytes));
    if ((bringsKeys || host.sealing.on) && this.vouching.waiting.length === 0) await host.sealing.follow();
    if (fresh.some(({ envelope }) => envelope.device === host.caller.device)) host.disown();
    return { ok: true, commits: fresh.length, place: end.sequence };
  }
}

/** Commits of a page that bring keys and that somebody has vouched for by now. */
function keyActs(full: ReadonlyMap<Pulled, FullCommit>, vouching: Vouching): readonly VouchedActs[] {
  return [...full.values()]
    .filter(({ envelope }) => !vouching.waiting.includes(envelope.device))
    .map(({ envelope, bytes }) => ({ device: envelope.device, events: keyEvents(bytes) }))
    .filter(({ events }) => events.length > 0);
}

const idOf = (pulled: Pulled, full: ReadonlyMap<Pulled, FullCommit>): string =>
  pulled.kind === 'brief' ? pulled.id : (full.get(pulled) as FullCommit).envelope.id;

/**
 * Follows the company's chain through a page; `undefined` when the page does not continue it or a hash is wrong. A commit
 * of a later format is sound, but only a newer program can tell whose it is.
 */
function followChain(page: Page, cursor: Cursor, sealing: BodySealing) {
  const full = new Map<Pulled, FullCommit>();
  let end = cursor;
  let closed: number | null = null;
  for (const [index, pulled] of page.commits.entries()) {
    const { sequence, received, hash } = pulled;
    const chain = nextCompanyChain(end.chain, { sequence, received, hash }, sha256);
    if (sequence !== end.sequence + 1 || chain !== pulled.chain) return undefined;
    end = { sequence, chain };
    if (pulled.kind === 'brief') continue;
    const sent = fromWireCommit(pulled.commit);
    const envelope = sent && readEnvelope(sent);
    if (!sent || toHex(authorHash(sent, sha256)) !== hash) return undefined;
    if (!envelope) return isLaterFormat(sent) ? 'newer-format' : undefined;
    const bytes = sealing.open(sent);
    if (bytes === undefined) return undefined;
    if (bytes === 'no-key') closed ??= index;
    full.set(pulled, { pulled, envelope, bytes: bytes === 'no-key' ? sent : bytes });
  }
  return { full, end, closed };
}

type WireEntries = { id: string; sequence: number; received: number }[];

/** The page as frames of one append: new commits, places of those that are here already, signatures, the cursor (SY3). */
function framesOf(
  page: Page,
  full: ReadonlyMap<Pulled, FullCommit>,
  held: ReadonlySet<string>,
  cursor: Cursor,
): NewFrame[] {
  const frames: NewFrame[] = [];
  const placed = new Map<string, WireEntries>([[page.epoch, []]]);
  const fresh = new Set<string>();
  for (const pulled of page.commits) {
    const { sequence, received, epoch } = pulled;
    const commit = full.get(pulled);
    const id = idOf(pulled, full);
    if (commit && !held.has(id)) {
      const payload = packForeign({ sequence, received, epoch }, packCommit(commit.bytes));
      frames.push({ kind: FRAME_KIND.foreignCommit, payload });
      fresh.add(pulled.hash);
      continue;
    }
    const entries = placed.get(epoch) ?? [];
    entries.push({ id, sequence, received });
    placed.set(epoch, entries);
  }
  for (const signature of page.signatures) {
    if (!fresh.has(signature.hash)) continue;
    frames.push({ kind: FRAME_KIND.signature, payload: utf8.encode(canonicalJson(signature)) });
  }
  const acknowledge = (payload: Uint8Array) => frames.push({ kind: FRAME_KIND.acknowledgement, payload });
  for (const [epoch, entries] of placed) {
    if (epoch !== page.epoch) acknowledge(encodeAcknowledgement({ epoch, entries }));
  }
  const entries = placed.get(page.epoch) as WireEntries;
  acknowledge(encodeAcknowledgement({ epoch: page.epoch, entries, cursor }));
  return frames;
}
