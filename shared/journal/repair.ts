import { err, ok, type Result } from '../errors/result.ts';
import type { FrameFault, StorageError } from '../errors/storage-error.ts';
import {
  CHAIN_BYTES,
  encodeFrames,
  FRAME_KIND,
  type Frame,
  type FrameKind,
  frameBytes,
  HEADER_BYTES,
  isNewerFormat,
  readHeader,
  sameChain,
} from './frame.ts';
import type { JournalPort } from './port.ts';
import { copyToQuarantine, freeName } from './recovery.ts';
import {
  FIRST_CHAIN,
  JOURNAL_FOLDER,
  listSegments,
  readFully,
  readSeal,
  type Segment,
  withFile,
  writeFully,
} from './segments.ts';
import { corrupt, storageErrorOf } from './storage-fault.ts';

/** What a repair did: the frames that came from elsewhere, and where the damaged segment's bytes are kept. */
export interface Repaired {
  readonly filled: readonly number[];
  readonly quarantine: string;
}

/**
 * Fills the hole at `fault` from frames that the books' log, the server or a backup hold (JO8). The segment is written
 * anew from its own sound frames and the supplied ones; each must give the chain that it carries, and the last must meet
 * the next segment's beginning. The damaged segment is copied to quarantine before it is replaced. When nothing can be
 * filled, or a frame before a later segment is found in neither, nothing changes and the error (`not-supplied`) names it.
 */
export function repairSegment(
  port: JournalPort,
  fault: FrameFault,
  supplied: readonly Frame[],
  folder: string = JOURNAL_FOLDER,
): Result<Repaired, StorageError> {
  try {
    const segments = listSegments(port, folder);
    const index = segments.findIndex((segment) => segment.name === fault.segment);
    const segment = segments[index];
    if (segment === undefined) return err({ kind: 'storage', reason: 'missing', path: fault.segment });
    const start = startOf(port, folder, segments, index);
    if ('problem' in start) return err(corrupt(start));
    const old = bytesOf(port, `${folder}/${segment.name}`);
    const found = framesIn(port, old);
    const next = segments[index + 1];
    const last = next === undefined ? highest(found.keys(), supplied) : next.first - 1;
    const end = { last, isSealed: next !== undefined };
    const { frames, filled, missing } = merge(port, segment, start, end, [found, byNumber(supplied)]);
    if (missing !== null && (next !== undefined || filled.length === 0))
      return err(corrupt(missing, 'not-supplied'));
    // Frames keep their lengths, so what follows the last one that is sound again stands where it stood: the next scan
    // says whether that is a torn tail.
    const rest = missing === null ? new Uint8Array(0) : old.subarray(missing.offset);
    const quarantine = copyToQuarantine(port, folder, segment.name, 0, old.length);
    replace(port, folder, segment, [encodeFrames(port, start, frames).bytes, rest]);
    return ok({ filled, quarantine });
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'repair'));
  }
}

interface Point {
  readonly number: number;
  readonly chain: Uint8Array;
}

function startOf(
  port: JournalPort,
  folder: string,
  segments: readonly Segment[],
  index: number,
): Point | FrameFault {
  const segment = segments[index] as Segment;
  const previous = segments[index - 1];
  if (previous === undefined) return { number: 0, chain: FIRST_CHAIN };
  const seal = readSeal(port, folder, previous, segment);
  return 'problem' in seal ? seal : { number: segment.first - 1, chain: seal.chain };
}

function bytesOf(port: JournalPort, path: string): Uint8Array {
  return withFile(port, path, 'read', (file) => {
    const all = new Uint8Array(file.size());
    return all.subarray(0, readFully(file, all, 0));
  });
}

/** Everything in the segment that looks like a frame, sound or not, by number. */
function framesIn(port: JournalPort, bytes: Uint8Array): Map<number, Frame> {
  const frames = new Map<number, Frame>();
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    const header = readHeader(port, bytes, at);
    const end = header === null ? at + 8 : at + frameBytes(header.length);
    if (header !== null && !isNewerFormat(header) && end <= bytes.length) {
      const payload = bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + header.length);
      const chain = bytes.subarray(end - CHAIN_BYTES, end);
      frames.set(header.number, { kind: header.kind as FrameKind, number: header.number, payload, chain });
    }
    at = end;
  }
  return frames;
}

function byNumber(frames: readonly Frame[]): Map<number, Frame> {
  return new Map(frames.map((frame) => [frame.number, frame]));
}

function highest(found: Iterable<number>, supplied: readonly Frame[]): number {
  let number = supplied.at(-1)?.number ?? 0;
  for (const each of found) number = Math.max(number, each);
  return number;
}

interface Merged {
  readonly frames: readonly Frame[];
  readonly filled: readonly number[];
  /** The first number for which there is no frame that fits, and where it should stand. */
  readonly missing: FrameFault | null;
}

/** For every number the first source whose frame gives the chain that it carries. */
function merge(
  port: JournalPort,
  segment: Segment,
  start: Point,
  end: { readonly last: number; readonly isSealed: boolean },
  sources: readonly ReadonlyMap<number, Frame>[],
): Merged {
  const frames: Frame[] = [];
  const filled: number[] = [];
  let offset = 0;
  let point = start;
  for (let number = segment.first; number <= end.last; number += 1) {
    const atEnd = number === end.last;
    const previous = point;
    const fits = (frame: Frame | undefined): boolean =>
      frame !== undefined &&
      (frame.kind === FRAME_KIND.seal ? atEnd : !(atEnd && end.isSealed)) &&
      sameChain(frame.chain, (encodeFrames(port, previous, [frame]).frames[0] as Frame).chain);
    const source = sources.findIndex((candidates) => fits(candidates.get(number)));
    const frame = sources[source]?.get(number);
    if (frame === undefined) {
      return { frames, filled, missing: { segment: segment.name, offset, number, problem: 'chain' } };
    }
    if (source > 0) filled.push(number);
    frames.push(frame);
    offset += frameBytes(frame.payload.length);
    point = frame;
  }
  return { frames, filled, missing: null };
}

/** Writes the segment anew beside the old one and puts it in its place in one step. */
function replace(port: JournalPort, folder: string, segment: Segment, parts: readonly Uint8Array[]): void {
  const repaired = `${folder}/${freeName(port, folder, `repair-${segment.name}`)}`;
  const file = port.create(repaired);
  try {
    let at = 0;
    for (const part of parts) {
      writeFully(file, part, at);
      at += part.length;
    }
    file.flush();
  } finally {
    file.close();
  }
  port.rename(repaired, `${folder}/${segment.name}`);
  port.syncFolder(folder);
}
