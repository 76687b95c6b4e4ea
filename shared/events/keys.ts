/**
 * Keys of a company whose bodies are sealed on their way (DV5). These events hold public halves and keys sealed to them, so the
 * commits that bring them travel in the clear: whoever lacks a key finds it there.
 */
import { zId, zLine } from './primitives.ts';
import { z } from './zod.ts';

/** Somebody to whom keys are sealed: a desktop (the entity is its id) or a recovery code. */
export const zKeyRecipient = z.object({
  kind: z.enum(['device', 'recovery']),
  /** X25519, raw 32 bytes in base64. */
  publicKey: zLine(100),
  /** Gets no further keys: a recovery code that was replaced. */
  retired: z.boolean(),
});

/** A company key (the entity is its id), sealed to recipients by their ids; may be said again for further ones. */
export const zKeyGiven = z.object({
  /** Counts from 1; bodies are sealed under the newest. Of two of one epoch the smaller id counts. */
  epoch: z.number().int().min(1),
  boxes: z.record(zId, z.string().max(300)),
});
