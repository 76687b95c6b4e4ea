/**
 * One step of the pull loop (SY3): the next page behind the cursor is checked against the company's chain and the devices'
 * signatures, and goes into the record in one append, cursor and commits together. A single commit that cannot be taken
 * in is passed over and noted in the same append (SY4); `AsideStep` looks at it again.
 */
import { createHash } from 'node:crypto';
import type { Aside, Cursor } from '../../shared/events/confirmation.ts';
import { firstCompanyChain } from '../../shared/wire/company-chain.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { Epochs } from '../../shared/wire/primitives.ts';
import type { VouchedActs } from './body-sealing.ts';
import type { FileSync } from './file-sync.ts';
import { carriesKeys, keyEvents } from './key-ring.ts';
import { lackingBodies } from './lacking-bodies.ts';
import { framesOf, idOf, sortOut } from './pull-frames.ts';
import {
  type Page,
  type PageCommit,
  type Readable,
  type ReadPage,
  readPage,
  vouchable,
} from './pull-page.ts';
import type { PullReader, Standing } from './pull-reader.ts';
import { Reach } from './reach.ts';
import { type SyncFailure, stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { Step } from './sync-loop.ts';
import { introduced, Vouching } from './vouching.ts';
import type { WireClient } from './wire-client.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Commits of one page while the office works: a command waits behind one page at most. Fewer on a line that breaks. */
const PAGE = 250;
const LEAST_PAGE = 8;

/** More commits than this are not passed over: then it is no longer about single ones, and a person is asked. */
const MOST_ASIDE = 200;
/** So many may wait behind those. */
const MOST_BEHIND = 1000;

const tooMany = (aside: readonly Aside[]): boolean => {
  const behind = aside.filter(({ why }) => why === 'behind').length;
  return aside.length - behind > MOST_ASIDE || behind > MOST_BEHIND;
};

/** What a pull brought, for the screen. */
export interface Pull {
  /** Commits of other devices that are new here. */
  readonly taken: number;
  readonly place: number;
  readonly head: number;
  /** What was set aside should be looked at: keys, introductions, or what leads to it came, or a body is to be brought. */
  readonly opens: boolean;
}

export interface PullStepOptions {
  readonly host: SyncHost;
  readonly client: WireClient;
  readonly files: FileSync;
  readonly record: PullReader;
  readonly onPull: (pull: Pull) => void;
  /** Nobody works here yet: pages may be as long as the server makes them. */
  readonly long: boolean;
  /** Aborted when the loop pauses: a pull that waits for news must not hold it up. */
  readonly signal: () => AbortSignal;
  /** The server was restored: gives it what it lacks before anything more is asked of it (SY7). */
  readonly onNewEpoch: (epochs: Epochs) => Promise<Step<SyncFailure>>;
}

export class PullStep {
  private readonly options: PullStepOptions;
  /** This device's own commits are asked for with their bytes: the record lacks some of them (DV3). */
  private own: 'brief' | 'full' = 'brief';
  private readonly page: number;
  private limit: number;
  /** The next page must be as long as can be: whoever vouches for its first commit stands far behind it. */
  private wide = false;

  constructor(options: PullStepOptions) {
    this.options = options;
    this.page = options.long ? LIMITS.pullCommits : PAGE;
    this.limit = this.page;
  }

  async run(): Promise<Step<SyncFailure>> {
    const { host, client, record, onPull } = this.options;
    const { company } = host;
    const read = await record.standing();
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
      limit: this.wide ? LIMITS.pullCommits : this.limit,
      wait: LIMITS.pullWait,
      own: this.own,
    } as const;
    const pulled = await client.call('pull', { company }, query, null, this.options.signal());
    if (!pulled.ok) {
      const { error } = pulled;
      if (error.code === 'unreachable') this.limit = Math.max(LEAST_PAGE, Math.floor(this.limit / 2));
      return error.code === 'wrong-epoch' ? this.options.onNewEpoch(error.epochs) : stepAfter(error);
    }
    this.limit = Math.min(this.page, 2 * this.limit);
    const page = pulled.value;
    const taken = await this.take(page, cursor, read.value);
    if (!taken.ok) return taken.step;
    onPull({ taken: taken.commits, place: taken.place, head: page.head, opens: taken.opens });
    return { step: 'more' };
  }

  /**
   * The next commit is sealed under a key that is not here. It may be further on, given to this desktop later: looks ahead for it,
   * storing nothing. It is `lost` when it is nowhere while what was sealed later can be opened; while nothing can be, it is
   * waited for (DV5).
   */
  private async unlock(first: Page, from: Cursor): Promise<SyncFailure | 'found' | 'lost'> {
    const { host, client, record, signal } = this.options;
    const vouching = new Vouching();
    const known = await record.keys();
    if (!known.ok) return { code: 'storage' };
    const seen: PageCommit[] = [];
    const unvouched = new Set<string>();
    let opened = false;
    let page = first;
    let cursor = from;
    for (;;) {
      const read = readPage(page, cursor, host.sealing);
      if (!read) return { code: 'rewritten', place: cursor.sequence };
      seen.push(...read.commits);
      opened ||= read.commits.some(wasSealed);
      const checked = vouching.check(vouchable(read.commits), page.signatures, known.value, false);
      for (const hash of checked.never) unvouched.add(hash);
      await host.sealing.learn(keyActs(seen, vouching, unvouched));
      const again = readPage(first, from, host.sealing)?.commits[0];
      if (again && !isClosed(again)) return 'found';
      if (read.end.sequence >= page.head || page.commits.length === 0)
        return opened ? 'lost' : { code: 'no-key' };
      cursor = read.end;
      const query = { after: cursor.sequence, epoch: page.epoch, limit: PAGE, wait: 0, own: 'full' } as const;
      const next = await client.call('pull', { company: host.company }, query, null, signal());
      if (!next.ok) return next.error;
      page = next.value;
    }
  }

  private async take(page: Page, cursor: Cursor, { place, authors }: Standing): Promise<Taken> {
    const stop = (failure: SyncFailure) => ({ ok: false, step: stepAfter(failure) }) as const;
    const nothing = { ok: true, commits: 0, place: cursor.sequence, opens: false } as const;
    if (page.commits.length === 0) return nothing;
    const { host, record } = this.options;
    const read = readPage(page, cursor, host.sealing);
    if (!read) return stop({ code: 'rewritten', place: cursor.sequence });
    const [known, keys] = await Promise.all([
      record.known(read.commits.flatMap((commit) => idOf(commit) ?? [])),
      record.keys(),
    ]);
    if (!known.ok || !keys.ok) return stop({ code: 'storage' });
    const held = known.value;
    const fresh = read.commits.filter((commit) => !held.has(idOf(commit) ?? ''));
    if (fresh.some(({ kind }) => kind === 'brief')) {
      // Asked for with their bytes, and they came without: asking again brings nothing.
      if (this.own === 'full') return stop({ code: 'rewritten', place: cursor.sequence });
      this.own = 'full';
      return nothing;
    }
    const isLast = read.end.sequence >= page.head;
    const { never, yet } = new Vouching().check(vouchable(fresh), page.signatures, keys.value, isLast);
    // From here on it waits: a key may lie in what comes before, and whoever vouches stands on the next page.
    const until = read.commits.findIndex((commit) => isClosed(commit) || yet.has(commit.pulled.hash));
    if (until === 0) {
      const wait = await this.wait(read.commits[0] as PageCommit, page, cursor);
      if (wait !== 'pass') return wait === 'again' ? nothing : stop(wait);
    }
    const part = until < 0 ? read : firstOf(read, Math.max(1, until));
    const aside = place?.aside ?? [];
    const sorted = sortOut(part, {
      held,
      unvouched: new Set([...never, ...yet]),
      before: aside,
      reach: new Reach(authors, aside),
      signatures: page.signatures,
      self: host.caller.device,
    });
    const [over] = sorted.aside;
    // The first of all says who founded the company, and so who may give keys: nothing is built on its absence.
    if (over && (over.sequence === 1 || tooMany([...aside, ...sorted.aside]))) return stop(inTheWay(over));
    const bodiless = await lackingBodies(host, this.options.files, sorted.placed, place?.held ?? []);
    if (!bodiless.ok) return stop(bodiless.error);
    const stored = await host.receive(
      framesOf(page, sorted, part.end, bodiless.value),
      sorted.taken.map(({ envelope }) => envelope.clock),
    );
    if (!stored.ok) return stop({ code: 'storage' });
    this.wide = false;
    const bringsKeys = sorted.taken.some(({ bytes }) => carriesKeys(bytes));
    if (bringsKeys || host.sealing.on) await host.sealing.follow();
    if (sorted.taken.some(({ envelope }) => envelope.device === host.caller.device)) host.disown();
    // What was set aside may be readable now, or vouched for, and a body is to be brought.
    const set = new Set(aside.map(({ hash }) => hash));
    const leads = sorted.taken.some(({ envelope }) => set.has(envelope.previous));
    const opens = bringsKeys || leads || bodiless.value.length > 0 || sorted.taken.some(introducesDevice);
    return { ok: true, commits: sorted.taken.length, place: part.end.sequence, opens };
  }

  /** What is done about a page whose first commit cannot be taken in yet: asked for again, waited for, or passed over. */
  private async wait(first: PageCommit, page: Page, cursor: Cursor): Promise<SyncFailure | 'again' | 'pass'> {
    if (isClosed(first)) {
      const unlocked = await this.unlock(page, cursor);
      return unlocked === 'found' ? 'again' : unlocked === 'lost' ? 'pass' : unlocked;
    }
    if (this.wide) return 'pass';
    this.wide = true;
    return 'again';
  }
}

/** A page's first commits. */
const firstOf = ({ commits }: ReadPage, count: number): ReadPage => {
  const { sequence, chain } = (commits[count - 1] as PageCommit).pulled;
  return { end: { sequence, chain }, commits: commits.slice(0, count) };
};

type Taken =
  | { readonly ok: true; readonly commits: number; readonly place: number; readonly opens: boolean }
  | { readonly ok: false; readonly step: Step<SyncFailure> };

const isClosed = (commit: PageCommit): boolean => commit.kind === 'unreadable' && commit.why === 'no-key';

/** Opened by a key that is here. */
const wasSealed = (commit: PageCommit): boolean => commit.kind === 'readable' && commit.sealed;

const introducesDevice = ({ bytes }: Readable): boolean => introduced(bytes).length > 0;

/** What keeps the pull from going on where a commit may not be passed over. */
function inTheWay({ why, device, sequence }: Aside): SyncFailure {
  switch (why) {
    case 'newer-format':
      return { code: 'newer-format', place: sequence - 1 };
    case 'no-key':
      return { code: 'no-key' };
    case 'unsigned':
      return { code: 'unsigned', device };
    case 'withheld':
      return { code: 'too-large', bytes: 0, limit: 0 };
    case 'damaged':
    case 'behind':
      return { code: 'rewritten', place: sequence - 1 };
  }
}

/** Commits that bring keys and that somebody has vouched for by now. */
function keyActs(
  seen: readonly PageCommit[],
  vouching: Vouching,
  unvouched: ReadonlySet<string>,
): readonly VouchedActs[] {
  return seen.flatMap((commit) => {
    if (commit.kind !== 'readable' || unvouched.has(commit.pulled.hash)) return [];
    const { envelope, bytes } = commit;
    const events = vouching.waiting.includes(envelope.device) ? [] : keyEvents(bytes);
    return events.length > 0 ? [{ device: envelope.device, events }] : [];
  });
}
