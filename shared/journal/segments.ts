import type { FrameFault } from '../errors/storage-error.ts';
import {
  CHAIN_BYTES,
  FRAME_KIND,
  type Frame,
  frameBytes,
  HEADER_BYTES,
  isNewerFormat,
  readHeader,
} from './frame.ts';
import { SEAL_PAYLOAD_BYTES } from './own-payload.ts';
import type { JournalFile, JournalPort } from './port.ts';

/** The journal's folder and the one for bytes that were set aside, both in the company's folder. */
export const JOURNAL_FOLDER = 'journal';
export const QUARANTINE_FOLDER = 'quarantine';
/** A segment is sealed before an append that would make it longer (JO2). */
export const SEGMENT_BYTES = 16 * 1024 * 1024;
/** The chain before frame 1. */
export const FIRST_CHAIN: Uint8Array = new Uint8Array(CHAIN_BYTES);

export interface Segment {
  readonly name: string;
  /** The number of its first frame. */
  readonly first: number;
}

const NAME = /^seg-([0-9a-f]{16})\.cfj$/;
const SEAL_BYTES = frameBytes(SEAL_PAYLOAD_BYTES);

/** `seg-<first number, 16 hex>.cfj` (JO2). */
export function segmentName(first: number): string {
  return `seg-${first.toString(16).padStart(16, '0')}.cfj`;
}

/** The segments in a folder in the order of their numbers; other files are passed over. */
export function listSegments(port: JournalPort, folder: string): readonly Segment[] {
  return port
    .list(folder)
    .flatMap((name) => {
      const match = NAME.exec(name);
      return match === null ? [] : [{ name, first: Number.parseInt(match[1] as string, 16) }];
    })
    .sort((one, other) => one.first - other.first);
}

/** Reads `length` bytes at `at`, fewer only when the file ends before. */
export function readFully(file: JournalFile, into: Uint8Array, at: number): number {
  let done = 0;
  while (done < into.length) {
    const count = file.read(into.subarray(done), at + done);
    if (count === 0) break;
    done += count;
  }
  return done;
}

/** Writes until every byte is counted (JO5); a call that takes nothing means that the disk is full (JO7). */
export function writeFully(file: JournalFile, bytes: Uint8Array, at: number): void {
  let done = 0;
  while (done < bytes.length) {
    const count = file.write(bytes.subarray(done), at + done);
    if (count === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' });
    done += count;
  }
}

/** Runs that end with a seal, so that each lies in one segment (JO2); none is empty. */
export function splitAfterSeals(frames: readonly Frame[]): readonly (readonly Frame[])[] {
  const runs: Frame[][] = [];
  let isOpen = false;
  for (const frame of frames) {
    if (!isOpen) runs.push([]);
    (runs.at(-1) as Frame[]).push(frame);
    isOpen = frame.kind !== FRAME_KIND.seal;
  }
  return runs;
}

/** Opens, uses and closes a file. */
export function withFile<T>(
  port: JournalPort,
  path: string,
  access: 'read' | 'write',
  use: (file: JournalFile) => T,
): T {
  const file = port.open(path, access);
  try {
    return use(file);
  } finally {
    file.close();
  }
}

export interface SealedEnd {
  readonly bytes: number;
  readonly payload: Uint8Array;
  readonly chain: Uint8Array;
}

/**
 * The seal that ends an earlier segment, read from the segment's end: what the next segment's chain starts from. A
 * segment that was cut has no seal there. One of another number means that segments between the two are missing: then the
 * fault names the first missing frame, and the segment behind the hole.
 */
export function readSeal(
  port: JournalPort,
  folder: string,
  segment: Segment,
  next: Segment,
): SealedEnd | FrameFault {
  return withFile(port, `${folder}/${segment.name}`, 'read', (file) => {
    const bytes = file.size();
    const offset = bytes - SEAL_BYTES;
    const fault: FrameFault = {
      segment: segment.name,
      offset,
      number: next.first - 1,
      problem: 'seal-missing',
    };
    if (offset < 0) return { ...fault, offset: 0 };
    const seal = new Uint8Array(SEAL_BYTES);
    readFully(file, seal, offset);
    const header = readHeader(port, seal, 0);
    if (header === null) return fault;
    if (isNewerFormat(header)) return { ...fault, problem: 'newer-format' };
    if (header.kind !== FRAME_KIND.seal || header.length !== SEAL_PAYLOAD_BYTES) return fault;
    if (header.number !== next.first - 1) {
      return { segment: next.name, offset: 0, number: header.number + 1, problem: 'segment-missing' };
    }
    return {
      bytes,
      payload: seal.subarray(HEADER_BYTES, HEADER_BYTES + SEAL_PAYLOAD_BYTES),
      chain: seal.subarray(SEAL_BYTES - CHAIN_BYTES),
    };
  });
}
