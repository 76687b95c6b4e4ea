/**
 * The commit: what one command did, all or nothing (EV1, EV2). The envelope travels in the clear; the body is opaque
 * to journal and server. Both are kept as the exact bytes that were hashed and signed.
 */
import { canonicalJson } from './canonical-json.ts';
import type { DomainEvent, UnknownEvent } from './event-types.ts';
import { zId } from './primitives.ts';
import { readSeal } from './sealed-body.ts';
import { readWithheld } from './withheld-body.ts';
import { z } from './zod.ts';

export type Sha256 = (bytes: Uint8Array) => Uint8Array;

export const COMMIT_FORMAT = 1;

export const zEnvelope = z.object({
  format: z.literal(COMMIT_FORMAT),
  /** Command id, the commit's identity for ever: the same id is the same act. */
  id: zId,
  company: zId,
  device: zId,
  /** Number of this commit among its device's own, from 1 without gaps. */
  sequence: z.number().int().min(1),
  /** Author hash of the device's previous commit, hex; 64 zeros for the first. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  /** Hybrid logical clock, see `clock.ts`. */
  clock: z.string().regex(/^[0-9a-f]{16}$/),
  /** Instant of recording, UTC milliseconds, and the author's offset from UTC in minutes. */
  recorded: z.number().int(),
  offset: z.number().int().min(-1440).max(1440),
  /** User who did it (AU1). */
  actor: zId,
  /** Name of the command, for the audit trail. */
  command: z.string().max(60),
  /** 0 for a plain body, else the epoch of the key that seals it (DV5). */
  keyEpoch: z.number().int().min(0),
});

export type Envelope = z.output<typeof zEnvelope>;

const zBody = z.object({
  /** Name of the command, where the envelope does not say it to whoever carries the commit. */
  command: z.string().max(60).optional(),
  events: z.array(
    z.object({
      type: z.string(),
      version: z.number().int().min(1),
      entity: z.string(),
      effective: z.string(),
      data: z.unknown(),
    }),
  ),
});

/** Envelope and body as bytes: all that journal, server and signatures ever see. */
export interface CommitBytes {
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
}

export interface Commit {
  readonly envelope: Envelope;
  readonly events: readonly (DomainEvent | UnknownEvent)[];
}

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

export const NO_PREVIOUS = '0'.repeat(64);

/**
 * @param salt chance that keeps a sealed body's hash from being guessed at (`sealed-body.ts`); with it the command's name
 *   stands in the body too, since a server reads envelopes.
 */
export function encodeCommit(
  envelope: Envelope,
  events: readonly (DomainEvent | UnknownEvent)[],
  salt?: string,
): CommitBytes {
  const { command } = envelope;
  const [said, body] =
    salt === undefined
      ? [envelope, { events }]
      : [
          { ...envelope, command: '' },
          { command, events, salt },
        ];
  return { envelope: utf8.encode(canonicalJson(said)), body: utf8.encode(canonicalJson(body)) };
}

/** Reads a commit's envelope, whatever its body; `undefined` when it is not one of this format. */
export function readEnvelope({ envelope }: Pick<CommitBytes, 'envelope'>): Envelope | undefined {
  try {
    return zEnvelope.safeParse(JSON.parse(fromUtf8.decode(envelope))).data;
  } catch {
    return undefined;
  }
}

/** True for an envelope that says it is of a later format: only a newer program reads it. */
export function isLaterFormat({ envelope }: Pick<CommitBytes, 'envelope'>): boolean {
  try {
    const { format } = JSON.parse(fromUtf8.decode(envelope)) as { readonly format?: unknown };
    return typeof format === 'number' && format > COMMIT_FORMAT;
  } catch {
    return false;
  }
}

/** Reads a commit; `undefined` when the bytes are not one of this format (a newer program wrote them). */
export function decodeCommit(bytes: CommitBytes): Commit | undefined {
  try {
    const envelope = readEnvelope(bytes);
    if (envelope?.keyEpoch !== 0) return undefined;
    const body = zBody.safeParse(JSON.parse(fromUtf8.decode(bytes.body)));
    if (!body.success) return undefined;
    const { events, command = envelope.command } = body.data;
    return { envelope: { ...envelope, command }, events: events as UnknownEvent[] };
  } catch {
    return undefined;
  }
}

/** Author hash = SHA-256(envelope ‖ SHA-256(body)) (EV2), of a body sealed, withheld or plain. */
export function authorHash(bytes: CommitBytes, sha256: Sha256): Uint8Array {
  const hash = bodyHash(bytes.body, sha256);
  const joined = new Uint8Array(bytes.envelope.length + hash.length);
  joined.set(bytes.envelope, 0);
  joined.set(hash, bytes.envelope.length);
  return sha256(joined);
}

/** SHA-256 of a body as its author wrote it, also of one that is sealed or withheld. */
export const bodyHash = (body: Uint8Array, sha256: Sha256): Uint8Array =>
  readSeal(body)?.hash ?? readWithheld(body) ?? sha256(body);

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
}

/** Payload of an own-commit frame: length of the envelope (u32, little endian), envelope, body. */
export function packCommit(bytes: CommitBytes): Uint8Array {
  const packed = new Uint8Array(4 + bytes.envelope.length + bytes.body.length);
  new DataView(packed.buffer).setUint32(0, bytes.envelope.length, true);
  packed.set(bytes.envelope, 4);
  packed.set(bytes.body, 4 + bytes.envelope.length);
  return packed;
}

/** Splits what `packCommit` joined; `undefined` when the lengths do not fit. */
export function unpackCommit(packed: Uint8Array): CommitBytes | undefined {
  if (packed.length < 4) return undefined;
  const length = new DataView(packed.buffer, packed.byteOffset, packed.length).getUint32(0, true);
  if (length > packed.length - 4) return undefined;
  return { envelope: packed.subarray(4, 4 + length), body: packed.subarray(4 + length) };
}

/** How the server placed a commit (EV3); `null` while the commit is pending. `received` is UTC milliseconds. */
export interface Confirmation {
  readonly sequence: number;
  readonly received: number;
  /** The server's epoch in which the sequence was given: it changes when the server is restored from a backup (SY7). */
  readonly epoch: string;
}

/**
 * Key that sorts commits by EV3: confirmed ones by the server's sequence, then pending ones by (clock, id). While a
 * restored server gives out sequences again, two commits may claim one for a while (SY7): then the id decides.
 */
export function orderKey(
  envelope: Pick<Envelope, 'clock' | 'id'>,
  confirmation: Pick<Confirmation, 'sequence'> | null,
): string {
  return confirmation
    ? `0${String(confirmation.sequence).padStart(16, '0')}${envelope.id}`
    : `1${envelope.clock}${envelope.id}`;
}
