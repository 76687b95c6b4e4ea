import { describe, expect, it } from 'vitest';
import type { FaultPort } from '../../test/crash/fault-port.ts';
import {
  extend,
  FIRST_SEGMENT,
  flip,
  frame,
  rewriteHeader,
  text,
  written,
} from '../../test/crash/test-journal.ts';
import { type CursorStep, SegmentCursor } from './cursor.ts';
import { encodeFrames, FRAME_KIND, frameBytes, MAX_PAYLOAD_BYTES } from './frame.ts';
import { FIRST_CHAIN } from './segments.ts';

const SEGMENT = { name: 'seg-0000000000000001.cfj', first: 1 };

function cursorOver(port: FaultPort, end?: number): SegmentCursor {
  const start = { offset: 0, number: 0, chain: FIRST_CHAIN };
  const file = port.open(FIRST_SEGMENT);
  return new SegmentCursor(port, file, SEGMENT, start, end ?? file.size());
}

/** Walks to the end or the first fault; answers the texts of the frames after the first, and the last step. */
function walk(
  cursor: SegmentCursor,
  check = true,
): { readonly texts: readonly string[]; readonly last: CursorStep } {
  const texts: string[] = [];
  for (;;) {
    const step = cursor.next(check);
    if (step === null || 'fault' in step) return { texts: texts.slice(1), last: step };
    texts.push(text(step.frame.payload));
  }
}

/** Offset of the frame after the opening one and these texts. */
function offsetAfter(port: FaultPort, ...texts: readonly string[]): number {
  const cursor = cursorOver(port);
  cursor.next();
  return texts.reduce((sum, each) => sum + frameBytes(each.length), cursor.offset);
}

describe('walking a segment', () => {
  it('hands out every frame in order', () => {
    const port = written([['one', 'two'], ['three']]);
    const cursor = cursorOver(port);
    expect(walk(cursor)).toEqual({ texts: ['one', 'two', 'three'], last: null });
    expect(cursor.number).toBe(4);
    expect(cursor.ended).toBe(true);
  });

  it('walks frames larger than a block', () => {
    const large = 'x'.repeat(MAX_PAYLOAD_BYTES);
    const port = written([
      ['a', large, 'b'],
      [large, 'c'],
    ]);
    expect(walk(cursorOver(port)).texts.map((each) => each.length)).toEqual([
      1,
      large.length,
      1,
      large.length,
      1,
    ]);
  });

  it('leaves handed out payloads as they are when it reads on', () => {
    const texts = Array.from({ length: 60 }, (_, index) => String(index).repeat(30_000));
    const port = written([texts]);
    const cursor = cursorOver(port);
    const payloads: Uint8Array[] = [];
    for (let step = cursor.next(); step !== null && 'frame' in step; step = cursor.next())
      payloads.push(step.frame.payload);
    expect(payloads.slice(1).map(text)).toEqual(texts);
  });

  it('stops where the caller says that the bytes end', () => {
    const port = written([['one', 'two']]);
    expect(walk(cursorOver(port, offsetAfter(port, 'one')))).toEqual({ texts: ['one'], last: null });
  });

  it('JO3: names the frame with a flipped payload bit', () => {
    const port = written([['one', 'two', 'three']]);
    flip(port, FIRST_SEGMENT, offsetAfter(port, 'one') + 32);
    expect(walk(cursorOver(port))).toMatchObject({
      texts: ['one'],
      last: {
        fault: { number: 3, problem: 'chain', segment: SEGMENT.name, offset: offsetAfter(port, 'one') },
      },
    });
  });

  it('JO3: names the frame with a flipped chain bit', () => {
    const port = written([['one']]);
    flip(port, FIRST_SEGMENT, -1);
    expect(walk(cursorOver(port)).last).toMatchObject({ fault: { number: 2, problem: 'chain' } });
  });

  it('JO3: finds a flipped padding bit', () => {
    const port = written([['one']]);
    flip(port, FIRST_SEGMENT, -33);
    expect(walk(cursorOver(port)).last).toMatchObject({ fault: { number: 2, problem: 'padding' } });
  });

  it('JO3: finds a flipped header bit', () => {
    const port = written([['one']]);
    flip(port, FIRST_SEGMENT, offsetAfter(port) + 9);
    expect(walk(cursorOver(port)).last).toMatchObject({ fault: { number: 2, problem: 'header' } });
  });

  it('JO8: finds a frame that ends too early', () => {
    const port = written([['one', 'two']]);
    const end = offsetAfter(port, 'one');
    expect(walk(cursorOver(port, end + 40)).last).toMatchObject({
      fault: { number: 3, problem: 'cut-short' },
    });
    expect(walk(cursorOver(port, end + 8)).last).toMatchObject({
      fault: { number: 3, problem: 'cut-short' },
    });
  });

  it('JO8: finds a file that ends before its length', () => {
    const port = written([['one']]);
    const end = offsetAfter(port, 'one');
    expect(walk(cursorOver(port, end + 4096)).last).toMatchObject({
      fault: { number: 3, problem: 'cut-short' },
    });
  });

  it('JO3: refuses a frame whose number leaves a gap', () => {
    const port = written([['one']]);
    extend(port, FIRST_SEGMENT, encodeFrames(port, { number: 7, chain: FIRST_CHAIN }, [frame('late')]).bytes);
    expect(walk(cursorOver(port)).last).toMatchObject({ fault: { number: 3, problem: 'number' } });
  });

  it('JO3: refuses a length beyond the limit even with a right check', () => {
    const port = written([['one']]);
    rewriteHeader(port.bytesOf(FIRST_SEGMENT), offsetAfter(port), (view) =>
      view.setUint32(16, MAX_PAYLOAD_BYTES + 1, true),
    );
    expect(walk(cursorOver(port)).last).toMatchObject({ fault: { number: 2, problem: 'header' } });
  });

  it('EV7: tells a frame of a newer program apart', () => {
    const port = written([['one']]);
    rewriteHeader(port.bytesOf(FIRST_SEGMENT), offsetAfter(port), (view) => view.setUint16(6, 2, true));
    expect(walk(cursorOver(port)).last).toMatchObject({ fault: { number: 2, problem: 'newer-format' } });
  });

  it('JO2: lets nothing follow a seal', () => {
    const port = written([['a']]);
    const cursor = cursorOver(port);
    walk(cursor);
    const previous = { number: 2, chain: cursor.chain };
    const { bytes } = encodeFrames(port, previous, [frame('end', FRAME_KIND.seal), frame('more')]);
    extend(port, FIRST_SEGMENT, bytes);
    const again = cursorOver(port);
    expect(walk(again)).toMatchObject({
      texts: ['a', 'end'],
      last: { fault: { number: 4, problem: 'after-seal' } },
    });
    expect(again.sealed).toBe(true);
  });

  it('passes over frames without their chain when it is told so, but never without their header', () => {
    const port = written([['one', 'two']]);
    flip(port, FIRST_SEGMENT, offsetAfter(port) + 32);
    expect(walk(cursorOver(port), false).last).toBeNull();
    flip(port, FIRST_SEGMENT, offsetAfter(port));
    expect(walk(cursorOver(port), false).last).toMatchObject({ fault: { problem: 'header' } });
  });
});
