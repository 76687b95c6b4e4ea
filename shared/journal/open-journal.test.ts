import { describe, expect, it } from 'vitest';
import type { FaultPort } from '../../test/crash/fault-port.ts';
import { IDENTITY } from '../../test/crash/journal-model.ts';
import {
  chop,
  FIRST_SEGMENT,
  flip,
  frame,
  framesOf,
  memoryPort,
  NOTHING_KNOWN,
  openAt,
  scanned,
  text,
  value,
  written,
} from '../../test/crash/test-journal.ts';
import { FRAME_KIND, type Frame, frameBytes } from './frame.ts';
import { openJournal } from './open-journal.ts';
import { decodeOwn } from './own-payload.ts';
import { decideRecovery, type KnownNumbers } from './recovery.ts';

function open(port: FaultPort, known: KnownNumbers = NOTHING_KNOWN, missing: readonly Frame[] = []) {
  const scan = scanned(port);
  return openJournal(port, { scan, decision: decideRecovery(scan, known), identity: IDENTITY, missing });
}

describe('openJournal', () => {
  it('JO4: begins a new journal with its identity', () => {
    const port = memoryPort();
    const journal = openAt(port);
    expect(journal.head).toMatchObject({
      journalId: 'journal',
      incarnation: 'first',
      number: 1,
      segments: 1,
    });
    expect(framesOf(port).map(({ kind }) => kind)).toEqual([FRAME_KIND.open]);
    expect(decodeOwn(framesOf(port)[0]?.payload ?? new Uint8Array())).toEqual(IDENTITY);
  });

  it('JO2: makes the folder of a new journal last', () => {
    const port = memoryPort();
    openAt(port);
    port.restart();
    expect(framesOf(port)).toHaveLength(1);
  });

  it('writes nothing when it opens a sound journal', () => {
    const port = written([['one']]);
    const before = port.bytesOf(FIRST_SEGMENT).slice();
    expect(openAt(port).head.number).toBe(2);
    expect(port.bytesOf(FIRST_SEGMENT)).toEqual(before);
  });

  it('goes on in a first segment in which nothing stands yet', () => {
    const port = memoryPort();
    port.makeFolder('journal');
    port.create(FIRST_SEGMENT);
    expect(openAt(port).head).toMatchObject({ number: 1, journalId: 'journal' });
  });

  it('JO8: cuts a torn tail and keeps its bytes in quarantine', () => {
    const port = written([['one'], ['two']]);
    const whole = port.bytesOf(FIRST_SEGMENT).slice();
    chop(port, FIRST_SEGMENT, 5);
    const journal = openAt(port);
    const [kept] = port.paths().filter((path) => path.startsWith('quarantine/'));
    const offset = whole.length - frameBytes(3);
    expect(port.bytesOf(kept as string)).toEqual(whole.slice(offset, whole.length - 5));
    expect(journal.head.number).toBe(3);
    const note = framesOf(port).at(-1) as Frame;
    expect(note.kind).toBe(FRAME_KIND.recovered);
    expect(decodeOwn(note.payload)).toMatchObject({ offset, bytes: frameBytes(3) - 5, problem: 'cut-short' });
  });

  it('JO8: goes on after a cut', () => {
    const port = written([['one'], ['two']]);
    chop(port, FIRST_SEGMENT, 5);
    const journal = openAt(port);
    value(journal.append([frame('three')]));
    expect(
      framesOf(port).map(({ payload, kind }) => (kind === FRAME_KIND.ownCommit ? text(payload) : kind)),
    ).toEqual([FRAME_KIND.open, 'one', FRAME_KIND.recovered, 'three']);
  });

  it('JO8: begins anew when the very first frame is torn', () => {
    const port = written([]);
    chop(port, FIRST_SEGMENT, 5);
    openAt(port);
    expect(framesOf(port).map(({ kind }) => kind)).toEqual([FRAME_KIND.open, FRAME_KIND.recovered]);
  });

  it('JO8: changes nothing in a corrupt journal', () => {
    const port = written([['one'], ['two'], ['three']]);
    flip(port, FIRST_SEGMENT, -frameBytes(5) - 40);
    const before = port.bytesOf(FIRST_SEGMENT).slice();
    expect(open(port)).toMatchObject({
      ok: false,
      error: { reason: 'corrupt', why: 'later-append', fault: { number: 3 } },
    });
    expect(port.bytesOf(FIRST_SEGMENT)).toEqual(before);
    expect(port.paths()).toEqual([FIRST_SEGMENT]);
  });

  it('BO3: does not open a journal that is behind the books', () => {
    const port = written([['one']]);
    expect(open(port, { applied: 5, acknowledged: null })).toEqual({
      ok: false,
      error: { kind: 'storage', reason: 'behind', head: 2, known: 5 },
    });
  });

  it('BO3: writes missing frames back before it opens', () => {
    const port = written([['one'], ['two'], ['three']]);
    const all = framesOf(port);
    chop(port, FIRST_SEGMENT, frameBytes(3) + frameBytes(5));
    const journal = value(open(port, { applied: 4, acknowledged: null }, all));
    expect(journal.head.number).toBe(4);
    expect(framesOf(port)).toEqual(all);
  });

  it('BO3: does not open when the missing frames stop too early', () => {
    const port = written([['one'], ['two'], ['three']]);
    const all = framesOf(port);
    chop(port, FIRST_SEGMENT, frameBytes(3) + frameBytes(5));
    expect(open(port, { applied: 4, acknowledged: null }, all.slice(0, 3))).toMatchObject({
      error: { reason: 'behind' },
    });
  });

  it('BO3: does not open when the missing frames are of another history', () => {
    const port = written([['one'], ['two']]);
    const other = framesOf(written([['ONE'], ['TWO']]));
    chop(port, FIRST_SEGMENT, frameBytes(3));
    expect(open(port, { applied: 3, acknowledged: null }, other)).toMatchObject({
      error: { reason: 'not-continuing', number: 3 },
    });
  });

  it('BO3: writes a journal back into an empty folder', () => {
    const all = framesOf(written([['one'], ['two']]));
    const port = memoryPort();
    const journal = value(open(port, { applied: 3, acknowledged: null }, all));
    expect(journal.head).toMatchObject({ number: 3, journalId: 'journal' });
    expect(framesOf(port)).toEqual(all);
  });

  it('answers what the system refuses as data', () => {
    const port = memoryPort();
    const scan = scanned(port);
    port.faults = new Map([[port.calls + 1, 'io']]);
    const options = { scan, decision: { action: 'clean' } as const, identity: IDENTITY };
    expect(openJournal(port, options)).toMatchObject({
      ok: false,
      error: { reason: 'io', operation: 'open' },
    });
  });

  it('JO7: does not open a new journal on a full disk', () => {
    const port = memoryPort();
    const scan = scanned(port);
    port.faults = new Map([[port.calls + 1, 'disk-full']]);
    const options = { scan, decision: { action: 'clean' } as const, identity: IDENTITY };
    expect(openJournal(port, options)).toMatchObject({ ok: false, error: { reason: 'disk-full' } });
  });
});
