import { describe, expect, it } from 'vitest';
import type { JournalFile } from '../../shared/journal/port.ts';
import { FaultPort } from './fault-port.ts';
import { seeded } from './random.ts';

const KB = new Uint8Array(1024).fill(1);

/** What is left of a file that was written but not flushed, over many crashes. */
function leftovers(act: (port: FaultPort, file: JournalFile) => void): Set<string> {
  const found = new Set<string>();
  for (let seed = 0; seed < 200; seed += 1) {
    const port = new FaultPort(seeded(seed));
    const file = port.create('file');
    port.syncFolder('');
    act(port, file);
    port.restart();
    const bytes = port.bytesOf('file');
    found.add([bytes.length, ...[0, 512].map((at) => bytes[at] ?? '-')].join(' '));
  }
  return found;
}

describe('a file system that forgets', () => {
  it('keeps what was flushed', () => {
    const found = leftovers((_, file) => {
      file.write(KB, 0);
      file.flush();
    });
    expect([...found]).toEqual(['1024 1 1']);
  });

  it('loses, tears and reorders what was not flushed', () => {
    const found = leftovers((_, file) => file.write(KB, 0));
    expect(found).toContain('0 - -');
    expect(found).toContain('1024 1 1');
    expect(found).toContain('512 1 -');
    expect(found).toContain('1024 0 1');
    expect(found).toContain('1024 0 0');
  });

  it('may bring back what was cut off without a flush', () => {
    const found = leftovers((_, file) => {
      file.write(KB, 0);
      file.flush();
      file.truncate(0);
    });
    expect(found).toContain('1024 1 1');
    expect(found).toContain('0 - -');
  });

  it('loses what a lying flush should have written, even after a flush that says all is well', () => {
    const found = leftovers((port, file) => {
      file.write(KB, 0);
      port.plan([[1, 'flush-lost']]);
      expect(() => file.flush()).toThrow();
      file.flush();
    });
    expect([...found]).toEqual(['0 - -']);
  });

  it('forgets names whose folder was not flushed', () => {
    const kept = new Set<boolean>();
    for (let seed = 0; seed < 50; seed += 1) {
      const port = new FaultPort(seeded(seed));
      port.create('file').flush();
      port.restart();
      kept.add(port.paths().includes('file'));
    }
    expect(kept).toEqual(new Set([true, false]));
  });

  it('throws at every call after the crash, until the restart', () => {
    const port = new FaultPort(seeded(1));
    port.plan([[2, 'crash']]);
    port.makeFolder('a');
    expect(() => port.makeFolder('b')).toThrow();
    expect(() => port.list('')).toThrow();
    port.restart();
    expect(port.list('')).not.toContain('b');
  });

  it('takes a part of a write when it is told to', () => {
    const port = new FaultPort(seeded(1));
    const file = port.create('file');
    port.plan([[1, 'short-write']]);
    expect(file.write(KB, 0)).toBeLessThan(KB.length);
    port.plan([[1, 'disk-full']]);
    expect(file.write(KB, 0)).toBeLessThan(KB.length);
    expect(() => file.write(KB, 0)).toThrow(expect.objectContaining({ code: 'ENOSPC' }));
  });

  it('keeps a fault for the next call that it fits', () => {
    const port = new FaultPort(seeded(1));
    const file = port.create('file');
    port.plan([[1, 'flush-lost']]);
    file.size();
    file.write(KB, 0);
    expect(() => file.flush()).toThrow(expect.objectContaining({ code: 'EIO' }));
  });
});
