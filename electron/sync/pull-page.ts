/** A page of a pull as it is read: the company's chain followed, and of each commit whether it can be taken in (SY3, SY4). */
import { createHash } from 'node:crypto';
import {
  authorHash,
  type CommitBytes,
  type Envelope,
  isLaterFormat,
  readEnvelope,
  toHex,
} from '../../shared/events/commit.ts';
import type { Aside, Cursor } from '../../shared/events/confirmation.ts';
import { readWithheld } from '../../shared/events/withheld-body.ts';
import { type AuthoredCommit, readAuthored } from '../../shared/wire/author.ts';
import { fromWireCommit, type Pulled } from '../../shared/wire/commits.ts';
import { nextCompanyChain } from '../../shared/wire/company-chain.ts';
import type { WireOutput } from '../../shared/wire/wire.ts';
import type { BodySealing } from './body-sealing.ts';
import type { Vouched } from './vouching.ts';

export type Page = WireOutput<'pull'>;

/** A commit that this desktop can take into its record. */
export interface Readable {
  readonly kind: 'readable';
  readonly pulled: Pulled;
  readonly envelope: Envelope;
  readonly bytes: CommitBytes;
  /** It came sealed, and was opened by a key that is here (DV5). */
  readonly sealed: boolean;
}

/** One that it cannot: what is known of it, and its bytes as they came. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly pulled: Pulled;
  readonly why: Aside['why'];
  /** `null` when not even its author can be told. */
  readonly author: AuthoredCommit | null;
}

export type PageCommit =
  | Readable
  | Unreadable
  /** This desktop's own, without its bytes. */
  | { readonly kind: 'brief'; readonly pulled: Extract<Pulled, { kind: 'brief' }> };

export interface ReadPage {
  readonly end: Cursor;
  readonly commits: readonly PageCommit[];
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** Follows the company's chain through a page; `undefined` when the page does not continue it. */
export function readPage(page: Page, cursor: Cursor, sealing: BodySealing): ReadPage | undefined {
  let end = cursor;
  for (const { sequence, received, hash, chain: said } of page.commits) {
    const chain = nextCompanyChain(end.chain, { sequence, received, hash }, sha256);
    if (sequence !== end.sequence + 1 || chain !== said) return undefined;
    end = { sequence, chain };
  }
  return { end, commits: page.commits.map((pulled) => readPulled(pulled, sealing)) };
}

/** Reads one commit as the server handed it out; what its bytes say counts only when they have its hash. */
export function readPulled(pulled: Pulled, sealing: BodySealing): PageCommit {
  if (pulled.kind === 'brief') return { kind: 'brief', pulled };
  const sent = fromWireCommit(pulled.commit);
  if (!sent || toHex(authorHash(sent, sha256)) !== pulled.hash)
    return { kind: 'unreadable', pulled, why: 'damaged', author: null };
  const author = readAuthored(sent, sha256) ?? null;
  const unreadable = (why: Aside['why']): Unreadable => ({ kind: 'unreadable', pulled, why, author });
  const envelope = readEnvelope(sent);
  if (!envelope) return unreadable(isLaterFormat(sent) ? 'newer-format' : 'damaged');
  if (readWithheld(sent.body)) return unreadable('withheld');
  const bytes = sealing.open(sent);
  if (bytes === undefined) return unreadable('damaged');
  if (bytes === 'no-key') return unreadable('no-key');
  return { kind: 'readable', pulled, envelope, bytes, sealed: bytes !== sent };
}

/** What can be vouched for: every commit that says whose it is. */
export const vouchable = (commits: readonly PageCommit[]): Vouched[] =>
  commits.flatMap((commit): Vouched[] => {
    const { hash } = commit.pulled;
    if (commit.kind === 'readable') return [{ envelope: commit.envelope, bytes: commit.bytes, hash }];
    if (commit.kind === 'brief' || !commit.author) return [];
    return [{ envelope: commit.author, bytes: commit.author.bytes, hash }];
  });
