import { describe, expect, it } from 'vitest';
import {
  chop,
  extend,
  FIRST_SEGMENT,
  flip,
  frame,
  framesOf,
  memoryPort,
  openAt,
  scanned,
  value,
  written,
} from '../../test/crash/test-journal.ts';
import { encodeFrames, FRAME_KIND, frameBytes } from './frame.ts';
import { encodeOwn } from './own-payload.ts';
import { scanTail } from './scan.ts';
import { FIRST_CHAIN, listSegments } from './segments.ts';

const LONG = [['a'.repeat(500)], ['b'.repeat(500)], ['c'.repeat(500)], ['d'.repeat(500)]];

describe('scanTail', () => {
  it('finds nothing in an empty folder', () => {
    expect(scanned(memoryPort())).toEqual({ segments: [], head: null, end: null, tail: null, broken: null });
  });

  it('finds the head of a sound journal', () => {
    const port = written([['one', 'two']]);
    const last = framesOf(port).at(-1);
    expect(scanned(port)).toMatchObject({
      head: { journalId: 'journal', incarnation: 'first', number: 3, chain: last?.chain, segments: 1 },
      end: { length: port.bytesOf(FIRST_SEGMENT).length, sealed: false },
      tail: null,
      broken: null,
    });
  });

  it('BO3: writes nothing', () => {
    const port = written([['one']]);
    chop(port, FIRST_SEGMENT, 4);
    const before = port.bytesOf(FIRST_SEGMENT).slice();
    scanned(port);
    expect(port.bytesOf(FIRST_SEGMENT)).toEqual(before);
    expect(port.paths()).toEqual([FIRST_SEGMENT]);
  });

  it('takes identity and chain from the seal before, and counts all bytes', () => {
    const port = written(LONG, 1500);
    const paths = port.paths();
    expect(paths.length).toBeGreaterThan(1);
    const bytes = paths.reduce((sum, path) => sum + port.bytesOf(path).length, 0);
    expect(scanned(port).head).toMatchObject({ journalId: 'journal', segments: paths.length, bytes });
  });

  it('JO4: takes the incarnation from the last open frame', () => {
    const port = written([['one']]);
    const journal = openAt(port);
    value(
      journal.append([
        { kind: FRAME_KIND.open, payload: encodeOwn({ journalId: 'journal', incarnation: 'second' }) },
      ]),
    );
    expect(scanned(port).head).toMatchObject({ incarnation: 'second' });
  });

  it('JO2: sees a segment that ends with its seal', () => {
    const port = written([['one']]);
    const journal = openAt(port);
    value(journal.append([frame('end', FRAME_KIND.seal)]));
    expect(scanned(port).end).toMatchObject({ sealed: true });
  });

  it('JO2: sees a new segment in which nothing is written yet', () => {
    const port = written(LONG.slice(0, 2), 1100);
    const sealed = listSegments(port, 'journal');
    const last = sealed.at(-1);
    const whole = port.bytesOf(`journal/${last?.name}`).length;
    chop(port, `journal/${last?.name}`, whole);
    expect(scanned(port)).toMatchObject({
      head: { number: (last?.first ?? 0) - 1 },
      end: { length: 0, sealed: false },
      tail: null,
    });
  });

  it('JO8: finds a torn tail and what is wrong with it', () => {
    const port = written([['one'], ['two']]);
    chop(port, FIRST_SEGMENT, 5);
    const cut = frameBytes(3) - 5;
    expect(scanned(port)).toMatchObject({
      head: { number: 2 },
      tail: { number: 3, problem: 'cut-short', bytes: cut, laterAppend: false },
    });
  });

  it('JO8: has no head when the very first frame is torn', () => {
    const port = written([]);
    chop(port, FIRST_SEGMENT, 5);
    expect(scanned(port)).toMatchObject({
      head: null,
      end: { length: 0 },
      tail: { number: 1, laterAppend: false },
    });
  });

  it('JO8: sees that a later append stands behind the bad frame', () => {
    const port = written([['one'], ['two'], ['three']]);
    flip(port, FIRST_SEGMENT, -frameBytes(5) - 40);
    expect(scanned(port).tail).toMatchObject({ number: 3, laterAppend: true });
  });

  it('JO8: takes frames of the same append for no proof', () => {
    const port = written([['one'], ['two', 'three', 'four']]);
    flip(port, FIRST_SEGMENT, -frameBytes(5) - frameBytes(4) - 40);
    expect(scanned(port).tail).toMatchObject({ number: 3, laterAppend: false });
  });

  it('JO8: sees a later append behind a frame whose header is gone', () => {
    const port = written([['one'], ['two'], ['three']]);
    flip(port, FIRST_SEGMENT, -frameBytes(5) - frameBytes(3));
    expect(scanned(port).tail).toMatchObject({ number: 3, problem: 'header', laterAppend: true });
  });

  it('JO8: does not mistake a payload that looks like a frame for one', () => {
    const port = memoryPort();
    const { bytes } = encodeFrames(port, { number: 99, chain: FIRST_CHAIN }, [frame('inside')]);
    const journal = openAt(port);
    value(journal.append([{ kind: FRAME_KIND.ownCommit, payload: bytes }]));
    flip(port, FIRST_SEGMENT, -1);
    expect(scanned(port).tail).toMatchObject({ number: 2, laterAppend: false });
  });

  it('JO8: counts a frame that leaves a gap in the numbers as a later append', () => {
    const port = written([['one']]);
    extend(port, FIRST_SEGMENT, encodeFrames(port, { number: 7, chain: FIRST_CHAIN }, [frame('late')]).bytes);
    expect(scanned(port).tail).toMatchObject({ number: 3, problem: 'number', laterAppend: true });
  });

  it('JO4: refuses a journal that does not begin with an open frame', () => {
    const port = memoryPort();
    port.makeFolder('journal');
    port.create(FIRST_SEGMENT);
    extend(port, FIRST_SEGMENT, encodeFrames(port, { number: 0, chain: FIRST_CHAIN }, [frame('no')]).bytes);
    expect(scanned(port)).toMatchObject({ head: null, broken: { number: 1, problem: 'open-missing' } });
  });

  it('JO8: reports the first segment missing', () => {
    const port = written(LONG, 1500);
    port.rename(FIRST_SEGMENT, 'elsewhere');
    expect(scanned(port)).toMatchObject({ head: null, broken: { number: 1, problem: 'segment-missing' } });
  });

  it('JO8: reports a segment missing between others', () => {
    const port = written(LONG, 1100);
    port.rename(port.paths()[1] as string, 'elsewhere');
    expect(scanned(port).broken).toMatchObject({ problem: 'segment-missing' });
  });

  it('JO8: reports an earlier segment that lost its end', () => {
    const port = written(LONG, 1500);
    chop(port, FIRST_SEGMENT, 16);
    expect(scanned(port).broken).toMatchObject({ problem: 'seal-missing' });
  });

  it('answers what the system refuses as data', () => {
    const port = written([['one']]);
    port.calls = 0;
    port.faults = new Map([[1, 'io']]);
    expect(scanTail(port)).toEqual({
      ok: false,
      error: { kind: 'storage', reason: 'io', operation: 'scan', code: 'EIO' },
    });
  });
});
