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

  private async take(
    page: Page,
    cursor: Cursor,
  ): Promise<{ ok: true; commits: number; place: number } | { ok: false; step: Step<SyncFailure> }> {
    const stop = (failure: SyncFailure) => ({ ok: false, step: stepAfter(failure) }) as const;
    if (page.commits.length === 0) return { ok: true, commits: 0, place: cursor.sequence };
    const { host } = this.options;
    const chained = followChain(page, cursor);
    if (chained === 'newer-format') return stop({ code: 'newer-format', place: cursor.sequence });
    if (!chained) return stop({ code: 'rewritten', place: cursor.sequence });
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
    if (fresh.some(({ envelope }) => envelope.device === host.caller.device)) host.disown();
    return { ok: true, commits: fresh.length, place: end.sequence };
  }
}

const idOf = (pulled: Pulled, full: ReadonlyMap<Pulled, FullCommit>): string =>
  pulled.kind === 'brief' ? pulled.id : (full.get(pulled) as FullCommit).envelope.id;

/**
 * Follows the company's chain through a page; `undefined` when the page does not continue it or a hash is wrong. A commit
 * of a later format is sound, but only a newer program can tell whose it is.
 */
function followChain(page: Page, cursor: Cursor) {
  const full = new Map<Pulled, FullCommit>();
  let end = cursor;
  for (const pulled of page.commits) {
    const { sequence, received, hash } = pulled;
    const chain = nextCompanyChain(end.chain, { sequence, received, hash }, sha256);
    if (sequence !== end.sequence + 1 || chain !== pulled.chain) return undefined;
    end = { sequence, chain };
    if (pulled.kind === 'brief') continue;
    const bytes = fromWireCommit(pulled.commit);
    const envelope = bytes && readEnvelope(bytes);
    if (!bytes || toHex(authorHash(bytes, sha256)) !== hash) return undefined;
    if (!envelope) return isLaterFormat(bytes) ? 'newer-format' : undefined;
    full.set(pulled, { pulled, envelope, bytes });
  }
  return { full, end };
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
