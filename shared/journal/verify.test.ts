import { describe, expect, it } from 'vitest';
import type { FaultPort } from '../../test/crash/fault-port.ts';
import {
  chop,
  extend,
  FIRST_SEGMENT,
  flip,
  frame,
  framesOf,
  memoryPort,
  value,
  written,
} from '../../test/crash/test-journal.ts';
import { encodeFrames, FRAME_KIND } from './frame.ts';
import { FIRST_CHAIN } from './segments.ts';
import { type VerifyOptions, type VerifyReport, verifyJournal } from './verify.ts';

const LONG = Array.from({ length: 12 }, (_, index) => [`${index}:${'x'.repeat(300)}`]);
const SEGMENT_BYTES = 1800;

function verified(port: FaultPort, options?: VerifyOptions): VerifyReport {
  return value(verifyJournal(port, options));
}

describe('verifyJournal', () => {
  it('finds nothing wrong with a sound journal', () => {
    const port = written(LONG, SEGMENT_BYTES);
    const all = framesOf(port);
    const report = verified(port);
    expect(report).toMatchObject({
      fault: null,
      head: { journalId: 'journal', incarnation: 'first', number: all.length, chain: all.at(-1)?.chain },
      segments: port.paths().length,
      bytes: port.paths().reduce((sum, path) => sum + port.bytesOf(path).length, 0),
    });
    expect(report.kinds.get(FRAME_KIND.ownCommit)).toBe(LONG.length);
    expect(report.kinds.get(FRAME_KIND.open)).toBe(1);
  });

  it('finds no journal in an empty folder', () => {
    expect(verified(memoryPort())).toMatchObject({ fault: null, segments: 0, head: { number: 0 } });
  });

  it('shows every sound frame, in order', () => {
    const port = written(LONG, SEGMENT_BYTES);
    const numbers: number[] = [];
    verified(port, { inspect: ({ number }) => numbers.push(number) });
    expect(numbers).toEqual(framesOf(port).map(({ number }) => number));
  });

  it('tells how far it is', () => {
    const port = written(LONG, SEGMENT_BYTES);
    const told: number[] = [];
    const { bytes } = verified(port, { onProgress: (done) => told.push(done) });
    expect(told).toHaveLength(port.paths().length);
    expect(told.at(-1)).toBe(bytes);
  });

  it('stops at the frame that it was told', () => {
    const port = written(LONG, SEGMENT_BYTES);
    chop(port, port.paths().at(-1) as string, 3);
    expect(verified(port, { upTo: 4 })).toMatchObject({ fault: null, head: { number: 4 } });
    expect(verified(port).fault).not.toBeNull();
  });

  it('JO3: names segment, offset and number of the first bad frame, and stops there', () => {
    const port = written([['one'], ['two'], ['three']]);
    const opening = framesOf(port)[0]?.payload.length ?? 0;
    flip(port, FIRST_SEGMENT, 64 + opening + (-opening & 7) + 33);
    const told: number[] = [];
    expect(verified(port, { onProgress: (done) => told.push(done) })).toMatchObject({
      fault: {
        segment: 'seg-0000000000000001.cfj',
        offset: 64 + opening + (-opening & 7),
        number: 2,
        problem: 'chain',
      },
      head: { number: 1 },
    });
    expect(told).toEqual([]);
  });

  it('finds a segment that is missing', () => {
    const port = written(LONG, SEGMENT_BYTES);
    port.rename(port.paths()[1] as string, 'elsewhere');
    expect(verified(port).fault).toMatchObject({ problem: 'segment-missing' });
  });

  it('finds that the first segment is missing', () => {
    const port = written(LONG, SEGMENT_BYTES);
    port.rename(FIRST_SEGMENT, 'elsewhere');
    expect(verified(port).fault).toMatchObject({ number: 1, problem: 'segment-missing' });
  });

  it('finds a segment that ends without its seal', () => {
    const port = written(LONG, SEGMENT_BYTES);
    chop(port, FIRST_SEGMENT, 256 + 64);
    expect(verified(port).fault).toMatchObject({ problem: 'seal-missing' });
  });

  it('JO4: finds a journal that does not begin with its open frame', () => {
    const port = memoryPort();
    port.makeFolder('journal');
    port.create(FIRST_SEGMENT);
    extend(port, FIRST_SEGMENT, encodeFrames(port, { number: 0, chain: FIRST_CHAIN }, [frame('no')]).bytes);
    expect(verified(port).fault).toMatchObject({ number: 1, problem: 'open-missing' });
  });

  it('verifies another folder, such as a backup', () => {
    const port = written(LONG, SEGMENT_BYTES);
    port.rename('journal', 'copy');
    expect(verified(port, { folder: 'copy' })).toMatchObject({ fault: null, segments: port.paths().length });
  });

  it('answers what the system refuses as data', () => {
    const port = written([['one']]);
    port.faults = new Map([[port.calls + 1, 'io']]);
    expect(verifyJournal(port)).toMatchObject({ ok: false, error: { reason: 'io', operation: 'verify' } });
  });
});
