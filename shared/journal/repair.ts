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
  type NewFrame,
  readHeader,
  sameChain,
} from './frame.ts';
import { encodeOwn } from './own-payload.ts';
import type { JournalPort } from './port.ts';
import { copyToQuarantine, freeName } from './recovery.ts';
import {
  FIRST_CHAIN,
  JOURNAL_FOLDER,
  listSegments,
  readFully,
  readSeal,
  type Segment,
  segmentName,
  splitAfterSeals,
  withFile,
  writeFully,
} from './segments.ts';
import { corrupt, storageErrorOf } from './storage-fault.ts';

/** What a repair did: the frames that came from elsewhere, and where the damaged segment's bytes are kept, if there were any. */
export interface Repaired {
  readonly segment: string;
  readonly filled: readonly number[];
  readonly quarantine: string | null;
}

/** The frame that tells of a repair (JO4). */
export function recoveredFrame({ segment, filled, quarantine }: Repaired): NewFrame {
  const payload = encodeOwn({ segment, filled: filled.length, first: filled[0], quarantine });
  return { kind: FRAME_KIND.recovered, payload };
}

/**
 * Fills the hole at `fault` from frames that the books' log, the server or a backup hold (JO8): a damaged segment is
 * written anew from its own sound frames and the supplied ones, a missing one from the supplied ones alone. Each frame
 * must give the chain that it carries, and the last must meet the next segment's beginning. The damaged segment is copied
 * to quarantine before it is replaced. What lies behind the last seal that could be filled is the next fault's to fill.
 * When nothing can be filled, nothing changes and the error (`not-supplied`) names the frame that nobody has.
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
    const named = segments[index];
    if (named === undefined) return err({ kind: 'storage', reason: 'missing', path: fault.segment });
    // A missing segment has no name to be told by: the fault names the one behind the hole.
    const isGone = fault.problem === 'segment-missing';
    const segment = isGone ? { name: segmentName(fault.number), first: fault.number } : named;
    const next = isGone ? named : segments[index + 1];
    const start = startOf(port, folder, segments[index - 1], segment);
    if ('problem' in start) return err(corrupt(start));
    const old = isGone ? new Uint8Array(0) : bytesOf(port, `${folder}/${segment.name}`);
    const found = framesIn(port, old);
    const last = next === undefined ? highest(found.keys(), supplied) : next.first - 1;
    const merged = merge(port, segment, start, last, next !== undefined, [found, byNumber(supplied)]);
    const { missing } = merged;
    const whole = missing === null || next === undefined;
    const frames = whole ? merged.frames : merged.frames.slice(0, sealedLength(merged.frames));
    const filled = merged.filled.filter((number) => number < segment.first + frames.length);
    if (missing !== null && filled.length === 0) return err(corrupt(missing, 'not-supplied'));
    if (missing === null && next !== undefined && !meets(port, folder, next, frames, supplied))
      return err(
        corrupt({ segment: next.name, offset: 0, number: next.first, problem: 'chain' }, 'not-supplied'),
      );
    const runs = splitAfterSeals(frames);
    // Frames keep their lengths, so what follows the last one that is sound again stands where it stood: the next scan
    // says whether that is a torn tail.
    const isTail = missing !== null && next === undefined && runs.length === 1;
    const rest = isTail ? old.subarray(missing.offset) : new Uint8Array(0);
    const quarantine = isGone ? null : copyToQuarantine(port, folder, segment.name, 0, old.length);
    let point: Point = start;
    for (const run of runs) {
      place(port, folder, segmentName(point.number + 1), [encodeFrames(port, point, run).bytes, rest]);
      point = run.at(-1) as Frame;
    }
    return ok({ segment: segment.name, filled, quarantine });
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
  previous: Segment | undefined,
  segment: Segment,
): Point | FrameFault {
  if (previous === undefined) return { number: 0, chain: FIRST_CHAIN };
  const seal = readSeal(port, folder, previous, segment);
  return 'problem' in seal ? seal : { number: segment.first - 1, chain: seal.chain };
}

/** How many of the frames lie before the end of the last segment that a seal completes. */
function sealedLength(frames: readonly Frame[]): number {
  return frames.findLastIndex(({ kind }) => kind === FRAME_KIND.seal) + 1;
}

/** Whether the next segment goes on from the last frame: by its first frame or, where that is damaged, by the supplied one and its second. */
function meets(
  port: JournalPort,
  folder: string,
  next: Segment,
  frames: readonly Frame[],
  supplied: readonly Frame[],
): boolean {
  const last = frames.at(-1) as Frame;
  const own = framesIn(port, bytesOf(port, `${folder}/${next.name}`));
  const first = own.get(next.first);
  if (first !== undefined && continues(port, last, first)) return true;
  const said = supplied.find(({ number }) => number === next.first);
  const second = own.get(next.first + 1);
  if (said === undefined || second === undefined) return false;
  return continues(port, last, said) && continues(port, said, second);
}

/** Whether a frame behind `previous` gives the chain that it carries. */
function continues(port: JournalPort, previous: Point, frame: Frame): boolean {
  return sameChain(frame.chain, (encodeFrames(port, previous, [frame]).frames[0] as Frame).chain);
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

/** For every number the first source whose frame gives the chain that it carries; the last before a segment is a seal. */
function merge(
  port: JournalPort,
  segment: Segment,
  start: Point,
  last: number,
  isSealed: boolean,
  sources: readonly ReadonlyMap<number, Frame>[],
): Merged {
  const frames: Frame[] = [];
  const filled: number[] = [];
  let offset = 0;
  let point = start;
  for (let number = segment.first; number <= last; number += 1) {
    const previous = point;
    const needsSeal = isSealed && number === last;
    const fits = (frame: Frame | undefined): boolean =>
      frame !== undefined &&
      (!needsSeal || frame.kind === FRAME_KIND.seal) &&
      continues(port, previous, frame);
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

/** Writes a segment beside the journal and puts it in its place in one step. */
function place(port: JournalPort, folder: string, name: string, parts: readonly Uint8Array[]): void {
  const repaired = `${folder}/${freeName(port, folder, `repair-${name}`)}`;
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
  port.rename(repaired, `${folder}/${name}`);
  port.syncFolder(folder);
}
