import { describe, expect, it } from 'vitest';
import { FRAME_KIND, type Frame, type NewFrame } from '../../shared/journal/frame.ts';
import { framesOf, RecordReader } from './record-frames.ts';
import type { ServerRecord } from './records.ts';

const placed = (sequence: number) => ({
  sequence,
  received: 1,
  epoch: 0,
  chain: 'aa',
  hash: 'bb',
  id: `id-${sequence}`,
  device: 'd',
  deviceSequence: sequence,
  envelope: Uint8Array.of(sequence, 0, 255),
  body: Uint8Array.of(9, sequence),
});
const signature = { device: 'd', sequence: 2, hash: 'bb', signature: 'cc' };
const commits: ServerRecord = {
  kind: 'commits',
  company: 'c',
  commits: [placed(1), placed(2)],
  signatures: [signature],
};
const held: ServerRecord = {
  kind: 'held',
  company: 'c',
  device: 'd',
  commits: [{ sequence: 3, hash: 'dd', envelope: Uint8Array.of(1), body: new Uint8Array() }],
  signature,
};
const epoch: ServerRecord = { kind: 'epoch', company: 'c', epoch: 'e' };

const asFrames = (frames: readonly NewFrame[]): readonly Frame[] =>
  frames.map((frame, index) => ({ ...frame, number: index + 1, chain: new Uint8Array(32) }));
const read = (frames: readonly NewFrame[]): readonly ServerRecord[] => {
  const reader = new RecordReader();
  return asFrames(frames).flatMap((frame) => reader.take(frame));
};

describe('records as frames', () => {
  it('are read as they were written, one frame a commit', () => {
    const frames = framesOf([commits, held, epoch]);
    expect(frames.length).toBe(3 + 2 + 1);
    expect(read(frames)).toEqual([commits, held, epoch]);
  });

  it('SV3: a transaction counts only as a whole, wherever it was torn', () => {
    const frames = framesOf([commits, epoch]);
    for (let length = 0; length < frames.length; length += 1) {
      expect(read(frames.slice(0, length))).toEqual([]);
      expect(read([...frames.slice(0, length), ...framesOf([held])])).toEqual([held]);
    }
  });

  it('a transaction whose beginning is gone counts for nothing', () => {
    const frames = framesOf([commits, epoch]);
    for (let from = 1; from < frames.length; from += 1) {
      expect(read([...frames.slice(from), ...framesOf([epoch])])).toEqual([epoch]);
    }
  });

  it("passes over the journal's own frames", () => {
    const own = { kind: FRAME_KIND.seal, payload: new Uint8Array(8) };
    const [first, ...rest] = framesOf([commits]);
    expect(read([own, first!, own, ...rest])).toEqual([commits]);
  });
});
