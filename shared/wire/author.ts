/**
 * All that a server reads of a commit (EV1): five fields of the envelope. It knows no format version, no command, no
 * event, so that commits of newer programs and sealed ones are stored and handed on like all others (EV7, DV5).
 */
import { authorHash, type CommitBytes, NO_PREVIOUS, type Sha256, toHex } from '../events/commit.ts';
import { z } from '../events/zod.ts';
import { zId, zSha256 } from './primitives.ts';

export { readSeal, SEAL_BYTES } from '../events/sealed-body.ts';
export { WITHHELD_BYTES, WITHHELD_MAGIC } from '../events/withheld-body.ts';
export { type CommitBytes, NO_PREVIOUS };

const zAuthored = z.object({
  id: zId,
  company: zId,
  device: zId,
  sequence: z.number().int().min(1),
  previous: zSha256,
});

export interface AuthoredCommit extends z.output<typeof zAuthored> {
  readonly bytes: CommitBytes;
  /** Author hash (EV2), hex. */
  readonly hash: string;
}

const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads whose commit it is; `undefined` when the envelope does not say. */
export function readAuthored(bytes: CommitBytes, sha256: Sha256): AuthoredCommit | undefined {
  try {
    const said = zAuthored.safeParse(JSON.parse(fromUtf8.decode(bytes.envelope)));
    return said.success ? { ...said.data, bytes, hash: toHex(authorHash(bytes, sha256)) } : undefined;
  } catch {
    return undefined;
  }
}

const utf8 = new TextEncoder();

/** The bytes that an author signs: the hash's hex digits (see `zSignature`). */
export const signedText = (hash: string): Uint8Array => utf8.encode(hash);
