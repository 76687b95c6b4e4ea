/** Push and pull (SY1, SY3): commits as bytes, the signatures that vouch for them, and the places that they got. */
import type { CommitBytes } from '../events/commit.ts';
import { z } from '../events/zod.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { LIMITS } from './limits.ts';
import { zEpoch, zId, zInstant, zPlace, zSha256, zSignatureText } from './primitives.ts';
import { zRefusal } from './refusal.ts';

const BASE64_OF_COMMIT = Math.ceil(LIMITS.commitBytes / 3) * 4;

/** A commit as the exact bytes that were hashed (EV1), in base64. */
export const zWireCommit = z.object({
  envelope: z.string().max(BASE64_OF_COMMIT),
  body: z.string().max(BASE64_OF_COMMIT),
});

export type WireCommit = z.output<typeof zWireCommit>;

/**
 * An author's signature over the author hash of one of its commits, which vouches for all before it (EV2). Signed are the
 * 64 hex digits of the hash as UTF-8; it is what lies in the journal's signature frame, without change.
 */
export const zSignature = z.object({
  device: zId,
  sequence: z.number().int().min(1),
  hash: zSha256,
  signature: zSignatureText,
});

export type Signature = z.output<typeof zSignature>;

/**
 * SY1. A run of one author's commits in the order of its sequence, without gaps, and at least one signature. `author` is
 * the asking device; another one's commits may be sent too, with its signatures (SY7). `epoch`: the one last heard of,
 * `null` for a client that never met this server. Sending again gives the same answer.
 */
export const zPushInput = z.object({
  epoch: zEpoch.nullable(),
  author: zId,
  commits: z.array(zWireCommit).min(1).max(LIMITS.pushCommits),
  signatures: z.array(zSignature).min(1).max(LIMITS.pushCommits),
});

/**
 * The places of the longest prefix that was taken: gapless and vouched for by a signature. `stopped` says why the rest
 * was not, and is `null` when all was. A push of which nothing is taken is refused.
 */
export const zPushOutput = z.object({
  epoch: zEpoch,
  head: zPlace,
  accepted: z.array(z.object({ id: zId, sequence: zPlace, received: zInstant })),
  stopped: zRefusal.nullable(),
});

export const zPullQuery = z.object({
  /** The cursor: the last place that the client has stored. */
  after: zPlace,
  epoch: zEpoch,
  limit: z.number().int().min(1).max(LIMITS.pullCommits),
  /** How long to wait when there is nothing new, in milliseconds. */
  wait: z.number().int().min(0).max(LIMITS.pullWait),
  /** `brief`: the asking device's own commits come without their bytes; `full`: it lost them. */
  own: z.enum(['brief', 'full']),
});

const zPlaced = {
  sequence: z.number().int().min(1),
  received: zInstant,
  /** The epoch in which the commit got its place. */
  epoch: zEpoch,
  /** The company's chain after this commit (`company-chain.ts`), hex. */
  chain: zSha256,
  /** Author hash of the commit, hex. */
  hash: zSha256,
};

export const zPulled = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('full'), ...zPlaced, commit: zWireCommit }),
  z.object({ kind: z.literal('brief'), ...zPlaced, id: zId }),
]);

export type Pulled = z.output<typeof zPulled>;

/** SY3. Places follow one another without a gap from `after` + 1 on; signatures are those over commits of this page. */
export const zPullOutput = z.object({
  epoch: zEpoch,
  head: zPlace,
  commits: z.array(zPulled).max(LIMITS.pullCommits),
  signatures: z.array(zSignature),
});

/** DV4: commits that a revoked device had not sent before; a manager's device approves them by pushing them. */
export const zHeldQuery = z.object({ device: zId });
export const zHeldOutput = z.object({
  commits: z.array(zWireCommit),
  signatures: z.array(zSignature),
});

export function toWireCommit({ envelope, body }: CommitBytes): WireCommit {
  return { envelope: toBase64(envelope), body: toBase64(body) };
}

/** The commit's bytes; `undefined` when they are not base64. */
export function fromWireCommit(commit: WireCommit): CommitBytes | undefined {
  const envelope = fromBase64(commit.envelope);
  const body = fromBase64(commit.body);
  return envelope && body && { envelope, body };
}

/** How many of the commits, from the first on, fit one push: at least one (SY1). */
export function pushLength(commits: readonly CommitBytes[]): number {
  let bytes = 0;
  let count = 0;
  for (const { envelope, body } of commits) {
    bytes += envelope.length + body.length;
    if (count > 0 && (bytes > LIMITS.pushBytes || count === LIMITS.pushCommits)) break;
    count += 1;
  }
  return count;
}
