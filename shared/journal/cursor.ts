import type { FrameFault } from '../errors/storage-error.ts';
import {
  CHAIN_BYTES,
  chainAt,
  FRAME_KIND,
  type Frame,
  type FrameKind,
  frameBytes,
  HEADER_BYTES,
  isNewerFormat,
  MAX_PAYLOAD_BYTES,
  readHeader,
  sameChain,
} from './frame.ts';
import type { JournalFile, JournalPort } from './port.ts';
import { readFully, type Segment } from './segments.ts';

/** A frame, or why there is none; null at the end of the segment. */
export type CursorStep = { readonly frame: Frame } | { readonly fault: FrameFault } | null;

/** Where a cursor starts: at the frame after `number`, whose chain is `chain`. */
export interface CursorStart {
  readonly offset: number;
  readonly number: number;
  readonly chain: Uint8Array;
}

const BLOCK_BYTES = 1024 * 1024;

/**
 * Walks one segment from a known frame on, in big blocks, and checks everything that JO3 makes checkable. Blocks are
 * not used twice: the payloads and chains handed out are views that stay as they are.
 */
export class SegmentCursor {
  readonly #port: JournalPort;
  readonly #file: JournalFile;
  readonly #segment: Segment;
  readonly #end: number;
  /** The block, with the previous frame's chain before the bytes that are still to be walked. */
  #block: Uint8Array;
  #at = CHAIN_BYTES;
  #filled = CHAIN_BYTES;
  #offset: number;
  #number: number;
  #sealed = false;

  /** `end`: the offset up to which the file's bytes count. */
  constructor(port: JournalPort, file: JournalFile, segment: Segment, start: CursorStart, end: number) {
    this.#port = port;
    this.#file = file;
    this.#segment = segment;
    this.#end = end;
    this.#block = start.chain;
    this.#offset = start.offset;
    this.#number = start.number;
  }

  /** Where the next frame starts. */
  get offset(): number {
    return this.#offset;
  }

  /** The number of the last frame handed out. */
  get number(): number {
    return this.#number;
  }

  /** Whether that was a seal, which ends a segment. */
  get sealed(): boolean {
    return this.#sealed;
  }

  /** Whether all bytes that count have been handed out. */
  get ended(): boolean {
    return this.#offset === this.#end;
  }

  /** The chain of the last frame handed out, as a copy. */
  get chain(): Uint8Array {
    return this.#block.slice(this.#at - CHAIN_BYTES, this.#at);
  }

  /** The next frame. `check: false` believes payloads unseen, to pass over frames quickly; headers are always checked. */
  next(check = true): CursorStep {
    if (this.ended) return null;
    if (this.#sealed) return this.#fault('after-seal');
    if (!this.#have(HEADER_BYTES)) return this.#fault('cut-short');
    const header = readHeader(this.#port, this.#block, this.#at);
    if (header === null) return this.#fault('header');
    if (isNewerFormat(header)) return this.#fault('newer-format');
    if (header.number !== this.#number + 1) return this.#fault('number');
    if (header.length > MAX_PAYLOAD_BYTES) return this.#fault('header');
    const bytes = frameBytes(header.length);
    if (!this.#have(bytes)) return this.#fault('cut-short');
    const block = this.#block;
    const payloadAt = this.#at + HEADER_BYTES;
    const end = this.#at + bytes;
    const chain = block.subarray(end - CHAIN_BYTES, end);
    if (check) {
      for (let at = payloadAt + header.length; at < end - CHAIN_BYTES; at += 1) {
        if (block[at] !== 0) return this.#fault('padding');
      }
      if (!sameChain(chain, chainAt(this.#port, block, this.#at, header.length))) return this.#fault('chain');
    }
    const kind = header.kind as FrameKind;
    this.#at = end;
    this.#offset += bytes;
    this.#number = header.number;
    this.#sealed = kind === FRAME_KIND.seal;
    return {
      frame: {
        kind,
        number: header.number,
        payload: block.subarray(payloadAt, payloadAt + header.length),
        chain,
      },
    };
  }

  #fault(problem: FrameFault['problem']): { readonly fault: FrameFault } {
    return {
      fault: { segment: this.#segment.name, offset: this.#offset, number: this.#number + 1, problem },
    };
  }

  /** Whether `bytes` more are at hand, after reading a new block when they are not. */
  #have(bytes: number): boolean {
    const rest = this.#filled - this.#at;
    if (rest >= bytes) return true;
    const left = this.#end - this.#offset;
    if (left < bytes) return false;
    const block = new Uint8Array(CHAIN_BYTES + Math.min(left, Math.max(bytes, BLOCK_BYTES)));
    block.set(this.#block.subarray(this.#at - CHAIN_BYTES, this.#filled));
    const start = CHAIN_BYTES + rest;
    this.#filled = start + readFully(this.#file, block.subarray(start), this.#offset + rest);
    this.#block = block;
    this.#at = CHAIN_BYTES;
    return this.#filled - this.#at >= bytes;
  }
}
