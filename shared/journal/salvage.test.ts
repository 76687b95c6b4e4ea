import { describe, expect, it } from 'vitest';
import { FaultPort } from '../../test/crash/fault-port.ts';
import { IDENTITY } from '../../test/crash/journal-model.ts';
import { seeded } from '../../test/crash/random.ts';
import { frame, NOTHING_KNOWN, text, value } from '../../test/crash/test-journal.ts';
import { FRAME_KIND, type Frame, frameBytes } from './frame.ts';
import { openJournal } from './open-journal.ts';
import type { JournalPort } from './port.ts';
import { decideRecovery } from './recovery.ts';
import { salvage } from './salvage.ts';
import { scanTail } from './scan.ts';
import { JOURNAL_FOLDER, listSegments } from './segments.ts';
import { verifyJournal } from './verify.ts';

/** A journal of commits `0`, `1`, … over several segments, and its frames. */
function written(count: number, segmentBytes = 1_000_000) {
  const port: JournalPort = new FaultPort(seeded(1));
  const scan = value(scanTail(port));
  const decision = decideRecovery(scan, NOTHING_KNOWN);
  const journal = value(openJournal(port, { scan, decision, identity: IDENTITY, segmentBytes }));
  for (let each = 0; each < count; each += 1) value(journal.append([frame(String(each).repeat(100))]));
  journal.close();
  const frames: Frame[] = [];
  value(verifyJournal(port, { inspect: (one) => frames.push(one) }));
  return { port, frames };
}

/** Where a frame of the only segment begins. */
const offsetOf = (frames: readonly Frame[], number: number): number =>
  frames.slice(0, number - 1).reduce((sum, { payload }) => sum + frameBytes(payload.length), 0);

function change(port: JournalPort, segment: string, at: number, bytes: Uint8Array): void {
  const file = port.open(`${JOURNAL_FOLDER}/${segment}`, 'write');
  file.write(bytes, at);
  file.flush();
  file.close();
}

function found(port: JournalPort): readonly Frame[] {
  const { fault } = value(verifyJournal(port));
  if (fault === null) throw new Error('expected a damaged journal');
  return [...salvage(port, fault)].flat();
}

const only = 'seg-0000000000000001.cfj';
const flip = Uint8Array.of(0xff, 0xff, 0xff);

describe('frames behind a damage', () => {
  it('JO8: are all there when one payload was changed', () => {
    const { port, frames } = written(8);
    change(port, only, offsetOf(frames, 4) + 50, flip);
    expect(found(port)).toEqual(frames.slice(4));
  });

  it('JO8: are found behind a header that cannot be read', () => {
    const { port, frames } = written(8);
    change(port, only, offsetOf(frames, 4) + 4, flip);
    expect(found(port)).toEqual(frames.slice(4));
  });

  it('JO8: are not believed where the chain value before them is gone; those behind them are', () => {
    const { port, frames } = written(8);
    change(port, only, offsetOf(frames, 5) - 8, flip);
    expect(found(port)).toEqual(frames.slice(5));
  });

  it('JO8: are found between two damages and behind the second', () => {
    const { port, frames } = written(12);
    for (const number of [3, 8]) change(port, only, offsetOf(frames, number) + 50, flip);
    expect(found(port).map(({ number }) => number)).toEqual([4, 5, 6, 7, 9, 10, 11, 12, 13]);
  });

  it('JO8: of later segments, and behind a segment that is gone, are found too', () => {
    const { port, frames } = written(30, 1500);
    const segments = listSegments(port, JOURNAL_FOLDER);
    expect(segments.length).toBeGreaterThan(4);
    const [, second, third] = segments;
    change(port, second?.name ?? '', 60, flip);
    const behind = found(port);
    expect(behind.map(({ number }) => number)).toEqual(
      frames.map(({ number }) => number).filter((number) => number > (second?.first ?? 0)),
    );
    port.rename(`${JOURNAL_FOLDER}/${second?.name}`, 'elsewhere');
    const rest = found(port).map(({ number }) => number);
    // The first frame behind the gap has nothing before it that it could be held against.
    expect(rest[0]).toBe((third?.first ?? 0) + 1);
    expect(rest.at(-1)).toBe(frames.length);
  });

  it('JO8: are none where bytes only look like a frame, or where nothing is left', () => {
    const { port, frames } = written(5);
    const at = offsetOf(frames, 3);
    // The whole of frame 2 once more, in the place of frame 3: a right header, and a chain that does not fit there.
    const file = port.open(`${JOURNAL_FOLDER}/${only}`, 'read');
    const second = new Uint8Array(at - offsetOf(frames, 2));
    file.read(second, offsetOf(frames, 2));
    file.close();
    change(port, only, at, second);
    const behind = found(port);
    expect(behind.every(({ number, payload }) => number > 3 && text(payload) !== '0'.repeat(100))).toBe(true);
    const { fault } = value(verifyJournal(port));
    expect([
      ...salvage(port, { ...(fault as NonNullable<typeof fault>), segment: 'seg-of-nothing' }),
    ]).toEqual([]);
    change(port, only, at, new Uint8Array(5_000));
    expect(found(port)).toEqual([]);
    expect(frames.at(-1)?.kind).toBe(FRAME_KIND.ownCommit);
  });
});
