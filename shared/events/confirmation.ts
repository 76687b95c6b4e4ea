/**
 * What the server says of commits (EV3): payloads of the frames for a foreign commit and for an acknowledgement (JO4).
 * Both are canonical JSON, since both lie in the hashed journal.
 */
import { canonicalJson } from './canonical-json.ts';
import type { Confirmation } from './commit.ts';
import { zId } from './primitives.ts';
import { z } from './zod.ts';

const zPlace = {
  /** The commit's place in the company's one order. */
  sequence: z.number().int().min(1),
  /** Instant of receipt, UTC milliseconds of the server's clock. */
  received: z.number().int(),
};

const zForeignHeader = z.object({ ...zPlace, epoch: z.string().max(100) });

/** Up to where the server's order is known without a gap, and the server's own chain value there (SY3). */
const zCursor = z.object({ sequence: z.number().int().min(0), chain: z.string().regex(/^[0-9a-f]{64}$/) });

const zSent = z.object({
  device: zId,
  sequence: z.number().int().min(0),
  frame: z.number().int().min(0),
});

/** Why a commit of the server's order was not taken into the record yet (SY4). */
const zAsideReason = z.enum([
  /** Only a newer program reads it (EV7). */
  'newer-format',
  /** Sealed under a key that this desktop was never given, while others behind it can be opened (DV5). */
  'no-key',
  /** No signature vouches for it (EV2). */
  'unsigned',
  /** Its bytes are not those of its hash. */
  'damaged',
  /** Its author could not send the body yet (`withheld-body.ts`). */
  'withheld',
  /** An earlier one of its author came so damaged that nothing of it could be kept: nobody could get the two from here in their order (SY7). */
  'behind',
]);

/** What is kept of a commit that is set aside: with it all that its author wrote afterwards can be handed on (SY7). */
const zShortForm = z.object({
  /** The envelope, base64. */
  envelope: z.string(),
  /** SHA-256 of the body, hex. */
  body: z.string().regex(/^[0-9a-f]{64}$/),
  /** Its author's signature over it where one came, base64. */
  signature: z.string().nullable(),
});

/** A commit that was passed over: the server keeps it, and it is asked for again by its place (SY4). */
const zAside = z.object({
  ...zPlace,
  epoch: z.string().max(100),
  /** Author hash, hex: what it is known by, since a restored server gives other places. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Its author, where that can be read. */
  device: zId.nullable(),
  why: zAsideReason,
  /** Its number among its author's, and what is kept of it: of one that is damaged neither is known, and of one `behind` nothing kept. */
  own: z.number().int().min(1).exactOptional(),
  short: zShortForm.exactOptional(),
});

/** An own commit that went to the server without its body, which nobody there would take (SY4). */
const zHeld = z.object({
  id: zId,
  /** Where it lies in this journal. */
  frame: z.number().int().min(1),
  /** Length of the body. */
  bytes: z.number().int().min(0),
  /** Instant of recording, UTC milliseconds. */
  recorded: z.number().int(),
});

const zAcknowledgement = z.object({
  epoch: z.string().max(100),
  entries: z.array(z.object({ id: zId, ...zPlace })),
  /** Stands in the same append as the commits that it counts, or it could run ahead of them (SY3). */
  cursor: zCursor.exactOptional(),
  /** Own commits up to here are with the server: the queue begins behind this frame of this journal (SY1). */
  sent: zSent.exactOptional(),
  /** Passed over by this append, or said anew. */
  aside: z.array(zAside).exactOptional(),
  /** Hashes of commits that were passed over before and are in the record now. */
  taken: z.array(z.string()).exactOptional(),
  /** Own commits that are at the server without their bodies, and ids of those whose bodies have come there since. */
  held: z.array(zHeld).exactOptional(),
  brought: z.array(zId).exactOptional(),
});

/** `epoch` is the server's: it differs after the server was restored from a backup, and later ones are greater text (SY7). */
export type ForeignHeader = z.output<typeof zForeignHeader>;
export type Acknowledgement = z.output<typeof zAcknowledgement>;
export type Cursor = z.output<typeof zCursor>;
export type Sent = z.output<typeof zSent>;
export type Aside = z.output<typeof zAside>;
export type Held = z.output<typeof zHeld>;

/** Where a desktop stands with its server, as `followPlace` reads it from the acknowledgements in its journal. */
export interface SyncPlace {
  /** The server's epoch when it last answered; another one means that it was restored from a backup (SY7). */
  readonly epoch: string;
  /** `null` until the first pull of the epoch: everything is asked for again. */
  readonly cursor: Cursor | null;
  readonly sent: Sent | null;
  /** Newest time of the server's clock that a confirmation named, UTC milliseconds (EV8). */
  readonly received: number;
  /** Commits of the server's order that are not in the record (SY4), without their short forms. */
  readonly aside: readonly Aside[];
  /** Own commits whose bodies are not at the server (SY4). */
  readonly held: readonly Held[];
}

const utf8 = new TextEncoder();
const fromUtf8 = new TextDecoder('utf-8', { fatal: true });

function parse<Schema extends z.ZodType>(schema: Schema, bytes: Uint8Array): z.output<Schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(fromUtf8.decode(bytes))).data;
  } catch {
    return undefined;
  }
}

/** Payload of a foreign-commit frame: length of the header (u32, little endian), header, commit as `packCommit` wrote it. */
export function packForeign(header: ForeignHeader, commit: Uint8Array): Uint8Array {
  const { sequence, received, epoch } = header;
  const head = utf8.encode(canonicalJson({ sequence, received, epoch }));
  const packed = new Uint8Array(4 + head.length + commit.length);
  new DataView(packed.buffer).setUint32(0, head.length, true);
  packed.set(head, 4);
  packed.set(commit, 4 + head.length);
  return packed;
}

/** Splits what `packForeign` joined; `undefined` when lengths or header do not fit. */
export function unpackForeign(packed: Uint8Array): { header: ForeignHeader; commit: Uint8Array } | undefined {
  if (packed.length < 4) return undefined;
  const length = new DataView(packed.buffer, packed.byteOffset, packed.length).getUint32(0, true);
  if (length > packed.length - 4) return undefined;
  const header = parse(zForeignHeader, packed.subarray(4, 4 + length));
  return header && { header, commit: packed.subarray(4 + length) };
}

export function encodeAcknowledgement(acknowledgement: Acknowledgement): Uint8Array {
  return utf8.encode(canonicalJson(acknowledgement));
}

/** Reads an acknowledgement frame; `undefined` when a newer program wrote it. */
export function decodeAcknowledgement(payload: Uint8Array): Acknowledgement | undefined {
  return parse(zAcknowledgement, payload);
}

/**
 * Of two confirmations of one commit the one that stands: that of the later epoch, since a restored server gives its order
 * anew (SY7); within an epoch the earlier, for what was said first stands. The order of arrival does not matter.
 */
export function standingConfirmation(a: Confirmation | null, b: Confirmation): Confirmation;
export function standingConfirmation(a: Confirmation | null, b: Confirmation | null): Confirmation | null;
export function standingConfirmation(a: Confirmation | null, b: Confirmation | null): Confirmation | null {
  if (!a || !b) return a ?? b;
  if (a.epoch !== b.epoch) return a.epoch > b.epoch ? a : b;
  if (a.sequence !== b.sequence) return a.sequence < b.sequence ? a : b;
  return a.received <= b.received ? a : b;
}
