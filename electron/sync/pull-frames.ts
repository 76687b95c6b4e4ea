/** What a page of a pull puts into the record, as frames of one append (SY3, SY4). */
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import { bodyHash, packCommit, toHex } from '../../shared/events/commit.ts';
import {
  type Aside,
  type Cursor,
  encodeAcknowledgement,
  type Held,
  packForeign,
} from '../../shared/events/confirmation.ts';
import { FRAME_KIND, type NewFrame } from '../../shared/journal/frame.ts';
import { toBase64 } from '../../shared/wire/base64.ts';
import type { Signature } from '../../shared/wire/commits.ts';
import type { Placed } from './lacking-bodies.ts';
import type { Page, PageCommit, Readable, ReadPage, Unreadable } from './pull-page.ts';
import type { Reach } from './reach.ts';

const utf8 = new TextEncoder();
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** The commit's id; `undefined` when its bytes do not tell. */
export function idOf(commit: PageCommit): string | undefined {
  if (commit.kind === 'brief') return commit.pulled.id;
  return commit.kind === 'readable' ? commit.envelope.id : commit.author?.id;
}

/** Of a commit with a longer envelope than this nothing is kept while it is set aside, bytes: the notes of a page are one frame. */
const LONGEST_KEPT = 2048;

/** A page sorted out: what is taken in, what is in the record already, and what is passed over (SY4). */
export interface Sorted {
  readonly taken: readonly Readable[];
  readonly placed: readonly Placed[];
  readonly aside: readonly Aside[];
  /** Hashes of commits that were set aside before, under another place. */
  readonly found: readonly string[];
}

/** Signatures by the hash that they are over. */
export const signaturesOf = ({
  signatures,
}: {
  readonly signatures: readonly Signature[];
}): ReadonlyMap<string, string> => new Map(signatures.map(({ hash, signature }) => [hash, signature]));

/** What a page is sorted out by. */
export interface Known {
  /** Ids of commits that are in the record. */
  readonly held: ReadonlySet<string>;
  /** Hashes of commits for which nobody vouches. */
  readonly unvouched: ReadonlySet<string>;
  /** What was set aside before. */
  readonly before: readonly Aside[];
  readonly reach: Reach;
  readonly signatures: readonly Signature[];
  /** The device that pulls: what it once wrote itself is taken in however it comes (DV3). */
  readonly self: string;
}

export function sortOut({ commits }: ReadPage, known: Known): Sorted {
  const { held, unvouched, before, reach, self } = known;
  const signed = signaturesOf(known);
  const taken: Readable[] = [];
  const placed: Placed[] = [];
  const aside: Aside[] = [];
  for (const commit of commits) {
    const id = idOf(commit);
    // Without its bytes it came because it is here.
    if (commit.kind === 'brief') placed.push({ id: commit.pulled.id, commit });
    else if (id !== undefined && held.has(id)) placed.push({ id, commit });
    else if (commit.kind === 'unreadable') aside.push(asideOf(commit, commit.why, signed));
    else if (unvouched.has(commit.pulled.hash)) aside.push(asideOf(commit, 'unsigned', signed));
    else if (commit.envelope.device !== self && !reach.has(commit.envelope.device, commit.envelope.sequence))
      aside.push(asideOf(commit, 'behind', signed));
    else {
      taken.push(commit);
      reach.add(commit.envelope.device, commit.envelope.sequence);
    }
    for (const kept of aside.slice(-1)) reach.addKept(kept);
  }
  const here = new Set([
    ...taken.map(({ pulled }) => pulled.hash),
    ...placed.map(({ commit }) => commit.pulled.hash),
  ]);
  return { taken, placed, aside, found: before.flatMap(({ hash }) => (here.has(hash) ? [hash] : [])) };
}

/**
 * The page as frames of one append: new commits, places of those that are here already, signatures, the cursor (SY3).
 * @param held commits of this record whose bodies the server lacks
 */
export function framesOf(
  page: Page,
  { taken, placed, aside, found }: Sorted,
  cursor: Cursor,
  held: readonly Held[],
): NewFrame[] {
  const frames: NewFrame[] = taken.map((commit) => foreignFrame(commit));
  const fresh = new Set(taken.map(({ pulled }) => pulled.hash));
  frames.push(...signatureFrames(page.signatures, fresh));
  const entries = new Map<string, { id: string; sequence: number; received: number }[]>();
  for (const { id, commit } of placed) {
    const { epoch, sequence, received } = commit.pulled;
    const said = entries.get(epoch) ?? [];
    said.push({ id, sequence, received });
    entries.set(epoch, said);
  }
  const acknowledge = (payload: Uint8Array) => frames.push({ kind: FRAME_KIND.acknowledgement, payload });
  // Said though it is here: a server that is set back to before its body came lacks this again, and only then is it looked for.
  const bodiless = placed.flatMap(({ commit }) =>
    commit.kind === 'unreadable' && commit.why === 'withheld'
      ? [asideOf(commit, commit.why, signaturesOf(page))]
      : [],
  );
  if (bodiless.length > 0)
    acknowledge(encodeAcknowledgement({ epoch: page.epoch, entries: [], aside: bodiless }));
  const gone = [...found, ...bodiless.map(({ hash }) => hash)];
  for (const [epoch, said] of entries)
    if (epoch !== page.epoch) acknowledge(encodeAcknowledgement({ epoch, entries: said }));
  acknowledge(
    encodeAcknowledgement({
      epoch: page.epoch,
      entries: entries.get(page.epoch) ?? [],
      cursor,
      ...(aside.length > 0 && { aside: [...aside] }),
      ...(gone.length > 0 && { taken: gone }),
      ...(held.length > 0 && { held: [...held] }),
    }),
  );
  return frames;
}

/** The frame of a commit of somebody else, with the place that the server gave it. */
export function foreignFrame({ pulled, bytes }: Pick<Readable, 'pulled' | 'bytes'>): NewFrame {
  const { sequence, received, epoch } = pulled;
  const payload = packForeign({ sequence, received, epoch }, packCommit(bytes));
  return { kind: FRAME_KIND.foreignCommit, payload };
}

/** Frames of the signatures over these commits. */
export const signatureFrames = (signatures: readonly Signature[], hashes: ReadonlySet<string>): NewFrame[] =>
  signatures.flatMap((signature) =>
    hashes.has(signature.hash)
      ? [{ kind: FRAME_KIND.signature, payload: utf8.encode(canonicalJson(signature)) }]
      : [],
  );

/** The note of a commit that is set aside. */
export function asideOf(
  commit: Readable | Unreadable,
  why: Aside['why'],
  signed: ReadonlyMap<string, string>,
): Aside {
  const { sequence, received, epoch, hash } = commit.pulled;
  const author = commit.kind === 'readable' ? { ...commit.envelope, bytes: commit.bytes } : commit.author;
  const aside: Aside = { sequence, received, epoch, hash, device: author?.device ?? null, why };
  if (!author || author.bytes.envelope.length > LONGEST_KEPT) return aside;
  if (why === 'behind') return { ...aside, own: author.sequence };
  const short = {
    envelope: toBase64(author.bytes.envelope),
    body: toHex(bodyHash(author.bytes.body, sha256)),
    signature: signed.get(hash) ?? null,
  };
  return { ...aside, own: author.sequence, short };
}
