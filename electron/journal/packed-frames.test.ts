import { describe, expect, it } from 'vitest';
import { frame, framesOf, written } from '../../test/crash/test-journal.ts';
import { buffersOf, packFrames, unpackFrames } from './packed-frames.ts';

describe('packed frames', () => {
  it('unpacks what was packed', () => {
    const frames = framesOf(written([['one', ''], ['three']]));
    expect(unpackFrames(packFrames(frames))).toEqual(frames);
    expect(unpackFrames(packFrames(frames.slice(2)))).toEqual(frames.slice(2));
  });

  it('packs frames that have no number and chain yet', () => {
    const packed = packFrames([frame('one'), frame('two', 3)]);
    expect(packed).toMatchObject({ first: 0, chains: new Uint8Array(0) });
    expect(unpackFrames(packed)).toMatchObject([frame('one'), frame('two', 3)]);
  });

  it('packs nothing', () => {
    expect(unpackFrames(packFrames([]))).toEqual([]);
  });

  it('has buffers of its own, which can be handed over', () => {
    const block = new Uint8Array(1_000_000);
    const packed = packFrames([{ kind: 2, payload: block.subarray(10, 20) }]);
    expect(buffersOf(packed).reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(100);
    const moved = structuredClone(packed, { transfer: [...buffersOf(packed)] });
    expect(moved.payloads).toHaveLength(10);
    expect(packed.payloads).toHaveLength(0);
  });
});
