import { err, ok, type Result } from '../errors/result.ts';
import type { StorageError } from '../errors/storage-error.ts';
import { SegmentCursor } from './cursor.ts';
import {
  encodeFrames,
  FRAME_KIND,
  type Frame,
  frameBytes,
  MAX_PAYLOAD_BYTES,
  type NewFrame,
  sameChain,
} from './frame.ts';
import { encodeOwn, SEAL_PAYLOAD_BYTES } from './own-payload.ts';
import type { JournalFile, JournalPort } from './port.ts';
import { FrameReader, type ReadLimits } from './reader.ts';
import { type Identity, identityAfter, type JournalHead } from './scan.ts';
import { type Segment, segmentName, splitAfterSeals, writeFully } from './segments.ts';
import { codeOf, storageErrorOf } from './storage-fault.ts';

/** What an append did. `frames` are all frames new since the last answer, so also a seal that went before. */
export interface Appended {
  readonly first: number;
  readonly last: number;
  readonly chain: Uint8Array;
  readonly frames: readonly Frame[];
}

/** Where a journal stands when it is taken over for writing. */
export interface JournalPosition {
  readonly identity: Identity;
  readonly segments: readonly Segment[];
  /** The last segment's start (number and chain before it), its length, whether a seal ends it. */
  readonly base: { readonly number: number; readonly chain: Uint8Array };
  readonly number: number;
  readonly chain: Uint8Array;
  readonly length: number;
  readonly sealed: boolean;
  /** Bytes of all earlier segments. */
  readonly earlierBytes: number;
}

const SEAL_BYTES = frameBytes(SEAL_PAYLOAD_BYTES);

/**
 * A journal that is open for writing (JO5, JO6, JO7). There is one for a company, made by `openJournal`; all calls are
 * synchronous and belong into one thread. `chain` fields that it hands out are the caller's to keep.
 */
export class Journal {
  readonly #port: JournalPort;
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #reader: FrameReader;
  #at: JournalPosition;
  #file: JournalFile | null = null;
  #state: StorageError | null = null;
  /** Frames on disk that no answer has named yet. */
  #unreported: Frame[] = [];

  constructor(port: JournalPort, folder: string, segmentBytes: number, position: JournalPosition) {
    this.#port = port;
    this.#folder = folder;
    this.#segmentBytes = segmentBytes;
    this.#at = position;
    this.#reader = new FrameReader(port, folder);
  }

  get head(): JournalHead {
    const { identity, number, chain, segments, earlierBytes, length } = this.#at;
    return {
      ...identity,
      number,
      chain: chain.slice(),
      segments: segments.length,
      bytes: earlierBytes + length,
    };
  }

  /**
   * Writes the frames in one stretch, flushes once and answers; before that nobody may be told "saved" (JO5). On
   * `disk-full`, `read-only` and `io` nothing was appended (JO7); after `poisoned` that is not known, and every later
   * append is refused until the journal has been scanned and opened again (JO6).
   */
  append(frames: readonly NewFrame[]): Result<Appended, StorageError> {
    const refused = this.#state ?? tooLarge(frames);
    if (refused !== null) return err(refused);
    const bytes = frames.reduce((sum, frame) => sum + frameBytes(frame.payload.length), 0);
    const { length, sealed } = this.#at;
    if (!sealed && length > 0 && length + bytes + SEAL_BYTES > this.#segmentBytes) {
      const failed = this.#write([this.#seal()]);
      if (failed !== null) return err(failed);
    }
    const failed = this.#write(frames);
    return failed === null ? ok(this.#report()) : err(failed);
  }

  /**
   * Writes frames that the books or the server hold back into a journal that ends before them (BO3). Numbers and chains
   * must continue this journal's; otherwise nothing is written and the answer is `not-continuing`: a fork.
   */
  appendExisting(frames: readonly Frame[]): Result<Appended, StorageError> {
    const refused = this.#state ?? tooLarge(frames);
    if (refused !== null) return err(refused);
    const encoded = encodeFrames(this.#port, this.#at, frames);
    for (const [index, frame] of frames.entries()) {
      const own = encoded.frames[index] as Frame;
      if (frame.number !== own.number || !sameChain(frame.chain, own.chain)) {
        return err({ kind: 'storage', reason: 'not-continuing', number: frame.number });
      }
    }
    for (const run of splitAfterSeals(frames)) {
      const failed = this.#write(run);
      if (failed !== null) return err(failed);
    }
    return ok(this.#report());
  }

  /** Acknowledged frames from `number` on, within the limits, each checked (see `FrameReader`). */
  readFrom(number: number, limits: ReadLimits): Result<readonly Frame[], StorageError> {
    const { segments, length, number: head } = this.#at;
    return this.#reader.read({ segments, length, head }, number, limits);
  }

  /** The name of the segment that is being written. */
  get lastSegment(): string | undefined {
    return this.#at.segments.at(-1)?.name;
  }

  /** Lets go of files that reading holds open, so that an earlier segment can be replaced. */
  releaseReader(): void {
    this.#reader.close();
  }

  /** Closes the files; later appends are refused. */
  close(): void {
    this.#reader.close();
    this.#closeFile();
    this.#state = { kind: 'storage', reason: 'closed' };
  }

  #report(): Appended {
    const frames = this.#unreported;
    this.#unreported = [];
    const { number, chain } = this.#at;
    return { first: frames[0]?.number ?? number + 1, last: number, chain: chain.slice(), frames };
  }

  #seal(): NewFrame {
    const { identity, number } = this.#at;
    return { kind: FRAME_KIND.seal, payload: encodeOwn({ ...identity, seals: number }, SEAL_PAYLOAD_BYTES) };
  }

  /** Writes frames into one segment and flushes; they count once that worked. */
  #write(frames: readonly NewFrame[]): StorageError | null {
    if (frames.length === 0) return null;
    const encoded = encodeFrames(this.#port, this.#at, frames);
    let file: JournalFile;
    try {
      file = this.#openFile();
    } catch (thrown) {
      // Not a byte was written: what is there is as it was, and the next append may find the cause gone.
      return storageErrorOf(thrown, 'append');
    }
    try {
      writeFully(file, encoded.bytes, this.#at.length);
    } catch (thrown) {
      return this.#restore(thrown, 'append');
    }
    try {
      file.flush();
    } catch (thrown) {
      // JO6: what a failed flush left behind is unknown, and a second flush of the same handle would lie.
      const failed = this.#restore(thrown, 'flush', encoded.bytes);
      if (failed !== null) return failed;
    }
    this.#accept(encoded.frames, encoded.bytes.length);
    return null;
  }

  #accept(frames: readonly Frame[], bytes: number): void {
    const last = frames.at(-1) as Frame;
    this.#at = {
      ...this.#at,
      identity: frames.reduce((identity, frame) => identityAfter(frame, identity), this.#at.identity),
      number: last.number,
      chain: last.chain.slice(),
      length: this.#at.length + bytes,
      sealed: last.kind === FRAME_KIND.seal,
    };
    this.#unreported.push(...frames);
  }

  /** The last segment, or a new one when that is sealed. */
  #openFile(): JournalFile {
    const { sealed, segments, number, chain, earlierBytes, length } = this.#at;
    if (sealed) {
      const segment = { name: segmentName(number + 1), first: number + 1 };
      const created = this.#port.create(`${this.#folder}/${segment.name}`);
      this.#closeFile();
      this.#file = created;
      this.#at = {
        ...this.#at,
        segments: [...segments, segment],
        base: { number, chain },
        earlierBytes: earlierBytes + length,
        length: 0,
        sealed: false,
      };
    }
    this.#file ??= this.#port.open(`${this.#folder}/${(segments.at(-1) as Segment).name}`, 'write');
    // A flushed file is no use after a power cut if its name is gone (JO2).
    if (this.#at.length === 0) this.#port.syncFolder(this.#folder);
    return this.#file;
  }

  /**
   * After a failed write or flush: opens the segment anew, verifies from disk what was acknowledged, cuts back to it and
   * flushes; then, after a failed flush, writes the unacknowledged bytes once more. Null when those are safe after all.
   */
  #restore(thrown: unknown, operation: string, bytes?: Uint8Array): StorageError | null {
    if (bytes !== undefined) {
      try {
        const file = this.#reopen();
        writeFully(file, bytes, this.#at.length);
        file.flush();
        return null;
      } catch {
        // The first cause is the one to tell.
      }
    }
    try {
      this.#reopen();
      return storageErrorOf(thrown, operation);
    } catch {
      this.#closeFile();
      this.#state = { kind: 'storage', reason: 'poisoned', code: codeOf(thrown) };
      return this.#state;
    }
  }

  #reopen(): JournalFile {
    const { segments, base, number, chain, length } = this.#at;
    const segment = segments.at(-1) as Segment;
    this.#closeFile();
    const file = this.#port.open(`${this.#folder}/${segment.name}`, 'write');
    this.#file = file;
    const cursor = new SegmentCursor(this.#port, file, segment, { offset: 0, ...base }, length);
    let step = cursor.next();
    while (step !== null && 'frame' in step) step = cursor.next();
    if (cursor.number !== number || !sameChain(cursor.chain, chain))
      throw new Error('acknowledged frames are damaged');
    file.truncate(length);
    file.flush();
    return file;
  }

  #closeFile(): void {
    const file = this.#file;
    this.#file = null;
    try {
      file?.close();
    } catch {
      // The handle is given up either way; whatever it lost shows when the segment is verified.
    }
  }
}

function tooLarge(frames: readonly NewFrame[]): StorageError | null {
  const large = frames.find((frame) => frame.payload.length > MAX_PAYLOAD_BYTES);
  if (large === undefined) return null;
  return { kind: 'storage', reason: 'too-large', bytes: large.payload.length, limit: MAX_PAYLOAD_BYTES };
}
