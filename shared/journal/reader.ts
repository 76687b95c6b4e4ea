import { err, ok, type Result } from '../errors/result.ts';
import type { StorageError } from '../errors/storage-error.ts';
import { SegmentCursor } from './cursor.ts';
import { CHAIN_BYTES, type Frame } from './frame.ts';
import type { JournalFile, JournalPort } from './port.ts';
import { FIRST_CHAIN, readFully, type Segment, withFile } from './segments.ts';
import { corrupt, storageErrorOf } from './storage-fault.ts';

/** How much one read may answer; a read answers at least one frame when there is one. */
export interface ReadLimits {
  readonly bytes: number;
  readonly frames: number;
}

/** The part of the journal that may be read: its segments, and how many bytes of the last one count. */
export interface ReadableRange {
  readonly segments: readonly Segment[];
  readonly length: number;
  readonly head: number;
}

interface Mark {
  readonly number: number;
  readonly offset: number;
}

const MARK_EVERY_BYTES = 256 * 1024;

/**
 * Reads frames by number. Reading on where the last read ended costs nothing but the frames; anywhere else a segment is
 * entered at the nearest place noted before, so that at most a segment's headers are passed over once.
 */
export class FrameReader {
  readonly #port: JournalPort;
  readonly #folder: string;
  /** Places noted in each segment, by the segment's first number: the offset of the frame after `number`. */
  readonly #marks = new Map<number, Mark[]>();
  #open: { readonly file: JournalFile; readonly cursor: SegmentCursor; readonly segment: Segment } | null =
    null;

  constructor(port: JournalPort, folder: string) {
    this.#port = port;
    this.#folder = folder;
  }

  /** Frames from `number` on, every one checked against its chain; none beyond the head. */
  read(range: ReadableRange, number: number, limits: ReadLimits): Result<readonly Frame[], StorageError> {
    const frames: Frame[] = [];
    let bytes = 0;
    let next = Math.max(1, number);
    try {
      while (
        next <= range.head &&
        frames.length < limits.frames &&
        (bytes < limits.bytes || frames.length === 0)
      ) {
        const { cursor, segment } = this.#enter(range, next);
        const step = cursor.next();
        if (step === null) {
          // A segment's bytes ended before the frames that its successor's name promises.
          this.close();
          return err(
            corrupt({ segment: segment.name, offset: cursor.offset, number: next, problem: 'cut-short' }),
          );
        }
        if ('fault' in step) {
          this.close();
          return err(corrupt(step.fault));
        }
        frames.push(step.frame);
        bytes += step.frame.payload.length;
        next += 1;
        this.#note(segment, cursor);
        if (cursor.sealed) this.close();
      }
      return ok(frames);
    } catch (thrown) {
      this.close();
      return err(storageErrorOf(thrown, 'read'));
    }
  }

  /** Lets go of the file that is held open between reads. */
  close(): void {
    this.#open?.file.close();
    this.#open = null;
  }

  /** A cursor whose next frame is `number`. */
  #enter(
    range: ReadableRange,
    number: number,
  ): { readonly cursor: SegmentCursor; readonly segment: Segment } {
    if (this.#open !== null && this.#open.cursor.number === number - 1 && !this.#open.cursor.ended)
      return this.#open;
    this.close();
    const index = range.segments.findLastIndex((segment) => segment.first <= number);
    const segment = range.segments[index] as Segment;
    const file = this.#port.open(`${this.#folder}/${segment.name}`, 'read');
    const end = index === range.segments.length - 1 ? range.length : file.size();
    const mark = this.#marks.get(segment.first)?.findLast((candidate) => candidate.number < number);
    const start = mark ?? { number: segment.first - 1, offset: 0 };
    const chain = this.#chainBefore(range, index, file, start.offset);
    const cursor = new SegmentCursor(this.#port, file, segment, { ...start, chain }, end);
    this.#open = { file, cursor, segment };
    while (cursor.number < number - 1) {
      const step = cursor.next(false);
      if (step === null || 'fault' in step) break;
      this.#note(segment, cursor);
    }
    return this.#open;
  }

  /** The chain stored before an offset; a wrong one shows at once, as the next frame's chain does not fit. */
  #chainBefore(range: ReadableRange, index: number, file: JournalFile, offset: number): Uint8Array {
    const chain = new Uint8Array(CHAIN_BYTES);
    if (offset > 0) {
      readFully(file, chain, offset - CHAIN_BYTES);
      return chain;
    }
    const previous = range.segments[index - 1];
    if (previous === undefined) return FIRST_CHAIN;
    return withFile(this.#port, `${this.#folder}/${previous.name}`, 'read', (earlier) => {
      readFully(earlier, chain, earlier.size() - CHAIN_BYTES);
      return chain;
    });
  }

  #note(segment: Segment, cursor: SegmentCursor): void {
    const marks = this.#marks.get(segment.first) ?? [];
    if (cursor.offset - (marks.at(-1)?.offset ?? 0) < MARK_EVERY_BYTES) return;
    marks.push({ number: cursor.number, offset: cursor.offset });
    this.#marks.set(segment.first, marks);
  }
}
