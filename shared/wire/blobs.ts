/** Files by their hash, and snapshots for the first sync of a big company (EV11, SY5). Their bytes travel as they are. */
import { canonicalJson } from '../events/canonical-json.ts';
import { z } from '../events/zod.ts';
import { LIMITS } from './limits.ts';
import { zId, zInstant, zPlace, zSha256, zSignatureText } from './primitives.ts';

/**
 * `blob`: named by commits and kept for ever; `chunk`: a piece of a snapshot, gone with it; `sealed`: a blob that the server
 * cannot read (DV5), under a name that its readers compute from the blob's own hash and a key, and not by its content; `key`: a
 * key of personal data (EV10), under a name that tells nothing, until it is erased.
 */
export const zFileKind = z.enum(['blob', 'chunk', 'sealed', 'key']);

export const zMissingInput = z.object({ kind: zFileKind, hashes: z.array(zSha256).max(1000) });
export const zMissingOutput = z.object({ missing: z.array(zSha256) });

export const zDropKeysInput = z.object({ names: z.array(zSha256).max(1000) });

/** SY5: what a client says of the books that it folded, whose chunks it has sent before. */
export const zSnapshot = z.object({
  /** All commits up to this place are in it, and none after. */
  sequence: zPlace,
  /** The company's chain at that place, hex. */
  chain: zSha256,
  /** Digest of the books, as the fold computes it; opaque to the server. */
  digest: z.string().max(200),
  /** Version of the projector that made it; a client of another one folds the history instead. */
  projector: z.number().int(),
  bytes: z.number().int().min(0),
  chunks: z.array(zSha256).min(1).max(LIMITS.chunks),
  device: zId,
});

export type Snapshot = z.output<typeof zSnapshot>;

export const zSnapshotInput = z.object({
  snapshot: zSnapshot,
  /** Ed25519 of that device over `snapshotText`. */
  signature: zSignatureText,
});

export const zSnapshotOutput = z.object({
  newest: z.object({ ...zSnapshotInput.shape, made: zInstant }).nullable(),
});

export const zSnapshotQuery = z.object({ projector: z.number().int() });

const utf8 = new TextEncoder();

/** The bytes that the maker of a snapshot signs. */
export function snapshotText(snapshot: Snapshot): Uint8Array {
  return utf8.encode(`counterfoil-snapshot-1\n${canonicalJson(snapshot)}`);
}
