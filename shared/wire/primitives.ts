/** The smallest shapes of the wire. */
import { zId, zLine, zSha256 } from '../events/primitives.ts';
import { z } from '../events/zod.ts';

export { zId, zLine, zSha256 };

export const zRole = z.enum(['clerk', 'manager', 'auditor', 'owner']);

/** Instant, UTC milliseconds. */
export const zInstant = z.number().int().min(0);

/** A place in the company's one order, from 1; 0 means before the first. */
export const zPlace = z.number().int().min(0);

const base64Of = (bytes: number) => z.string().length(Math.ceil(bytes / 3) * 4);

/** Raw 32 bytes of an Ed25519 or X25519 public key, base64. */
export const zPublicKey = base64Of(32);

/** Ed25519 signature, 64 bytes, base64. */
export const zSignatureText = base64Of(64);

/** Which history of the server this is: a new one begins whenever the server was restored from a backup (SY7). */
export const zEpoch = z.string().min(1).max(100);

/** Epochs in the order in which they began; all places up to `after` are the same as in the one before. */
export const zEpochs = z.array(z.object({ epoch: zEpoch, after: zPlace })).min(1);

export type Epochs = z.output<typeof zEpochs>;
