import { describe, expect, it } from 'vitest';
import { frame, memoryPort } from '../../test/crash/test-journal.ts';
import {
  chainAt,
  encodeFrames,
  FRAME_KIND,
  frameBytes,
  HEADER_BYTES,
  isNewerFormat,
  paddingBytes,
  readHeader,
  sameChain,
} from './frame.ts';
import { FIRST_CHAIN } from './segments.ts';

const START = { number: 0, chain: FIRST_CHAIN };

function encodedOne(): { readonly port: ReturnType<typeof memoryPort>; readonly bytes: Uint8Array } {
  const port = memoryPort();
  return { port, bytes: encodeFrames(port, { number: 41, chain: FIRST_CHAIN }, [frame('hello')]).bytes };
}

describe('frame', () => {
  it('JO3: starts every frame at a multiple of eight', () => {
    for (let length = 0; length < 40; length += 1) {
      expect(frameBytes(length) % 8).toBe(0);
      expect((length + paddingBytes(length)) % 8).toBe(0);
      expect(paddingBytes(length)).toBeLessThan(8);
    }
  });

  it('JO3: reads back the header that it wrote', () => {
    const { port, bytes } = encodedOne();
    expect(readHeader(port, bytes, 0)).toEqual({
      kind: FRAME_KIND.ownCommit,
      flags: 0,
      schema: 1,
      number: 42,
      length: 5,
      place: 0,
    });
  });

  it('JO3: writes little endian with the magic first', () => {
    const { bytes } = encodedOne();
    expect([...bytes.subarray(0, 4)]).toEqual([0x43, 0x46, 0x4a, 0x31]);
    expect([...bytes.subarray(8, 20)]).toEqual([42, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0]);
  });

  it('JO3: believes no header with a flipped bit', () => {
    const { port, bytes } = encodedOne();
    for (let bit = 0; bit < HEADER_BYTES * 8; bit += 1) {
      const damaged = bytes.slice();
      damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(readHeader(port, damaged, 0)).toBeNull();
    }
  });

  it('JO3: keeps numbers beyond 32 bits', () => {
    const port = memoryPort();
    const number = 2 ** 40 + 5;
    const { bytes, frames } = encodeFrames(port, { number, chain: FIRST_CHAIN }, [frame('a')]);
    expect(readHeader(port, bytes, 0)?.number).toBe(number + 1);
    expect(frames[0]?.number).toBe(number + 1);
  });

  it('JO3: chains SHA-256 over previous chain, header and payload', () => {
    const port = memoryPort();
    const { bytes, frames } = encodeFrames(port, START, [frame('one'), frame('two')]);
    const second = frameBytes(3);
    const header = bytes.slice(second, second + HEADER_BYTES).fill(0, 20);
    const hashed = new Uint8Array([
      ...(frames[0]?.chain ?? []),
      ...header,
      ...new TextEncoder().encode('two'),
    ]);
    expect(frames[1]?.chain).toEqual(new Uint8Array(port.sha256(hashed)));
  });

  it('BO3: gives the same chain whichever appends the frames were written in', () => {
    const port = memoryPort();
    const together = encodeFrames(port, START, [frame('one'), frame('two')]).frames;
    const first = encodeFrames(port, START, [frame('one')]).frames;
    const then = encodeFrames(port, first[0] ?? START, [frame('two')]).frames;
    expect([...(then[0]?.chain ?? [])]).toEqual([...(together[1]?.chain ?? [])]);
  });

  it('JO8: counts the place of a frame within its append', () => {
    const port = memoryPort();
    const { bytes } = encodeFrames(port, START, [frame('one'), frame('two')]);
    expect(readHeader(port, bytes, 0)?.place).toBe(0);
    expect(readHeader(port, bytes, frameBytes(3))?.place).toBe(1);
  });

  it('leaves the bytes as they were when it computes a chain', () => {
    const port = memoryPort();
    const bytes = new Uint8Array([...FIRST_CHAIN, ...encodeFrames(port, START, [frame('one')]).bytes]);
    const before = bytes.slice();
    chainAt(port, bytes, 32, 3);
    expect(bytes).toEqual(before);
  });

  it('encodes no frames to no bytes', () => {
    expect(encodeFrames(memoryPort(), START, [])).toEqual({ bytes: new Uint8Array(0), frames: [] });
  });

  it('EV7: tells a header of a newer program', () => {
    const header = { kind: 2, flags: 0, schema: 1, number: 1, length: 0, place: 0 };
    expect(isNewerFormat(header)).toBe(false);
    expect(isNewerFormat({ ...header, schema: 2 })).toBe(true);
    expect(isNewerFormat({ ...header, flags: 1 })).toBe(true);
    expect(isNewerFormat({ ...header, kind: 0 })).toBe(true);
    expect(isNewerFormat({ ...header, kind: 9 })).toBe(true);
  });

  it('compares chains by content', () => {
    expect(sameChain(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(sameChain(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(sameChain(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
  });
});
