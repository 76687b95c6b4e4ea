/** Which commits of a push are taken: those that continue their author's chain and that a signature vouches for (EV2). */
import { type AuthoredCommit, NO_PREVIOUS, signedText } from '../../shared/wire/author.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { WireInput } from '../../shared/wire/wire.ts';
import { isSignedBy } from '../crypto.ts';
import type { StoredSignature } from '../store/records.ts';
import type { DeviceRow } from '../store/rows.ts';

interface Taken {
  readonly commits: readonly AuthoredCommit[];
  readonly signature: StoredSignature | null;
  readonly stopped: Refusal | null;
}

/** Which of the commits continue the author's chain and are vouched for. */
export function take(
  author: Pick<DeviceRow, 'device' | 'publicKey' | 'sequence' | 'hash'>,
  commits: readonly AuthoredCommit[],
  signatures: WireInput<'push'>['signatures'],
): Taken {
  const nothing = (stopped: Refusal | null): Taken => ({ commits: [], signature: null, stopped });
  const [first] = commits;
  if (first === undefined) return nothing(null);
  if (first.sequence !== author.sequence + 1) return nothing({ code: 'gap', expected: author.sequence + 1 });
  if (first.previous !== (author.hash ?? NO_PREVIOUS))
    return nothing({ code: 'forked', sequence: author.sequence, hash: author.hash ?? NO_PREVIOUS });
  const byHash = new Map(signatures.map((signature) => [signature.hash, signature]));
  // The last signature that holds vouches for all commits before it (EV2).
  for (let count = commits.length; count > 0; count -= 1) {
    const { hash, sequence } = commits[count - 1] as AuthoredCommit;
    const signature = byHash.get(hash);
    if (signature === undefined || signature.device !== author.device || signature.sequence !== sequence)
      continue;
    if (!isSignedBy(author.publicKey, signedText(hash), signature.signature)) continue;
    const stopped: Refusal | null =
      count < commits.length ? { code: 'bad-signature', sequence: sequence + 1 } : null;
    return { commits: commits.slice(0, count), signature, stopped };
  }
  return nothing({ code: 'bad-signature', sequence: first.sequence });
}
