import { describe, expect, it } from 'vitest';
import type { FaultPort } from '../../test/crash/fault-port.ts';
import {
  FIRST_SEGMENT,
  framesOf,
  memoryPort,
  openAt,
  value,
  written,
} from '../../test/crash/test-journal.ts';
import type { Frame } from './frame.ts';
import { rebuildJournal, setAsideJournal, startRebuild } from './rebuild.ts';

const LONG = Array.from({ length: 12 }, (_, index) => [`${index}:${'x'.repeat(300)}`]);

/** A journal of several segments, and its frames as the books hold them. */
function lost(): { readonly original: FaultPort; readonly frames: readonly Frame[] } {
  const original = written(LONG, 1800);
  return { original, frames: framesOf(original) };
}

/** Every file below a folder with its bytes. */
function contents(port: FaultPort, folder: string): Record<string, string> {
  const paths = port.paths().filter((path) => path.startsWith(`${folder}/`));
  return Object.fromEntries(paths.map((path) => [path, String(port.bytesOf(path).length)]));
}

describe('rebuildJournal', () => {
  it('BO3: writes a lost journal again, frame by frame and segment by segment', () => {
    const { original, frames } = lost();
    const port = memoryPort();
    const head = value(rebuildJournal(port, frames));
    expect(head).toMatchObject({ number: frames.length, journalId: 'journal', chain: frames.at(-1)?.chain });
    expect(framesOf(port)).toEqual(frames);
    expect(contents(port, 'journal')).toEqual(contents(original, 'journal'));
  });

  it('BO3: takes more frames than one batch', () => {
    const original = written([Array.from({ length: 1200 }, (_, index) => String(index))]);
    const frames = framesOf(original);
    const port = memoryPort();
    expect(value(rebuildJournal(port, frames)).number).toBe(frames.length);
    expect(openAt(port).head.number).toBe(frames.length);
  });

  it('BO3: lasts', () => {
    const { frames } = lost();
    const port = memoryPort();
    value(rebuildJournal(port, frames));
    port.restart();
    expect(framesOf(port)).toEqual(frames);
  });

  it('BO3: is never put over an existing journal', () => {
    const port = written([['one']]);
    const before = port.bytesOf(FIRST_SEGMENT).slice();
    expect(rebuildJournal(port, framesOf(port))).toEqual({
      ok: false,
      error: { kind: 'storage', reason: 'exists', path: 'journal' },
    });
    expect(port.bytesOf(FIRST_SEGMENT)).toEqual(before);
  });

  it('JO9: keeps what lies in a journal folder without a segment', () => {
    const { frames } = lost();
    const port = memoryPort();
    port.makeFolder('journal');
    port.create('journal/notes.txt');
    value(rebuildJournal(port, frames));
    expect(port.paths()).toContain('quarantine/journal-1/notes.txt');
    expect(framesOf(port)).toEqual(frames);
  });

  it('BO3: refuses frames that do not give the chains that they carry, and puts nothing in place', () => {
    const { frames } = lost();
    const port = memoryPort();
    const forged = frames.with(3, { ...(frames[3] as Frame), payload: new Uint8Array(4) });
    expect(rebuildJournal(port, forged)).toMatchObject({ error: { reason: 'not-continuing', number: 4 } });
    expect(contents(port, 'journal')).toEqual({});
  });

  it('BO3: refuses a forged frame in a later batch', () => {
    const frames = framesOf(written([Array.from({ length: 600 }, (_, index) => String(index))]));
    const forged = frames.with(10, { ...(frames[10] as Frame), payload: new Uint8Array(4) });
    expect(rebuildJournal(memoryPort(), forged)).toMatchObject({
      error: { reason: 'not-continuing', number: 11 },
    });
  });

  it('JO4: refuses frames that do not begin with the open frame', () => {
    const { frames } = lost();
    const first = { ...(frames[0] as Frame), kind: 2 as const };
    expect(rebuildJournal(memoryPort(), [first])).toMatchObject({
      error: { reason: 'not-continuing', number: 1 },
    });
    expect(rebuildJournal(memoryPort(), frames.slice(1))).toMatchObject({
      error: { reason: 'not-continuing', number: 2 },
    });
  });

  it('BO3: makes no journal of no frames', () => {
    const port = memoryPort();
    expect(rebuildJournal(port, [])).toMatchObject({ error: { reason: 'missing' } });
    expect(contents(port, 'journal')).toEqual({});
  });

  it('BO3: begins again beside what an interrupted rebuild left', () => {
    const { frames } = lost();
    const port = memoryPort();
    value(value(startRebuild(port)).add(frames.slice(0, 3)));
    value(rebuildJournal(port, frames));
    expect(framesOf(port)).toEqual(frames);
    expect(port.list('')).toContain('journal-rebuild-1');
  });

  it('tells how far it is', () => {
    const { frames } = lost();
    const rebuild = value(startRebuild(memoryPort()));
    expect(value(rebuild.add(frames.slice(0, 3))).number).toBe(3);
    expect(value(rebuild.add(frames.slice(3, 5))).number).toBe(5);
  });

  it('answers what the system refuses at its beginning as data', () => {
    const port = memoryPort();
    port.faults = new Map([[1, 'io']]);
    expect(rebuildJournal(port, [])).toMatchObject({ error: { reason: 'io', operation: 'rebuild' } });
  });

  it('answers what the system refuses when the journal is put in place', () => {
    const { frames } = lost();
    const port = memoryPort();
    const rebuild = value(startRebuild(port));
    value(rebuild.add(frames.slice(0, 3)));
    // The close of the segment, the list of the company's folder, then the rename.
    port.faults = new Map([[port.calls + 3, 'io']]);
    expect(rebuild.finish()).toMatchObject({ error: { reason: 'io', operation: 'rename' } });
  });

  it('answers what the system refuses when something else is moved away', () => {
    const { frames } = lost();
    const port = memoryPort();
    port.makeFolder('journal');
    const rebuild = value(startRebuild(port));
    value(rebuild.add(frames.slice(0, 3)));
    port.faults = new Map([[port.calls + 3, 'io']]);
    expect(rebuild.finish()).toMatchObject({ error: { reason: 'io', operation: 'rename' } });
  });
});

describe('setAsideJournal', () => {
  it('JO9: moves a journal into quarantine whole', () => {
    const port = written([['one']]);
    const bytes = port.bytesOf(FIRST_SEGMENT);
    expect(value(setAsideJournal(port))).toBe('quarantine/journal-1');
    expect(port.bytesOf('quarantine/journal-1/seg-0000000000000001.cfj')).toEqual(bytes);
    expect(contents(port, 'journal')).toEqual({});
  });
});
