/** A push before anybody looks into the tables: commits decoded, hashed, and checked against one another (SY1, SY2). */
import { type AuthoredCommit, readAuthored, readSeal, SEAL_BYTES } from '../../shared/wire/author.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { WireInput } from '../../shared/wire/wire.ts';
import { bytesOfWireCommit } from '../bytes.ts';
import { sha256 } from '../crypto.ts';

export interface ReadPush {
  /** The longest run from the first commit on that follows one another. */
  readonly commits: readonly AuthoredCommit[];
  /** Why the run ends before the push does. */
  readonly stopped: Refusal | null;
}

export function readPush(company: string, input: WireInput<'push'>): ReadPush {
  const commits: AuthoredCommit[] = [];
  let bytes = 0;
  for (const wireCommit of input.commits) {
    const decoded = bytesOfWireCommit(wireCommit);
    const commit = decoded && readAuthored(decoded, sha256);
    if (commit === undefined) return { commits, stopped: malformed('not a commit') };
    const size = commit.bytes.envelope.length + commit.bytes.body.length;
    // A seal makes a commit longer than its author's journal knows it.
    const allowed = LIMITS.commitBytes + (readSeal(commit.bytes.body) ? SEAL_BYTES : 0);
    if (size > allowed)
      return { commits, stopped: { code: 'too-large', bytes: size, limit: LIMITS.commitBytes } };
    bytes += size;
    if (bytes > LIMITS.pushBytes && commits.length > 0)
      return { commits, stopped: { code: 'too-large', bytes, limit: LIMITS.pushBytes } };
    const stopped = misplaced(company, input.author, commits.at(-1), commit);
    if (stopped !== null) return { commits, stopped };
    commits.push(commit);
  }
  return { commits, stopped: null };
}

const malformed = (detail: string): Refusal => ({ code: 'malformed', detail });

function misplaced(
  company: string,
  author: string,
  before: AuthoredCommit | undefined,
  commit: AuthoredCommit,
): Refusal | null {
  if (commit.company !== company) return malformed('a commit of another company');
  if (commit.device !== author) return malformed('a commit of another author');
  if (before === undefined) return null;
  if (commit.sequence !== before.sequence + 1) return { code: 'gap', expected: before.sequence + 1 };
  return commit.previous === before.hash ? null : malformed('a commit that does not continue the one before');
}
