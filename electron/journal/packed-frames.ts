import type { Frame, FrameKind, NewFrame } from '../../shared/journal/frame.ts';

/**
 * Frames in a few buffers of their own that move between threads without being copied. (A message with views of a big
 * block would copy the whole block for every view.)
 */
export interface PackedFrames {
  readonly first: number;
  readonly kinds: Uint8Array<ArrayBuffer>;
  readonly lengths: Uint32Array<ArrayBuffer>;
  readonly payloads: Uint8Array<ArrayBuffer>;
  /** 32 bytes a frame; none for frames that are still to be appended. */
  readonly chains: Uint8Array<ArrayBuffer>;
}

const CHAIN_BYTES = 32;

/** Packs frames; those of a journal must be without gaps. */
export function packFrames(frames: readonly (Frame | NewFrame)[]): PackedFrames {
  const first = frames[0];
  const payloads = new Uint8Array(frames.reduce((sum, frame) => sum + frame.payload.length, 0));
  const chains = new Uint8Array(first !== undefined && 'chain' in first ? frames.length * CHAIN_BYTES : 0);
  let at = 0;
  for (const [index, frame] of frames.entries()) {
    payloads.set(frame.payload, at);
    at += frame.payload.length;
    if ('chain' in frame) chains.set(frame.chain, index * CHAIN_BYTES);
  }
  return {
    first: first !== undefined && 'number' in first ? first.number : 0,
    kinds: Uint8Array.from(frames, (frame) => frame.kind),
    lengths: Uint32Array.from(frames, (frame) => frame.payload.length),
    payloads,
    chains,
  };
}

/** The frames again, as views of the packed buffers. */
export function unpackFrames(packed: PackedFrames): readonly Frame[] {
  let at = 0;
  return Array.from(packed.kinds, (kind, index): Frame => {
    const start = at;
    at += packed.lengths[index] as number;
    return {
      kind: kind as FrameKind,
      number: packed.first + index,
      payload: packed.payloads.subarray(start, at),
      chain: packed.chains.subarray(index * CHAIN_BYTES, (index + 1) * CHAIN_BYTES),
    };
  });
}

/** The buffers to hand over with a message. */
export function buffersOf(packed: PackedFrames): readonly ArrayBuffer[] {
  return [packed.kinds.buffer, packed.lengths.buffer, packed.payloads.buffer, packed.chains.buffer];
}
