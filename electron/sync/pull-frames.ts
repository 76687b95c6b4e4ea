/** What a page of a pull puts into the record, as frames of one append (SY3, SY4). */
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import { packCommit } from '../../shared/events/commit.ts';
import {
  type Aside,
  type Cursor,
  encodeAcknowledgement,
  packForeign,
} from '../../shared/events/confirmation.ts';
import { FRAME_KIND, type NewFrame } from '../../shared/journal/frame.ts';
import type { Pulled, Signature } from '../../shared/wire/commits.ts';
import type { Page, PageCommit, Readable, ReadPage } from './pull-page.ts';

const utf8 = new TextEncoder();

/** The commit's id; `undefined` when its bytes do not tell. */
export function idOf(commit: PageCommit): string | undefined {
  if (commit.kind === 'brief') return commit.pulled.id;
  return commit.kind === 'readable' ? commit.envelope.id : commit.author?.id;
}

/** A page sorted out: what is taken in, what is in the record already, and what is passed over (SY4). */
export interface Sorted {
  readonly taken: readonly Readable[];
  readonly placed: readonly { readonly id: string; readonly commit: PageCommit }[];
  readonly aside: readonly Aside[];
  /** Hashes of commits that were set aside before, under another place. */
  readonly found: readonly string[];
}

export function sortOut(
  { commits }: ReadPage,
  held: ReadonlySet<string>,
  unvouched: ReadonlySet<string>,
  before: readonly Aside[],
): Sorted {
  const taken: Readable[] = [];
  const placed: { id: string; commit: PageCommit }[] = [];
  const aside: Aside[] = [];
  for (const commit of commits) {
    const id = idOf(commit);
    // Without its bytes it came because it is here.
    if (commit.kind === 'brief') placed.push({ id: commit.pulled.id, commit });
    else if (id !== undefined && held.has(id)) placed.push({ id, commit });
    else if (commit.kind === 'unreadable')
      aside.push(asideOf(commit.pulled, commit.why, commit.author?.device));
    else if (unvouched.has(commit.pulled.hash))
      aside.push(asideOf(commit.pulled, 'unsigned', commit.envelope.device));
    else taken.push(commit);
  }
  const here = new Set([
    ...taken.map(({ pulled }) => pulled.hash),
    ...placed.map(({ commit }) => commit.pulled.hash),
  ]);
  return { taken, placed, aside, found: before.flatMap(({ hash }) => (here.has(hash) ? [hash] : [])) };
}

/** The page as frames of one append: new commits, places of those that are here already, signatures, the cursor (SY3). */
export function framesOf(page: Page, { taken, placed, aside, found }: Sorted, cursor: Cursor): NewFrame[] {
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
  for (const [epoch, said] of entries)
    if (epoch !== page.epoch) acknowledge(encodeAcknowledgement({ epoch, entries: said }));
  acknowledge(
    encodeAcknowledgement({
      epoch: page.epoch,
      entries: entries.get(page.epoch) ?? [],
      cursor,
      ...(aside.length > 0 && { aside: [...aside] }),
      ...(found.length > 0 && { taken: [...found] }),
    }),
  );
  return frames;
}

/** The frame of a commit of somebody else, with the place that the server gave it. */
export function foreignFrame({ pulled, bytes }: Readable): NewFrame {
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

function asideOf(pulled: Pulled, why: Aside['why'], device: string | undefined): Aside {
  const { sequence, received, epoch, hash } = pulled;
  return { sequence, received, epoch, hash, device: device ?? null, why };
}
