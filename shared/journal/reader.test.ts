import { describe, expect, it } from 'vitest';
import {
  chop,
  FIRST_SEGMENT,
  flip,
  frame,
  framesOf,
  NOTHING_KNOWN,
  openAt,
  text,
  value,
  written,
} from '../../test/crash/test-journal.ts';
import { FRAME_KIND, type Frame, frameBytes } from './frame.ts';
import { FrameReader } from './reader.ts';

const MANY = { bytes: 1e9, frames: 1e9 };
const SEGMENT_BYTES = 4000;

/** Sixty frames over several segments. */
function longJournal() {
  const appends = Array.from({ length: 60 }, (_, index) => [`${index}:${'x'.repeat(200)}`]);
  const port = written(appends, SEGMENT_BYTES);
  return { port, journal: openAt(port, NOTHING_KNOWN, SEGMENT_BYTES), all: framesOf(port) };
}

const numbers = (frames: readonly Frame[]): readonly number[] => frames.map(({ number }) => number);

describe('readFrom', () => {
  it('reads the whole journal over all segments', () => {
    const { journal, all } = longJournal();
    const frames = value(journal.readFrom(1, MANY));
    expect(numbers(frames)).toEqual(numbers(all));
    expect(frames.at(-1)?.chain).toEqual(all.at(-1)?.chain);
  });

  it('reads on from any frame', () => {
    const { journal, all } = longJournal();
    for (const { number } of all) {
      const [first] = value(journal.readFrom(number, { bytes: 1, frames: 10 }));
      expect(first?.payload).toEqual(all[number - 1]?.payload);
    }
  });

  it('reads backwards as well as forwards', () => {
    const { journal, all } = longJournal();
    for (const { number } of all.toReversed()) {
      expect(numbers(value(journal.readFrom(number, { bytes: 1e9, frames: 1 })))).toEqual([number]);
    }
  });

  it('resumes by number until nothing is left', () => {
    const { journal, all } = longJournal();
    const found: number[] = [];
    for (;;) {
      const frames = value(journal.readFrom(found.length + 1, { bytes: 700, frames: 100 }));
      if (frames.length === 0) break;
      found.push(...numbers(frames));
    }
    expect(found).toEqual(numbers(all));
  });

  it('answers at least one frame, and no more than asked for', () => {
    const { journal } = longJournal();
    expect(value(journal.readFrom(2, { bytes: 0, frames: 5 }))).toHaveLength(1);
    expect(value(journal.readFrom(2, { bytes: 1e9, frames: 3 }))).toHaveLength(3);
  });

  it('answers nothing beyond the head, and everything from before frame 1', () => {
    const { journal, all } = longJournal();
    expect(value(journal.readFrom(all.length + 1, MANY))).toEqual([]);
    expect(value(journal.readFrom(0, MANY))).toHaveLength(all.length);
  });

  it('sees what is appended after a read that reached the end', () => {
    const { journal, all } = longJournal();
    value(journal.readFrom(1, MANY));
    const { last } = value(journal.append([frame('new')]));
    const frames = value(journal.readFrom(all.length + 1, MANY));
    expect(frames.at(-1)).toMatchObject({ number: last });
    expect(text(frames.at(-1)?.payload ?? new Uint8Array())).toBe('new');
  });

  it('finds its place again in a long segment', () => {
    const appends = Array.from({ length: 40 }, (_, index) => [String(index).padEnd(30_000)]);
    const port = written(appends);
    const journal = openAt(port);
    value(journal.readFrom(1, MANY));
    const before = port.calls;
    expect(
      text(value(journal.readFrom(39, { bytes: 1, frames: 1 }))[0]?.payload ?? new Uint8Array()).trim(),
    ).toBe('37');
    // Opening, the chain before the mark, one block: not the whole segment.
    expect(port.calls - before).toBeLessThanOrEqual(4);
  });

  it('JO3: answers damage as an error, never wrong frames', () => {
    const { port, journal } = longJournal();
    flip(port, FIRST_SEGMENT, 500);
    expect(journal.readFrom(1, MANY)).toMatchObject({
      ok: false,
      error: { reason: 'corrupt', fault: { problem: 'chain' } },
    });
  });

  it('JO3: finds damage in the frames that it passes over', () => {
    const { port, journal, all } = longJournal();
    flip(port, FIRST_SEGMENT, frameBytes(all[0]?.payload.length ?? 0) + 9);
    expect(journal.readFrom(5, MANY)).toMatchObject({
      ok: false,
      error: { fault: { number: 2, problem: 'header' } },
    });
  });

  it('JO3: finds a segment that ends before the frames it should hold', () => {
    const { port, journal, all } = longJournal();
    const seal = all.find(({ kind }) => kind === FRAME_KIND.seal);
    chop(port, FIRST_SEGMENT, frameBytes(seal?.payload.length ?? 0));
    const cutShort = { ok: false, error: { fault: { problem: 'cut-short' } } };
    expect(journal.readFrom(1, MANY)).toMatchObject(cutShort);
    expect(journal.readFrom(seal?.number ?? 0, MANY)).toMatchObject(cutShort);
  });

  it('answers what the system refuses as data, and reads again later', () => {
    const { port, journal, all } = longJournal();
    port.faults = new Map([[port.calls + 1, 'io']]);
    expect(journal.readFrom(1, MANY)).toMatchObject({
      ok: false,
      error: { reason: 'io', operation: 'read' },
    });
    expect(value(journal.readFrom(1, MANY))).toHaveLength(all.length);
  });

  it('lets go of its file twice without harm', () => {
    const { port } = longJournal();
    const reader = new FrameReader(port, 'journal');
    reader.close();
    reader.close();
    expect(port.crashed).toBe(false);
  });
});
