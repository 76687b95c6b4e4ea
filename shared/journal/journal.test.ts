import { describe, expect, it } from 'vitest';
import type { Fault, FaultPort } from '../../test/crash/fault-port.ts';
import {
  FIRST_SEGMENT,
  frame,
  framesOf,
  memoryPort,
  NOTHING_KNOWN,
  openAt,
  scanned,
  text,
  value,
} from '../../test/crash/test-journal.ts';
import { encodeFrames, FRAME_KIND, type Frame, frameBytes, MAX_PAYLOAD_BYTES } from './frame.ts';
import type { Journal } from './journal.ts';
import { encodeOwn } from './own-payload.ts';
import type { JournalPort } from './port.ts';

/** Counts the calls of one method of the port's files. */
function flushes(port: FaultPort, act: () => void): number {
  let count = 0;
  const open = port.open.bind(port);
  port.open = (path) => {
    const file = open(path);
    const { flush } = file;
    file.flush = () => {
      count += 1;
      flush();
    };
    return file;
  };
  act();
  return count;
}

/** Lets the n-th call from now on go wrong. */
function plan(port: FaultPort, ...faults: readonly (readonly [number, Fault])[]): void {
  port.plan(faults);
}

/** A journal with frame 2 appended, so that its file is open; its next append is one write (1) and one flush (2). */
function running(segmentBytes?: number): { readonly port: FaultPort; readonly journal: Journal } {
  const port = memoryPort();
  const journal = openAt(port, NOTHING_KNOWN, segmentBytes);
  value(journal.append([frame('one')]));
  return { port, journal };
}

const texts = (frames: readonly Frame[]): readonly string[] =>
  frames.filter(({ kind }) => kind === FRAME_KIND.ownCommit).map(({ payload }) => text(payload));

describe('append', () => {
  it('JO5: answers numbers, chain and frames of what was written', () => {
    const { journal } = running();
    const answer = value(journal.append([frame('two'), frame('three')]));
    expect(answer).toMatchObject({ first: 3, last: 4 });
    expect(texts(answer.frames)).toEqual(['two', 'three']);
    expect(answer.chain).toEqual(answer.frames[1]?.chain.slice());
    expect(journal.head).toMatchObject({ number: 4, chain: answer.chain });
  });

  it('JO5: flushes once, however many frames', () => {
    const { port, journal } = running();
    value(journal.append([frame('first use opens the file')]));
    const again = memoryPort();
    const other = openAt(again);
    other.close();
    const counted = flushes(again, () => {
      value(openAt(again).append([frame('a'), frame('b'), frame('c')]));
    });
    expect(counted).toBe(1);
    expect(port.crashed).toBe(false);
  });

  it('JO5: survives a power cut right after the answer', () => {
    const { port, journal } = running();
    value(journal.append([frame('two')]));
    port.restart();
    expect(texts(framesOf(port))).toEqual(['one', 'two']);
  });

  it('JO5: goes on after a short write', () => {
    const { port, journal } = running();
    plan(port, [1, 'short-write']);
    value(journal.append([frame('two')]));
    expect(texts(framesOf(port))).toEqual(['one', 'two']);
  });

  it('appends nothing for no frames', () => {
    const { port, journal } = running();
    const before = port.calls;
    expect(value(journal.append([]))).toMatchObject({ first: 3, last: 2, frames: [] });
    expect(port.calls).toBe(before);
  });

  it('JO3: refuses a payload of more than a mebibyte and writes nothing', () => {
    const { port, journal } = running();
    const answer = journal.append([
      frame('two'),
      { kind: 2, payload: new Uint8Array(MAX_PAYLOAD_BYTES + 1) },
    ]);
    expect(answer).toMatchObject({ ok: false, error: { reason: 'too-large', limit: MAX_PAYLOAD_BYTES } });
    expect(texts(framesOf(port))).toEqual(['one']);
  });

  it('JO4: knows its new incarnation once that is written', () => {
    const { journal } = running();
    const identity = { journalId: 'journal', incarnation: 'second' };
    value(journal.append([{ kind: FRAME_KIND.open, payload: encodeOwn(identity) }]));
    expect(journal.head).toMatchObject(identity);
  });

  it('refuses after it was closed', () => {
    const { journal } = running();
    journal.close();
    expect(journal.append([frame('late')])).toMatchObject({ ok: false, error: { reason: 'closed' } });
    expect(journal.appendExisting([])).toMatchObject({ ok: false, error: { reason: 'closed' } });
  });
});

describe('segments', () => {
  it('JO2: seals a segment before an append that would make it too long', () => {
    const { port, journal } = running(1000);
    const answer = value(journal.append([frame('b'.repeat(500))]));
    expect(answer.frames.map(({ kind }) => kind)).toEqual([FRAME_KIND.seal, FRAME_KIND.ownCommit]);
    expect(answer).toMatchObject({ first: 3, last: 4 });
    expect(port.paths()).toEqual([FIRST_SEGMENT, 'journal/seg-0000000000000004.cfj']);
    expect(journal.head).toMatchObject({ segments: 2, number: 4 });
  });

  it('JO2: writes an append that is longer than a segment into one segment', () => {
    const { port, journal } = running(1000);
    value(journal.append([frame('b'.repeat(900)), frame('c'.repeat(900))]));
    expect(port.paths()).toHaveLength(2);
    value(journal.append([frame('d')]));
    expect(port.paths()).toHaveLength(3);
  });

  it('JO2: makes the name of a new segment last', () => {
    const { port, journal } = running(1000);
    value(journal.append([frame('b'.repeat(500))]));
    port.restart();
    expect(texts(framesOf(port))).toEqual(['one', 'b'.repeat(500)]);
  });

  it('JO2: flushes the folder again when that failed at first', () => {
    const { port, journal } = running(1000);
    // Write and flush of the seal, creation, close of the old file, flush of the folder.
    plan(port, [5, 'io']);
    expect(journal.append([frame('b'.repeat(500))])).toMatchObject({ ok: false, error: { reason: 'io' } });
    const answer = value(journal.append([frame('c')]));
    expect(answer.frames.map(({ kind }) => kind)).toEqual([FRAME_KIND.seal, FRAME_KIND.ownCommit]);
    port.restart();
    expect(texts(framesOf(port))).toEqual(['one', 'c']);
  });

  it('JO2: goes on from a seal whose successor was never made', () => {
    const { port, journal } = running();
    value(journal.append([frame('end', FRAME_KIND.seal)]));
    journal.close();
    expect(value(openAt(port).append([frame('two')]))).toMatchObject({ first: 4 });
    expect(port.paths()).toHaveLength(2);
    expect(texts(framesOf(port))).toEqual(['one', 'two']);
  });

  it('JO7: refuses when the seal finds no room, and goes on later', () => {
    const { port, journal } = running(1000);
    plan(port, [1, 'disk-full']);
    expect(journal.append([frame('b'.repeat(500))])).toMatchObject({ error: { reason: 'disk-full' } });
    plan(port);
    value(journal.append([frame('b'.repeat(500))]));
    expect(texts(framesOf(port))).toEqual(['one', 'b'.repeat(500)]);
  });
});

describe('failing writes', () => {
  it('JO7: cuts back to the last acknowledged length when the disk is full', () => {
    const { port, journal } = running();
    const before = port.bytesOf(FIRST_SEGMENT).slice();
    plan(port, [1, 'disk-full']);
    expect(journal.append([frame('b'.repeat(2000))])).toEqual({
      ok: false,
      error: { kind: 'storage', reason: 'disk-full' },
    });
    expect(port.bytesOf(FIRST_SEGMENT)).toEqual(before);
    expect(scanned(port)).toMatchObject({ head: { number: 2 }, tail: null });
  });

  it('JO7: appends again once there is room', () => {
    const { port, journal } = running();
    plan(port, [1, 'disk-full']);
    journal.append([frame('b'.repeat(2000))]);
    plan(port);
    expect(value(journal.append([frame('two')]))).toMatchObject({ first: 3, last: 3 });
    expect(texts(framesOf(port))).toEqual(['one', 'two']);
  });

  it('JO7: cuts back after an error of the disk', () => {
    const { port, journal } = running();
    plan(port, [1, 'io']);
    expect(journal.append([frame('two')])).toMatchObject({
      error: { reason: 'io', operation: 'append', code: 'EIO' },
    });
    expect(scanned(port)).toMatchObject({ head: { number: 2 }, tail: null });
  });

  it('JO6: never flushes the same handle again: it reopens, verifies, and writes the frames once more', () => {
    const { port, journal } = running();
    plan(port, [2, 'flush-lost']);
    value(journal.append([frame('two')]));
    port.restart();
    expect(texts(framesOf(port))).toEqual(['one', 'two']);
  });

  it('JO6: refuses when the second writing fails too, and takes the frames off the disk', () => {
    const { port, journal } = running();
    // 3 close, 4 open, 5 read, 6 truncate, 7 flush, 8 write, 9 flush.
    plan(port, [2, 'flush-lost'], [9, 'io']);
    expect(journal.append([frame('two')])).toMatchObject({ error: { reason: 'io', operation: 'flush' } });
    expect(value(journal.append([frame('three')]))).toMatchObject({ first: 3 });
    port.restart();
    expect(texts(framesOf(port))).toEqual(['one', 'three']);
  });

  it('JO6: is poisoned when nothing can be made good, and stays so', () => {
    const { port, journal } = running();
    plan(port, [2, 'flush-lost'], [4, 'io'], [5, 'io']);
    const poisoned = { ok: false, error: { kind: 'storage', reason: 'poisoned', code: 'EIO' } };
    expect(journal.append([frame('two')])).toEqual(poisoned);
    plan(port);
    expect(journal.append([frame('three')])).toEqual(poisoned);
    expect(journal.appendExisting([])).toEqual(poisoned);
  });

  it('JO6: can still be read when it is poisoned', () => {
    const { port, journal } = running();
    plan(port, [2, 'flush-lost'], [4, 'io'], [5, 'io']);
    journal.append([frame('two')]);
    plan(port);
    expect(texts(value(journal.readFrom(1, { bytes: 1e6, frames: 100 })))).toEqual(['one']);
  });

  it('JO6: is poisoned when acknowledged frames are found damaged', () => {
    const { port, journal } = running();
    const bytes = port.bytesOf(FIRST_SEGMENT);
    bytes[40] = (bytes[40] as number) ^ 1;
    plan(port, [1, 'io']);
    expect(journal.append([frame('two')])).toMatchObject({ error: { reason: 'poisoned' } });
  });

  it('gives up a handle whose close fails', () => {
    const { port, journal } = running();
    plan(port, [1, 'io'], [2, 'io']);
    expect(journal.append([frame('two')])).toMatchObject({ error: { reason: 'io' } });
    value(journal.append([frame('three')]));
    expect(texts(framesOf(port))).toEqual(['one', 'three']);
  });
});

describe('appendExisting', () => {
  /** What another copy of the same journal wrote after frame 2. */
  function ahead(port: JournalPort, after: Journal, ...more: readonly string[]): readonly Frame[] {
    return encodeFrames(
      port,
      after.head,
      more.map((each) => frame(each)),
    ).frames;
  }

  it('BO3: writes back frames that continue the chain', () => {
    const { port, journal } = running();
    const lost = ahead(port, journal, 'two', 'three');
    expect(value(journal.appendExisting(lost))).toMatchObject({ first: 3, last: 4, chain: lost[1]?.chain });
    expect(texts(framesOf(port))).toEqual(['one', 'two', 'three']);
  });

  it('BO3: refuses a fork and writes nothing', () => {
    const { port, journal } = running();
    const [first, second] = ahead(port, journal, 'two', 'three') as [Frame, Frame];
    const forged = { ...second, chain: first.chain };
    expect(journal.appendExisting([first, forged])).toMatchObject({
      error: { reason: 'not-continuing', number: 4 },
    });
    expect(texts(framesOf(port))).toEqual(['one']);
  });

  it('BO3: refuses frames that leave a gap', () => {
    const { port, journal } = running();
    const [, second] = ahead(port, journal, 'two', 'three') as [Frame, Frame];
    expect(journal.appendExisting([second])).toMatchObject({
      error: { reason: 'not-continuing', number: 4 },
    });
  });

  it('JO2: begins a new segment after every seal among them', () => {
    const { port, journal } = running();
    const lost = encodeFrames(port, journal.head, [
      frame('two'),
      frame('end', FRAME_KIND.seal),
      frame('three'),
    ]).frames;
    value(journal.appendExisting(lost));
    expect(port.paths()).toHaveLength(2);
    expect(texts(framesOf(port))).toEqual(['one', 'two', 'three']);
    expect(journal.head.bytes).toBe(port.paths().reduce((sum, path) => sum + port.bytesOf(path).length, 0));
  });

  it('JO7: says so when the disk is full', () => {
    const { port, journal } = running();
    const lost = ahead(port, journal, 'two');
    plan(port, [1, 'disk-full']);
    expect(journal.appendExisting(lost)).toMatchObject({ error: { reason: 'disk-full' } });
  });

  it('JO3: refuses a payload that is too large', () => {
    const { journal } = running();
    const large: Frame = {
      kind: 2,
      number: 3,
      payload: new Uint8Array(MAX_PAYLOAD_BYTES + 1),
      chain: journal.head.chain,
    };
    expect(journal.appendExisting([large])).toMatchObject({ error: { reason: 'too-large' } });
  });
});

describe('head', () => {
  it('counts the bytes of all segments', () => {
    const { port, journal } = running(1000);
    value(journal.append([frame('b'.repeat(500))]));
    const all = port.paths().reduce((sum, path) => sum + port.bytesOf(path).length, 0);
    expect(journal.head.bytes).toBe(all);
    expect(all).toBeGreaterThan(frameBytes(500));
  });

  it('gives away a copy of its chain', () => {
    const { port, journal } = running();
    journal.head.chain.fill(0);
    value(journal.append([frame('two')]));
    expect(scanned(port).tail).toBeNull();
  });
});
