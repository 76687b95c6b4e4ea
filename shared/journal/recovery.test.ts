import { describe, expect, it } from 'vitest';
import {
  chop,
  FIRST_SEGMENT,
  flip,
  memoryPort,
  NOTHING_KNOWN,
  scanned,
  written,
} from '../../test/crash/test-journal.ts';
import { frameBytes } from './frame.ts';
import { copyToQuarantine, decideRecovery, freeName } from './recovery.ts';
import type { TailScan } from './scan.ts';

/** Open frame 1, frame 2, and frame 3, which lacks its end. */
function torn(): TailScan {
  const port = written([['one'], ['two']]);
  chop(port, FIRST_SEGMENT, 5);
  return scanned(port);
}

describe('decideRecovery', () => {
  it('opens a sound journal as it is', () => {
    expect(decideRecovery(scanned(written([['one']])), { applied: 2, acknowledged: 1 })).toEqual({
      action: 'clean',
    });
  });

  it('opens an empty folder when nobody knows a frame', () => {
    expect(decideRecovery(scanned(memoryPort()), NOTHING_KNOWN)).toEqual({ action: 'clean' });
  });

  it('JO8: cuts a torn tail that nobody knows', () => {
    const scan = torn();
    expect(decideRecovery(scan, NOTHING_KNOWN)).toEqual({ action: 'cut', tail: scan.tail });
    expect(decideRecovery(scan, { applied: 2, acknowledged: 2 })).toMatchObject({ action: 'cut' });
  });

  it('JO8: never cuts what the books know', () => {
    expect(decideRecovery(torn(), { applied: 3, acknowledged: null })).toMatchObject({
      action: 'corrupt',
      why: 'known-higher',
      fault: { number: 3 },
    });
  });

  it('JO8: never cuts what the last stored acknowledgement knows', () => {
    expect(decideRecovery(torn(), { applied: null, acknowledged: 3 })).toMatchObject({ why: 'known-higher' });
  });

  it('JO8: never cuts when a later append stands behind', () => {
    const port = written([['one'], ['two'], ['three']]);
    flip(port, FIRST_SEGMENT, -frameBytes(5) - 40);
    expect(decideRecovery(scanned(port), NOTHING_KNOWN)).toMatchObject({
      action: 'corrupt',
      why: 'later-append',
    });
  });

  it('JO8: never cuts damage before the last segment', () => {
    const port = written([['a'.repeat(900)], ['b'.repeat(900)]], 1500);
    chop(port, FIRST_SEGMENT, 8);
    expect(decideRecovery(scanned(port), NOTHING_KNOWN)).toMatchObject({ action: 'corrupt', why: 'broken' });
  });

  it('EV7: never cuts what a newer program wrote', () => {
    const scan = torn();
    const tail = scan.tail && { ...scan.tail, problem: 'newer-format' as const };
    expect(decideRecovery({ ...scan, tail }, NOTHING_KNOWN)).toMatchObject({
      action: 'corrupt',
      why: 'broken',
    });
  });

  it('BO3: says how far a sound journal is behind', () => {
    const scan = scanned(written([['one']]));
    expect(decideRecovery(scan, { applied: 9, acknowledged: 4 })).toEqual({
      action: 'behind',
      head: 2,
      known: 9,
    });
    expect(decideRecovery(scanned(memoryPort()), { applied: 9, acknowledged: null })).toEqual({
      action: 'behind',
      head: 0,
      known: 9,
    });
  });
});

describe('quarantine', () => {
  it('JO9: keeps a copy under a name that says where the bytes were', () => {
    const port = written([['one']]);
    const whole = port.bytesOf(FIRST_SEGMENT);
    const name = copyToQuarantine(port, 'journal', 'seg-0000000000000001.cfj', 32, 40);
    expect(name).toBe('seg-0000000000000001.cfj-20-1');
    expect(port.bytesOf(`quarantine/${name}`)).toEqual(whole.slice(32, 72));
  });

  it('JO9: never writes over an earlier copy', () => {
    const port = written([['one']]);
    copyToQuarantine(port, 'journal', 'seg-0000000000000001.cfj', 0, 8);
    expect(copyToQuarantine(port, 'journal', 'seg-0000000000000001.cfj', 0, 8)).toMatch(/-2$/);
  });

  it('JO8: is on the medium before the caller goes on', () => {
    const port = written([['one']]);
    const name = copyToQuarantine(port, 'journal', 'seg-0000000000000001.cfj', 0, 64);
    port.restart();
    expect(port.bytesOf(`quarantine/${name}`)).toEqual(port.bytesOf(FIRST_SEGMENT).slice(0, 64));
  });

  it('closes the copy when it cannot be written', () => {
    const port = written([['one']]);
    port.calls = 0;
    port.faults = new Map([[4, 'disk-full']]);
    expect(() => copyToQuarantine(port, 'journal', 'seg-0000000000000001.cfj', 0, 64)).toThrow();
  });

  it('counts names up from 1', () => {
    const port = memoryPort();
    expect(freeName(port, '', 'journal')).toBe('journal-1');
    port.create('journal-1');
    port.create('journal-2');
    expect(freeName(port, '', 'journal')).toBe('journal-3');
  });
});
