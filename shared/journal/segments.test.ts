import { describe, expect, it } from 'vitest';
import {
  chop,
  extend,
  FIRST_SEGMENT,
  flip,
  framesOf,
  memoryPort,
  rewriteHeader,
  written,
} from '../../test/crash/test-journal.ts';
import { encodeFrames, FRAME_KIND, frameBytes } from './frame.ts';
import type { JournalFile } from './port.ts';
import {
  FIRST_CHAIN,
  listSegments,
  readFully,
  readSeal,
  segmentName,
  withFile,
  writeFully,
} from './segments.ts';

/** A file that moves at most `most` bytes in one call. */
function slowFile(content: Uint8Array, most: number): JournalFile & { readonly content: Uint8Array } {
  return {
    content,
    read: (into, at) => {
      const part = content.subarray(at, at + Math.min(most, into.length));
      into.set(part);
      return part.length;
    },
    write: (bytes, at) => {
      const part = bytes.subarray(0, Math.min(most, content.length - at));
      content.set(part, at);
      return part.length;
    },
    flush: () => undefined,
    truncate: () => undefined,
    size: () => content.length,
    close: () => undefined,
  };
}

describe('segments', () => {
  it('JO2: names a segment by its first number in sixteen hex digits', () => {
    expect(segmentName(1)).toBe('seg-0000000000000001.cfj');
    expect(segmentName(0xabcdef)).toBe('seg-0000000000abcdef.cfj');
  });

  it('JO2: lists segments by number and passes over other files', () => {
    const port = memoryPort();
    port.makeFolder('journal');
    for (const name of [
      segmentName(300),
      'notes.txt',
      segmentName(20),
      'seg-1.cfj',
      `${segmentName(4)}.bak`,
    ]) {
      port.create(`journal/${name}`);
    }
    expect(listSegments(port, 'journal').map(({ first }) => first)).toEqual([20, 300]);
  });

  it('lists nothing in a folder that is not there', () => {
    expect(listSegments(memoryPort(), 'journal')).toEqual([]);
  });

  it('JO5: writes until every byte is counted', () => {
    const file = slowFile(new Uint8Array(10), 3);
    writeFully(file, Uint8Array.of(1, 2, 3, 4, 5, 6, 7), 2);
    expect([...file.content]).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 0]);
  });

  it('JO7: takes a write of nothing as a full disk', () => {
    const file = slowFile(new Uint8Array(4), 3);
    expect(() => writeFully(file, new Uint8Array(8), 0)).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
  });

  it('reads on after a short read, and stops at the end of the file', () => {
    const file = slowFile(Uint8Array.of(1, 2, 3, 4, 5), 2);
    const into = new Uint8Array(8);
    expect(readFully(file, into, 1)).toBe(4);
    expect([...into]).toEqual([2, 3, 4, 5, 0, 0, 0, 0]);
  });

  it('closes a file even when its use throws', () => {
    const port = memoryPort();
    port.create('file');
    const before = port.calls;
    expect(() =>
      withFile(port, 'file', 'read', () => {
        throw new Error('stop');
      }),
    ).toThrow('stop');
    expect(port.calls - before).toBe(2);
  });
});

describe('seal', () => {
  const SEALED = [['a'], ['b'.repeat(600)], ['c'.repeat(600)]];
  const NEXT = { name: segmentName(4), first: 4 };
  const FIRST = { name: segmentName(1), first: 1 };

  it('JO2: is found at the end of an earlier segment, with the chain that the next starts from', () => {
    const port = written(SEALED, 1200);
    const [, next] = listSegments(port, 'journal');
    const seal = readSeal(port, 'journal', FIRST, next ?? NEXT);
    expect(seal).toMatchObject({ bytes: port.bytesOf(FIRST_SEGMENT).length });
    const sealed = framesOf(port).find(({ number }) => number === (next?.first ?? 0) - 1);
    expect('chain' in seal && [...seal.chain]).toEqual([...(sealed?.chain ?? [])]);
  });

  it('JO8: is missing when the segment was cut', () => {
    const port = written(SEALED, 1200);
    const [, next] = listSegments(port, 'journal');
    chop(port, FIRST_SEGMENT, 8);
    expect(readSeal(port, 'journal', FIRST, next ?? NEXT)).toMatchObject({ problem: 'seal-missing' });
  });

  it('JO8: is missing in a segment too short for one', () => {
    const port = memoryPort();
    port.create(FIRST_SEGMENT);
    expect(readSeal(port, 'journal', FIRST, NEXT)).toEqual({
      segment: FIRST.name,
      offset: 0,
      number: 3,
      problem: 'seal-missing',
    });
  });

  it('JO8: is missing when a commit stands at the end', () => {
    const port = written([['a'.repeat(256)]]);
    expect(readSeal(port, 'journal', FIRST, { name: segmentName(3), first: 3 })).toMatchObject({
      problem: 'seal-missing',
    });
    const shorter = written([['a'.repeat(200)]]);
    expect(readSeal(shorter, 'journal', FIRST, { name: segmentName(3), first: 3 })).toMatchObject({
      problem: 'seal-missing',
    });
  });

  it('JO8: shows by its number that a segment between is missing', () => {
    const port = written(SEALED, 1200);
    expect(readSeal(port, 'journal', FIRST, { name: segmentName(99), first: 99 })).toMatchObject({
      segment: segmentName(99),
      offset: 0,
      number: 4,
      problem: 'segment-missing',
    });
  });

  it('JO3: is not believed in another length than a seal has', () => {
    const port = written([['a']]);
    const { bytes } = encodeFrames(port, { number: 2, chain: FIRST_CHAIN }, [
      { kind: FRAME_KIND.seal, payload: new Uint8Array(249) },
    ]);
    extend(port, FIRST_SEGMENT, bytes);
    expect(readSeal(port, 'journal', FIRST, NEXT)).toMatchObject({ problem: 'seal-missing' });
  });

  it('EV7: is told apart when a newer program wrote it', () => {
    const port = written([['a'.repeat(256)]]);
    const bytes = port.bytesOf(FIRST_SEGMENT);
    rewriteHeader(bytes, bytes.length - frameBytes(256), (view) => view.setUint16(6, 2, true));
    expect(readSeal(port, 'journal', FIRST, NEXT)).toMatchObject({ problem: 'newer-format' });
  });

  it('JO3: is not believed when its header is damaged', () => {
    const port = written(SEALED, 1200);
    const [, next] = listSegments(port, 'journal');
    flip(port, FIRST_SEGMENT, -256 - 32 - 30);
    expect(readSeal(port, 'journal', FIRST, next ?? NEXT)).toMatchObject({ problem: 'seal-missing' });
  });

  it('keeps the identity of the journal', () => {
    const port = written(SEALED, 1200);
    const [, next] = listSegments(port, 'journal');
    const seal = readSeal(port, 'journal', FIRST, next ?? NEXT);
    expect('payload' in seal && new TextDecoder().decode(seal.payload)).toContain('"journalId":"journal"');
  });
});
