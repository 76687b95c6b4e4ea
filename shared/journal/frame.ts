import type { JournalPort } from './port.ts';

/** What a frame is (JO4). Only `open`, `recovered` and `seal` have a payload that the journal itself understands. */
export const FRAME_KIND = {
  open: 1,
  ownCommit: 2,
  foreignCommit: 3,
  acknowledgement: 4,
  signature: 5,
  checkpoint: 6,
  recovered: 7,
  seal: 8,
} as const;

export type FrameKind = (typeof FRAME_KIND)[keyof typeof FRAME_KIND];

/** A frame as it stands in the journal. `chain` is SHA-256(previous chain ‖ header ‖ payload) (JO3). */
export interface Frame {
  readonly kind: FrameKind;
  readonly number: number;
  readonly payload: Uint8Array;
  readonly chain: Uint8Array;
}

/** A frame that is to be appended; number and chain are the journal's to give. */
export interface NewFrame {
  readonly kind: FrameKind;
  readonly payload: Uint8Array;
}

/**
 * The header of a frame. `place` is the frame's index within its append, so that after a power cut the frames of one
 * unfinished append can be told from those of a later one (JO8).
 */
export interface FrameHeader {
  readonly kind: number;
  readonly flags: number;
  readonly schema: number;
  readonly number: number;
  readonly length: number;
  readonly place: number;
}

/** The newest frame layout that this program reads, and the one that it writes. */
const FRAME_SCHEMA = 1;
/** Bytes of a header: magic, kind, flags, schema, number, payload length, place, reserved, CRC-32 of all before it. */
export const HEADER_BYTES = 32;
export const CHAIN_BYTES = 32;
export const MAX_PAYLOAD_BYTES = 1024 * 1024;

const MAGIC = 0x314a4643;
const AT = {
  kind: 4,
  flags: 5,
  schema: 6,
  number: 8,
  length: 16,
  place: 20,
  reserved: 24,
  check: 28,
} as const;
const TWO_32 = 0x1_0000_0000;

/** Bytes that a frame takes: header, payload, zeros up to a multiple of eight, chain. */
export function frameBytes(payloadBytes: number): number {
  return HEADER_BYTES + payloadBytes + paddingBytes(payloadBytes) + CHAIN_BYTES;
}

/** Zero bytes between payload and chain, so that every frame starts at a multiple of eight (JO3). */
export function paddingBytes(payloadBytes: number): number {
  return -payloadBytes & 7;
}

/** The header at `at`, or null when the magic or the header's own check is wrong: then not even its length is believed. */
export function readHeader(port: JournalPort, bytes: Uint8Array, at: number): FrameHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset + at, HEADER_BYTES);
  if (view.getUint32(0, true) !== MAGIC) return null;
  if (view.getUint32(AT.check, true) !== port.crc32(bytes, at, at + AT.check)) return null;
  return {
    kind: view.getUint8(AT.kind),
    flags: view.getUint8(AT.flags) | view.getUint32(AT.reserved, true),
    schema: view.getUint16(AT.schema, true),
    number: view.getUint32(AT.number, true) + view.getUint32(AT.number + 4, true) * TWO_32,
    length: view.getUint32(AT.length, true),
    place: view.getUint32(AT.place, true),
  };
}

/** Whether a header with a right check says something that this program does not understand (EV7). */
export function isNewerFormat(header: FrameHeader): boolean {
  return (
    header.schema !== FRAME_SCHEMA ||
    header.flags !== 0 ||
    header.kind < FRAME_KIND.open ||
    header.kind > FRAME_KIND.seal
  );
}

/**
 * The chain value of the frame at `at`, from the bytes before it: the previous frame's chain lies directly in front of
 * the header, so one hash over one stretch of memory is enough. Place, reserved bytes and check count as zero: they say
 * how a frame was written, not what it says, and a journal written again from the books must get the same chain (BO3).
 */
export function chainAt(port: JournalPort, bytes: Uint8Array, at: number, payloadBytes: number): Uint8Array {
  const kept = bytes.slice(at + AT.place, at + HEADER_BYTES);
  bytes.fill(0, at + AT.place, at + HEADER_BYTES);
  const chain = port.sha256(bytes.subarray(at - CHAIN_BYTES, at + HEADER_BYTES + payloadBytes));
  bytes.set(kept, at + AT.place);
  return chain;
}

/**
 * The frames as one stretch of bytes to write after the frame `previous`, and as they will stand in the journal.
 * The frames' `chain` are views of `bytes`.
 */
export function encodeFrames(
  port: JournalPort,
  previous: { readonly number: number; readonly chain: Uint8Array },
  frames: readonly NewFrame[],
): { readonly bytes: Uint8Array; readonly frames: readonly Frame[] } {
  const total = frames.reduce((sum, frame) => sum + frameBytes(frame.payload.length), 0);
  const bytes = new Uint8Array(CHAIN_BYTES + total);
  bytes.set(previous.chain);
  let at = CHAIN_BYTES;
  const encoded = frames.map((frame, place): Frame => {
    const number = previous.number + 1 + place;
    const length = frame.payload.length;
    const view = new DataView(bytes.buffer, at, HEADER_BYTES);
    view.setUint32(0, MAGIC, true);
    view.setUint8(AT.kind, frame.kind);
    view.setUint16(AT.schema, FRAME_SCHEMA, true);
    view.setUint32(AT.number, number % TWO_32, true);
    view.setUint32(AT.number + 4, Math.floor(number / TWO_32), true);
    view.setUint32(AT.length, length, true);
    bytes.set(frame.payload, at + HEADER_BYTES);
    const end = at + frameBytes(length);
    bytes.set(chainAt(port, bytes, at, length), end - CHAIN_BYTES);
    view.setUint32(AT.place, place, true);
    view.setUint32(AT.check, port.crc32(bytes, at, at + AT.check), true);
    at = end;
    return {
      kind: frame.kind,
      number,
      payload: frame.payload,
      chain: bytes.subarray(end - CHAIN_BYTES, end),
    };
  });
  return { bytes: bytes.subarray(CHAIN_BYTES), frames: encoded };
}

/** Whether two chain values are equal. */
export function sameChain(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] !== other[at]) return false;
  }
  return true;
}
