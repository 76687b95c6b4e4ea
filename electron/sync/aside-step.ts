/**
 * Looks again at what was passed over (SY4): commits of others that could not be taken in, and bodies of own commits that
 * the server did not get. Each leaves the list with the append that takes it in, or that says where it is now.
 */
import { toHex } from '../../shared/events/commit.ts';
import {
  type Acknowledgement,
  type Aside,
  encodeAcknowledgement,
  type Held,
  type SyncPlace,
} from '../../shared/events/confirmation.ts';
import { readWithheld } from '../../shared/events/withheld-body.ts';
import { FRAME_KIND, type NewFrame } from '../../shared/journal/frame.ts';
import { toBase64 } from '../../shared/wire/base64.ts';
import { fromWireCommit, type Pulled } from '../../shared/wire/commits.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { FileSync } from './file-sync.ts';
import { carriesKeys } from './key-ring.ts';
import { lackingBodies } from './lacking-bodies.ts';
import { commitOf, findCommits } from './outgoing.ts';
import { asideOf, foreignFrame, idOf, signatureFrames, signaturesOf } from './pull-frames.ts';
import { type Page, type Readable, readPulled, type Unreadable, vouchable } from './pull-page.ts';
import { Reach } from './reach.ts';
import { type SyncFailure, stepAfter } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';
import type { Step } from './sync-loop.ts';
import { Vouching } from './vouching.ts';
import type { WireClient } from './wire-client.ts';

/** What one commit came to: taken in, still to wait, or the line failed. */
type Look = 'taken' | 'waits' | SyncFailure;

export class AsideStep {
  private readonly host: SyncHost;
  private readonly client: WireClient;
  private readonly files: FileSync;
  /** What only a newer program reads is looked at once in a program's life. */
  private looked = false;

  constructor(host: SyncHost, client: WireClient, files: FileSync) {
    this.host = host;
    this.client = client;
    this.files = files;
  }

  async run(): Promise<Step<SyncFailure>> {
    const read = await this.host.lookup('sync', {});
    if (!read.ok) return stepAfter({ code: 'storage' });
    const { place } = read.value;
    if (!place) return { step: 'done' };
    for (const held of place.held) {
      const failure = await this.bring(held, place.epoch);
      if (failure) return stepAfter(failure);
    }
    const reach = new Reach(read.value.authors, place.aside);
    let taken = false;
    for (const aside of place.aside) {
      if (aside.why === 'newer-format' && this.looked) continue;
      if (!reach.leadsTo(aside)) continue;
      const look = await this.lookAt(aside, place, reach);
      if (typeof look === 'object') return stepAfter(look);
      taken ||= look === 'taken';
    }
    this.looked = true;
    // What was taken in may bring the key, or the device, that the others lack.
    return { step: taken ? 'more' : 'done' };
  }

  /** Tries to bring the body of an own commit; that it is refused again is no failure of the line. */
  private async bring({ id, frame }: Held, epoch: string): Promise<SyncFailure | undefined> {
    const read = await this.host.journal.readFrom(frame, 1);
    const commit = read.ok && read.value[0] ? commitOf(read.value[0]) : undefined;
    if (commit?.envelope.id !== id) return { code: 'storage' };
    const failure = await this.files.bring(commit.bytes.body);
    if (failure) return failure.code === 'too-large' ? undefined : failure;
    return this.note({ epoch, entries: [], brought: [id] });
  }

  private async lookAt(aside: Aside, { epoch, held }: SyncPlace, reach: Reach): Promise<Look> {
    const page = await this.page(aside, epoch, aside.why === 'unsigned' ? LIMITS.pushCommits : 1);
    if ('code' in page) return page;
    const [pulled] = page.commits;
    // Another place by now: it comes by the pull again.
    if (pulled?.hash !== aside.hash) return 'waits';
    const commit = readPulled(await this.withBody(pulled), this.host.sealing);
    if (commit.kind === 'brief') return 'waits';
    const isHere = await this.isHere(commit);
    if (typeof isHere === 'object') return isHere;
    if (isHere) return this.placeIt(commit, page, held);
    if (commit.kind === 'unreadable') return this.sayAnew(commit, aside, page, reach);
    const { device, sequence } = commit.envelope;
    if (!reach.has(device, sequence)) return 'waits';
    const look = await this.take(commit, aside, page);
    if (look === 'taken') reach.add(device, sequence);
    return look;
  }

  /** Whether the record has it: it was written here, or taken in under another place. */
  private async isHere(commit: Readable | Unreadable): Promise<boolean | SyncFailure> {
    const id = idOf(commit);
    if (id === undefined) return false;
    const known = await this.host.lookup('known', { ids: [id] });
    return known.ok ? known.value.includes(id) : { code: 'storage' };
  }

  /** The commit with the body that was brought apart, where there is one. */
  private async withBody(pulled: Pulled): Promise<Pulled> {
    const sent = pulled.kind === 'full' ? fromWireCommit(pulled.commit) : undefined;
    const hash = sent && readWithheld(sent.body);
    const got = hash && (await this.files.ask(toHex(hash)));
    if (pulled.kind !== 'full' || !got?.ok || !got.value) return pulled;
    return { ...pulled, commit: { ...pulled.commit, body: toBase64(got.value) } };
  }

  private async page({ sequence }: Aside, epoch: string, limit: number): Promise<Page | SyncFailure> {
    const query = { after: sequence - 1, epoch, limit, wait: 0, own: 'full' } as const;
    const page = await this.client.call('pull', { company: this.host.company }, query, null);
    return page.ok ? page.value : page.error;
  }

  /** It cannot be taken in yet, but by now more of it can be kept than when it was set aside. */
  private async sayAnew(commit: Unreadable, aside: Aside, page: Page, reach: Reach): Promise<Look> {
    if (commit.why === aside.why) return 'waits';
    const anew = asideOf(commit, commit.why, signaturesOf(page));
    const failure = await this.note({ epoch: page.epoch, entries: [], aside: [anew] });
    reach.addKept(anew);
    return failure ?? 'waits';
  }

  /** It is in the record and only its place is new: as a pull that reads it would, this notes the place, and a body that nobody has brought. */
  private async placeIt(commit: Readable | Unreadable, page: Page, before: readonly Held[]): Promise<Look> {
    const { host, files } = this;
    const id = idOf(commit) as string;
    const { sequence, received, epoch, hash } = commit.pulled;
    const held = await lackingBodies(host, files, [{ id, commit }], before);
    if (!held.ok) return held.error;
    // An acknowledgement names places of its own epoch alone; the commit's frame names its own, and may come twice.
    const isOfEpoch = epoch === page.epoch;
    const frames = isOfEpoch ? [] : await this.again(id, commit.pulled);
    if (!frames) return { code: 'storage' };
    const failure = await this.note(
      {
        epoch: page.epoch,
        entries: isOfEpoch ? [{ id, sequence, received }] : [],
        taken: [hash],
        ...(held.value.length > 0 && { held: held.value }),
      },
      frames,
    );
    return failure ?? 'taken';
  }

  /** The record's own bytes of a commit once more, with another place. */
  private async again(id: string, pulled: Pulled): Promise<readonly NewFrame[] | undefined> {
    const found = await findCommits(this.host.journal, new Set([id]));
    const commit = found.ok ? found.value.get(id) : undefined;
    return commit && [foreignFrame({ pulled, bytes: commit.bytes })];
  }

  private async take(commit: Readable, aside: Aside, page: Page): Promise<Look> {
    const { host } = this;
    const { hash } = aside;
    const devices = await host.lookup('devices', {});
    if (!devices.ok) return { code: 'storage' };
    const keys = new Map(devices.value.map(({ id, fields }) => [id, fields.publicKey]));
    let from = page;
    if (!isVouched(commit, from, keys, host) && page.commits.length === 1) {
      // Not signed itself: a later commit of its device may lead to it.
      const longer = await this.page(aside, page.epoch, LIMITS.pushCommits);
      if ('code' in longer) return longer;
      from = longer;
    }
    if (!isVouched(commit, from, keys, host)) return 'waits';
    const frames = [foreignFrame(commit), ...signatureFrames(from.signatures, new Set([hash]))];
    const said = { epoch: page.epoch, entries: [], taken: [hash] };
    const failure = await this.note(said, frames, [commit.envelope.clock]);
    if (failure) return failure;
    if (carriesKeys(commit.bytes) || host.sealing.on) await host.sealing.follow();
    return 'taken';
  }

  private async note(
    said: Acknowledgement,
    frames: readonly NewFrame[] = [],
    seen: Parameters<SyncHost['receive']>[1] = [],
  ): Promise<SyncFailure | undefined> {
    const acknowledgement = { kind: FRAME_KIND.acknowledgement, payload: encodeAcknowledgement(said) };
    const stored = await this.host.receive([...frames, acknowledgement], seen);
    return stored.ok ? undefined : { code: 'storage' };
  }
}

/** Whether a signature on this page vouches for its first commit. */
function isVouched(
  commit: Readable,
  { commits, signatures }: Page,
  keys: ReadonlyMap<string, string>,
  { sealing }: SyncHost,
): boolean {
  const [, ...later] = commits.map((pulled) => readPulled(pulled, sealing));
  const unvouched = new Vouching().check(vouchable([commit, ...later]), signatures, keys, true);
  return !unvouched.never.has(commit.pulled.hash);
}
