import { err, ok, type Result } from '../errors/result.ts';
import type { FrameFault, StorageError } from '../errors/storage-error.ts';
import { type CursorStart, SegmentCursor } from './cursor.ts';
import { FRAME_KIND, type Frame, frameBytes, HEADER_BYTES, readHeader } from './frame.ts';
import { decodeOwn, textField } from './own-payload.ts';
import type { JournalPort } from './port.ts';
import {
  FIRST_CHAIN,
  JOURNAL_FOLDER,
  listSegments,
  readFully,
  readSeal,
  type Segment,
  withFile,
} from './segments.ts';
import { storageErrorOf } from './storage-fault.ts';

/** Who the journal is and how far it goes. */
export interface JournalHead {
  readonly journalId: string;
  readonly incarnation: string;
  /** The number and chain of the last frame. */
  readonly number: number;
  readonly chain: Uint8Array;
  readonly segments: number;
  readonly bytes: number;
}

/** A bad end of the last segment: its first bad frame, and how many bytes there are from it on. */
export interface BadTail extends FrameFault {
  readonly bytes: number;
  /** A header of an append after the bad frame's own stands behind it: the bad frame had been flushed (JO5, JO8). */
  readonly laterAppend: boolean;
}

/** What the journal's end looks like, without having touched it (BO3). */
export interface TailScan {
  readonly segments: readonly Segment[];
  /** Null when there is no sound frame at all. */
  readonly head: JournalHead | null;
  /** The last segment: where its walk starts, the length of its sound part, whether a seal ends that part. */
  readonly end: {
    readonly segment: Segment;
    readonly start: CursorStart;
    readonly length: number;
    readonly sealed: boolean;
  } | null;
  readonly tail: BadTail | null;
  /** Damage that cannot be a torn tail: an earlier segment or its seal is missing or broken. */
  readonly broken: FrameFault | null;
}

/** The identity fields that `open` and `seal` frames carry. */
export interface Identity {
  readonly journalId: string;
  readonly incarnation: string;
}

/** The journal's identity after `frame`: an `open` frame sets it, every other leaves it. */
export function identityAfter(frame: Frame, before: Identity): Identity {
  return frame.kind === FRAME_KIND.open ? identityIn(frame.payload) : before;
}

function identityIn(payload: Uint8Array): Identity {
  const fields = decodeOwn(payload);
  return { journalId: textField(fields, 'journalId'), incarnation: textField(fields, 'incarnation') };
}

/**
 * Reads the last segment whole and the seals of all earlier ones, and changes nothing (BO3). What to do about it is
 * `decideRecovery`'s to say.
 */
export function scanTail(port: JournalPort, folder: string = JOURNAL_FOLDER): Result<TailScan, StorageError> {
  try {
    const segments = listSegments(port, folder);
    const last = segments.at(-1);
    if (last === undefined) return ok({ segments, head: null, end: null, tail: null, broken: null });
    const before = walkSeals(port, folder, segments);
    if ('problem' in before) return ok({ segments, head: null, end: null, tail: null, broken: before });
    return ok(scanLast(port, folder, segments, last, before));
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'scan'));
  }
}

interface Before {
  readonly identity: Identity;
  readonly chain: Uint8Array;
  readonly bytes: number;
}

function walkSeals(port: JournalPort, folder: string, segments: readonly Segment[]): Before | FrameFault {
  const first = segments[0] as Segment;
  if (first.first !== 1) return { segment: first.name, offset: 0, number: 1, problem: 'segment-missing' };
  let before: Before = { identity: { journalId: '', incarnation: '' }, chain: FIRST_CHAIN, bytes: 0 };
  for (const [index, next] of segments.slice(1).entries()) {
    const seal = readSeal(port, folder, segments[index] as Segment, next);
    if ('problem' in seal) return seal;
    before = { identity: identityIn(seal.payload), chain: seal.chain, bytes: before.bytes + seal.bytes };
  }
  return before;
}

function scanLast(
  port: JournalPort,
  folder: string,
  segments: readonly Segment[],
  segment: Segment,
  before: Before,
): TailScan {
  return withFile(port, `${folder}/${segment.name}`, 'read', (file) => {
    const size = file.size();
    const start = { offset: 0, number: segment.first - 1, chain: before.chain };
    const cursor = new SegmentCursor(port, file, segment, start, size);
    let identity = before.identity;
    let step = cursor.next();
    if (step !== null && 'frame' in step && step.frame.number === 1 && step.frame.kind !== FRAME_KIND.open) {
      const broken: FrameFault = { segment: segment.name, offset: 0, number: 1, problem: 'open-missing' };
      return { segments, head: null, end: null, tail: null, broken };
    }
    while (step !== null && 'frame' in step) {
      identity = identityAfter(step.frame, identity);
      step = cursor.next();
    }
    const head: JournalHead = {
      ...identity,
      number: cursor.number,
      chain: cursor.chain,
      segments: segments.length,
      bytes: before.bytes + cursor.offset,
    };
    let tail: BadTail | null = null;
    if (step !== null) {
      const rest = new Uint8Array(size - cursor.offset);
      readFully(file, rest, cursor.offset);
      tail = {
        ...step.fault,
        bytes: rest.length,
        laterAppend: hasLaterAppend(port, rest, step.fault.number),
      };
    }
    const end = { segment, start, length: cursor.offset, sealed: cursor.sealed };
    return { segments, head: cursor.number === 0 ? null : head, end, tail, broken: null };
  });
}

/**
 * Whether the bytes from the first bad frame on hold a header that belongs to a later append than frame `number` does.
 * An append starts only after the one before it was flushed, so such a header proves that the bad frame was once whole.
 * Frames of the same append prove nothing: a disk may write the end of an unfinished append before its beginning.
 */
function hasLaterAppend(port: JournalPort, rest: Uint8Array, number: number): boolean {
  let at = 0;
  while (at + HEADER_BYTES <= rest.length) {
    const header = readHeader(port, rest, at);
    if (header !== null && header.number - header.place > number) return true;
    // What is inside a frame of the bad append is payload, which may look like anything.
    at += header === null ? 8 : frameBytes(header.length);
  }
  return false;
}
