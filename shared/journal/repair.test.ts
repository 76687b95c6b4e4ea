import { describe, expect, it } from 'vitest';
import type { FaultPort } from '../../test/crash/fault-port.ts';
import {
  chop,
  extend,
  FIRST_SEGMENT,
  flip,
  frame,
  framesOf,
  openAt,
  rewriteHeader,
  scanned,
  value,
  written,
} from '../../test/crash/test-journal.ts';
import type { FrameFault } from '../errors/storage-error.ts';
import { FRAME_KIND, type Frame, frameBytes } from './frame.ts';
import { openJournal } from './open-journal.ts';
import { decodeOwn } from './own-payload.ts';
import { repairSegment } from './repair.ts';
import { verifyJournal } from './verify.ts';

const LONG = Array.from({ length: 12 }, (_, index) => [`${index}:${'x'.repeat(300)}`]);
const SEGMENT_BYTES = 1800;
const SEAL_BYTES = frameBytes(256);

function faultOf(port: FaultPort): FrameFault {
  const { fault } = value(verifyJournal(port));
  if (fault === null) throw new Error('expected a damaged journal');
  return fault;
}

/** A journal of several segments, and its frames before it is damaged. */
function sound(): { readonly port: FaultPort; readonly frames: readonly Frame[] } {
  const port = written(LONG, SEGMENT_BYTES);
  return { port, frames: framesOf(port) };
}

/** Takes a segment away, as a lost file. */
function lose(port: FaultPort, path: string): void {
  port.rename(path, `lost-${path.split('/')[1]}`);
  port.syncFolder('');
  port.syncFolder('journal');
}

/** Repairs what a start's scan or a walk names, until there is nothing to name. */
function repairAll(port: FaultPort, supplied: readonly Frame[]): readonly (readonly number[])[] {
  const filled: (readonly number[])[] = [];
  for (;;) {
    const fault = scanned(port).broken ?? value(verifyJournal(port)).fault;
    if (fault === null) return filled;
    filled.push(value(repairSegment(port, fault, supplied)).filled);
  }
}

describe('repairSegment of segments that are gone', () => {
  const segmentsOf = (port: FaultPort) => port.paths().filter((path) => path.startsWith('journal/'));

  it.each([
    ['the first', [0]],
    ['one in the middle', [1]],
    ['the first two', [0, 1]],
    ['two in the middle', [1, 2]],
    ['every other one', [0, 2]],
  ])('JO8: writes %s again', (_, gone) => {
    const { port, frames } = sound();
    const paths = segmentsOf(port).sort();
    expect(paths.length).toBeGreaterThan(3);
    const before = new Map(paths.map((path) => [path, port.bytesOf(path).slice()]));
    for (const index of gone) lose(port, paths[index] as string);
    const filled = repairAll(port, frames).flat();
    expect(filled).toHaveLength(new Set(filled).size);
    expect(framesOf(port)).toEqual(frames);
    expect(segmentsOf(port).sort()).toEqual(paths);
    for (const [path, bytes] of before) expect(port.bytesOf(path)).toHaveLength(bytes.length);
  });

  it('JO8: goes on segment by segment when the supply ends in the middle of one', () => {
    const { port, frames } = sound();
    const paths = segmentsOf(port).sort();
    const seals = frames.filter(({ kind }) => kind === FRAME_KIND.seal);
    lose(port, paths[0] as string);
    lose(port, paths[1] as string);
    const beyond = seals[0]?.number ?? 0;
    const fault = scanned(port).broken as FrameFault;
    const some = value(repairSegment(port, fault, frames.slice(0, beyond + 2)));
    expect(some).toMatchObject({ segment: fault.segment.replace(/[0-9a-f]{16}/, '0000000000000001') });
    expect(some.filled).toHaveLength(beyond);
    expect(repairAll(port, frames)).toHaveLength(1);
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO8: fills a damaged segment and the missing ones behind it', () => {
    const { port, frames } = sound();
    const paths = segmentsOf(port).sort();
    lose(port, paths[1] as string);
    chop(port, FIRST_SEGMENT, 12);
    expect(repairAll(port, frames).length).toBeGreaterThan(0);
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO8: writes nothing that does not meet the segment behind the hole', () => {
    const { port } = sound();
    // The same places and lengths, another content: consistent in itself.
    const other = written(
      LONG.map((texts) => texts.map((text) => text.replaceAll('x', 'y'))),
      SEGMENT_BYTES,
    );
    const paths = segmentsOf(port).sort();
    lose(port, paths[0] as string);
    const fault = scanned(port).broken as FrameFault;
    const before = port.paths();
    expect(repairSegment(port, fault, framesOf(other))).toMatchObject({
      error: { reason: 'corrupt', why: 'not-supplied' },
    });
    expect(port.paths()).toEqual(before);
  });

  it('JO8: believes the supply where the segment behind the hole begins with damage, too', () => {
    const { port, frames } = sound();
    const paths = segmentsOf(port).sort();
    lose(port, paths[0] as string);
    flip(port, paths[1] as string, 40);
    expect(repairAll(port, frames)).toHaveLength(2);
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO8: does not fill up to a damaged beginning that the supply does not reach', () => {
    const { port, frames } = sound();
    const paths = segmentsOf(port).sort();
    lose(port, paths[0] as string);
    flip(port, paths[1] as string, 40);
    const fault = scanned(port).broken as FrameFault;
    const before = frames.slice(0, frames.findIndex(({ kind }) => kind === FRAME_KIND.seal) + 1);
    expect(repairSegment(port, fault, before)).toMatchObject({ error: { why: 'not-supplied' } });
  });

  it('JO8: answers which frame nobody has when nothing is supplied', () => {
    const { port } = sound();
    lose(port, segmentsOf(port).sort()[1] as string);
    const fault = scanned(port).broken as FrameFault;
    expect(repairSegment(port, fault, [])).toMatchObject({
      error: { reason: 'corrupt', why: 'not-supplied', fault: { number: fault.number } },
    });
  });

  it('JO4: is told of in a frame', () => {
    const { port, frames } = sound();
    lose(port, FIRST_SEGMENT);
    const repaired = value(repairSegment(port, scanned(port).broken as FrameFault, frames));
    const scan = scanned(port);
    const journal = value(
      openJournal(port, {
        scan,
        decision: { action: 'clean' },
        identity: { journalId: '', incarnation: '', installId: '', app: '' },
        repaired: [repaired],
      }),
    );
    journal.close();
    const told = framesOf(port).at(-1);
    expect(told?.kind).toBe(FRAME_KIND.recovered);
    expect(decodeOwn(told?.payload ?? new Uint8Array())).toEqual({
      segment: 'seg-0000000000000001.cfj',
      filled: repaired.filled.length,
      first: 1,
      quarantine: null,
    });
  });
});

describe('repairSegment', () => {
  it('JO8: fills a hole in the last segment from the frames supplied', () => {
    const { port, frames } = sound();
    flip(port, port.paths().at(-1) as string, -40);
    const fault = faultOf(port);
    expect(value(repairSegment(port, fault, frames)).filled).toEqual([fault.number]);
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO8: fills a hole in an earlier segment, up to the next one', () => {
    const { port, frames } = sound();
    flip(port, FIRST_SEGMENT, 400);
    const fault = faultOf(port);
    expect(value(repairSegment(port, fault, [frames[fault.number - 1] as Frame])).filled).toEqual([
      fault.number,
    ]);
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO8: brings back a lost seal', () => {
    const { port, frames } = sound();
    chop(port, FIRST_SEGMENT, 12);
    const seal = frames.find(({ kind }) => kind === FRAME_KIND.seal);
    expect(value(repairSegment(port, scanned(port).broken as FrameFault, frames)).filled).toEqual([
      seal?.number,
    ]);
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO8: fills several holes at once', () => {
    const { port, frames } = sound();
    flip(port, FIRST_SEGMENT, 130);
    flip(port, FIRST_SEGMENT, -SEAL_BYTES - 40);
    expect(value(repairSegment(port, faultOf(port), frames)).filled).toHaveLength(2);
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO8: continues a last segment that was cut with what the books know', () => {
    const port = written([['one'], ['two'], ['three']]);
    const frames = framesOf(port);
    chop(port, FIRST_SEGMENT, frameBytes(5) + 5);
    expect(value(repairSegment(port, faultOf(port), frames)).filled).toEqual([3, 4]);
    expect(framesOf(port)).toEqual(frames);
    expect(openAt(port).head.number).toBe(4);
  });

  it('JO8: leaves what nobody can supply behind the last frame for the next scan to judge', () => {
    const port = written([['one'], ['two', 'three']]);
    const frames = framesOf(port);
    flip(port, FIRST_SEGMENT, -frameBytes(5) - 40);
    flip(port, FIRST_SEGMENT, -40);
    expect(value(repairSegment(port, faultOf(port), frames.slice(0, 3))).filled).toEqual([3]);
    expect(framesOf(port)).toEqual(frames.slice(0, 3));
    expect(scanned(port).tail).toMatchObject({ number: 4, bytes: frameBytes(5), laterAppend: false });
  });

  it('JO8: fills a frame whose header is gone', () => {
    const { port, frames } = sound();
    flip(port, FIRST_SEGMENT, frameBytes(frames[0]?.payload.length ?? 0) + 9);
    expect(value(repairSegment(port, faultOf(port), frames)).filled).toEqual([2]);
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO2: keeps the seal of a last segment whose successor was never made', () => {
    const port = written([['one']]);
    value(openAt(port).append([frame('end', FRAME_KIND.seal)]));
    const frames = framesOf(port);
    flip(port, FIRST_SEGMENT, 140);
    value(repairSegment(port, faultOf(port), frames));
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO9: keeps the damaged segment in quarantine', () => {
    const { port, frames } = sound();
    flip(port, FIRST_SEGMENT, 400);
    const damaged = port.bytesOf(FIRST_SEGMENT).slice();
    const { quarantine } = value(repairSegment(port, faultOf(port), frames));
    expect(port.bytesOf(`quarantine/${quarantine}`)).toEqual(damaged);
  });

  it('JO8: lasts', () => {
    const { port, frames } = sound();
    flip(port, FIRST_SEGMENT, 400);
    value(repairSegment(port, faultOf(port), frames));
    port.restart();
    expect(framesOf(port)).toEqual(frames);
  });

  it('JO8: names the frame that nobody supplied, and changes nothing', () => {
    const { port, frames } = sound();
    flip(port, FIRST_SEGMENT, 400);
    const fault = faultOf(port);
    const before = port.bytesOf(FIRST_SEGMENT).slice();
    const others = frames.filter(({ number }) => number !== fault.number);
    expect(repairSegment(port, fault, others)).toMatchObject({
      ok: false,
      error: {
        reason: 'corrupt',
        why: 'not-supplied',
        fault: { number: fault.number, offset: fault.offset },
      },
    });
    expect(port.bytesOf(FIRST_SEGMENT)).toEqual(before);
    expect(port.paths().some((path) => path.startsWith('quarantine/'))).toBe(false);
  });

  it('JO8: fills nothing when nothing is supplied', () => {
    const port = written([['one'], ['two']]);
    flip(port, FIRST_SEGMENT, -40);
    expect(repairSegment(port, faultOf(port), [])).toMatchObject({
      error: { why: 'not-supplied', fault: { number: 3 } },
    });
  });

  it('JO8: believes no supplied frame that does not give its chain', () => {
    const { port, frames } = sound();
    flip(port, FIRST_SEGMENT, 400);
    const fault = faultOf(port);
    const forged = { ...(frames[fault.number - 1] as Frame), payload: new Uint8Array(3) };
    expect(repairSegment(port, fault, [forged])).toMatchObject({ error: { why: 'not-supplied' } });
  });

  it('EV7: does not take a frame of a newer program for its own', () => {
    const { port, frames } = sound();
    const fault = {
      segment: 'seg-0000000000000001.cfj',
      offset: 0,
      number: 1,
      problem: 'newer-format',
    } as const;
    rewriteHeader(port.bytesOf(FIRST_SEGMENT), 0, (view) => view.setUint16(6, 2, true));
    expect(repairSegment(port, fault, [])).toMatchObject({
      error: { why: 'not-supplied', fault: { number: 1 } },
    });
    expect(value(repairSegment(port, fault, frames)).filled).toEqual([1]);
  });

  it('does not look for frames in a stump behind the last one', () => {
    const port = written([['one'], ['two']]);
    const frames = framesOf(port);
    const whole = port.bytesOf(FIRST_SEGMENT);
    extend(port, FIRST_SEGMENT, whole.slice(-frameBytes(3)).subarray(0, 40));
    value(repairSegment(port, faultOf(port), frames));
    expect(framesOf(port)).toEqual(frames);
  });

  it('does not know a segment that is not there', () => {
    const { port, frames } = sound();
    const fault = { segment: 'seg-00000000000000ff.cfj', offset: 0, number: 255, problem: 'chain' } as const;
    expect(repairSegment(port, fault, frames)).toMatchObject({ error: { reason: 'missing' } });
  });

  it('JO8: repairs no segment whose predecessor has no sound seal', () => {
    const { port, frames } = sound();
    const second = port.paths()[1] as string;
    flip(port, second, 40);
    const fault = faultOf(port);
    chop(port, FIRST_SEGMENT, 12);
    expect(repairSegment(port, fault, frames)).toMatchObject({ error: { reason: 'corrupt', why: 'broken' } });
  });

  it('answers what the system refuses as data, and leaves the segment as it was', () => {
    const { port, frames } = sound();
    flip(port, FIRST_SEGMENT, 400);
    const fault = faultOf(port);
    const before = port.bytesOf(FIRST_SEGMENT).slice();
    for (const call of [1, 5, 10, 15]) {
      port.plan([[call, 'io']]);
      expect(repairSegment(port, fault, frames)).toMatchObject({
        error: { reason: 'io', operation: 'repair' },
      });
      expect(port.bytesOf(FIRST_SEGMENT)).toEqual(before);
    }
    port.plan([]);
    value(repairSegment(port, fault, frames));
    expect(framesOf(port)).toEqual(frames);
  });
});
