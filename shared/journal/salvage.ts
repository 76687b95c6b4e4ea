/**
 * Sound frames behind the first bad one (JO8). The chain of the whole journal ends at the damage, but every frame carries
 * the chain value that the next one starts from: a frame that fits the value right before it stands where it was written,
 * unchanged. It is read to be taken out, never to be gone on from.
 */
import type { FrameFault } from '../errors/storage-error.ts';
import {
  CHAIN_BYTES,
  chainAt,
  type Frame,
  type FrameKind,
  frameBytes,
  HEADER_BYTES,
  isNewerFormat,
  MAX_PAYLOAD_BYTES,
  readHeader,
  sameChain,
} from './frame.ts';
import type { JournalPort } from './port.ts';
import { FIRST_CHAIN, JOURNAL_FOLDER, listSegments, readFully, type Segment, withFile } from './segments.ts';

/** Frames start at multiples of this many bytes (JO3). */
const STEP = 8;

/** The sound frames behind `fault`, in order, those of one segment at a time. @throws what the port throws. */
export function* salvage(
  port: JournalPort,
  fault: FrameFault,
  folder: string = JOURNAL_FOLDER,
): Generator<readonly Frame[]> {
  const segments = listSegments(port, folder);
  const start = segments.findIndex(({ name }) => name === fault.segment);
  if (start < 0) return;
  for (let index = start; index < segments.length; index += 1) {
    const segment = segments[index] as Segment;
    const before = segments[index - 1];
    yield soundIn(
      port,
      readWhole(port, `${folder}/${segment.name}`, before && `${folder}/${before.name}`),
      segment.name === fault.segment ? fault.offset : 0,
    );
  }
}

/** A segment's bytes behind the chain value that stands at the end of the file before it. */
function readWhole(port: JournalPort, path: string, before: string | undefined): Uint8Array {
  return withFile(port, path, 'read', (file) => {
    const bytes = new Uint8Array(CHAIN_BYTES + file.size());
    bytes.set(before === undefined ? FIRST_CHAIN : lastChain(port, before));
    readFully(file, bytes.subarray(CHAIN_BYTES), 0);
    return bytes;
  });
}

function lastChain(port: JournalPort, path: string): Uint8Array {
  return withFile(port, path, 'read', (file) => {
    const chain = new Uint8Array(CHAIN_BYTES);
    readFully(file, chain, Math.max(0, file.size() - CHAIN_BYTES));
    return chain;
  });
}

/** @param bytes begin with the chain value before the segment's first frame. */
function soundIn(port: JournalPort, bytes: Uint8Array, from: number): readonly Frame[] {
  const frames: Frame[] = [];
  for (let at = CHAIN_BYTES + from; at + HEADER_BYTES <= bytes.length; ) {
    const header = readHeader(port, bytes, at);
    const end = header === null ? 0 : at + frameBytes(header.length);
    if (header === null || isNewerFormat(header) || header.length > MAX_PAYLOAD_BYTES || end > bytes.length) {
      at += STEP;
      continue;
    }
    const chain = bytes.subarray(end - CHAIN_BYTES, end);
    if (sameChain(chain, chainAt(port, bytes, at, header.length))) {
      const payload = bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + header.length);
      frames.push({ kind: header.kind as FrameKind, number: header.number, payload, chain });
    }
    // The header has its own check, so its length is believed even where the payload is not.
    at = end;
  }
  return frames;
}
