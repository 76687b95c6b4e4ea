/** Commits of this record that the server has without their bodies: whoever has them whole brings these (SY4, SY7). */
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../shared/errors/index.ts';
import { bodyHash, toHex } from '../../shared/events/commit.ts';
import type { Held } from '../../shared/events/confirmation.ts';
import type { FileSync } from './file-sync.ts';
import { findCommits } from './outgoing.ts';
import type { PageCommit } from './pull-page.ts';
import type { SyncFailure } from './sync-failure.ts';
import type { SyncHost } from './sync-host.ts';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

/** A commit that is in the record, as the server handed it out. */
export interface Placed {
  readonly id: string;
  readonly commit: PageCommit;
}

/**
 * Of commits that are here whole those whose bodies nobody has brought.
 * @param before bodies that are to be brought already
 */
export async function lackingBodies(
  { journal }: Pick<SyncHost, 'journal'>,
  files: FileSync,
  placed: readonly Placed[],
  before: readonly Held[],
): Promise<Result<Held[], SyncFailure>> {
  const lacking = new Set<string>();
  for (const { id, commit } of placed) {
    if (commit.kind !== 'unreadable' || commit.why !== 'withheld' || !commit.author) continue;
    if (before.some((held) => held.id === id)) continue;
    const lacks = await files.lacks(toHex(bodyHash(commit.author.bytes.body, sha256)));
    if (!lacks.ok) return lacks;
    if (lacks.value) lacking.add(id);
  }
  const found = await findCommits(journal, lacking);
  if (!found.ok) return err({ code: 'storage' });
  return ok(
    Array.from(found.value, ([id, { envelope, bytes, frame }]) => ({
      id,
      frame,
      bytes: bytes.body.length,
      recorded: envelope.recorded,
    })),
  );
}
