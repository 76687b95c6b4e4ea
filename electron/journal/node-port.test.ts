import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../shared/journal/open-journal.ts';
import { decideRecovery } from '../../shared/journal/recovery.ts';
import { scanTail } from '../../shared/journal/scan.ts';
import { IDENTITY, readAll } from '../../test/crash/journal-model.ts';
import { frame, NOTHING_KNOWN, value } from '../../test/crash/test-journal.ts';
import { nodePort, syncFolder } from './node-port.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'counterfoil-port-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the port on this machine', () => {
  it('writes at an offset, reads back, and cuts', () => {
    const port = nodePort(root);
    const file = port.create('file');
    expect(file.write(Uint8Array.of(1, 2, 3), 5)).toBe(3);
    file.flush();
    expect(file.size()).toBe(8);
    const into = new Uint8Array(10);
    expect(file.read(into, 4)).toBe(4);
    expect([...into.subarray(0, 4)]).toEqual([0, 1, 2, 3]);
    file.truncate(6);
    expect(file.size()).toBe(6);
    file.close();
  });

  it('creates no file over another', () => {
    const port = nodePort(root);
    port.create('file').close();
    expect(() => port.create('file')).toThrow(expect.objectContaining({ code: 'EEXIST' }));
  });

  it('writes no file opened for reading', () => {
    const port = nodePort(root);
    port.create('file').close();
    const file = port.open('file', 'read');
    expect(() => file.write(Uint8Array.of(1), 0)).toThrow();
    file.close();
    const again = port.open('file', 'write');
    expect(again.write(Uint8Array.of(1), 0)).toBe(1);
    again.close();
  });

  it('lists names, and none of a folder that is not there', () => {
    const port = nodePort(root);
    port.makeFolder('journal');
    port.makeFolder('journal');
    port.create('journal/a').close();
    port.syncFolder('journal');
    expect(port.list('journal')).toEqual(['a']);
    expect(port.list('elsewhere')).toEqual([]);
    port.rename('journal', 'moved');
    expect(port.list('')).toEqual(['moved']);
  });

  it('hashes as everybody does', () => {
    const bytes = new TextEncoder().encode('123456789');
    const port = nodePort(root);
    expect([...port.sha256(bytes)]).toEqual([...createHash('sha256').update(bytes).digest()]);
    expect(port.crc32(bytes, 0, bytes.length)).toBe(0xcbf43926);
  });

  it('JO2: takes a folder that cannot be flushed for an error, but not on Windows', () => {
    const missing = join(root, 'missing');
    expect(() => syncFolder(missing)).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(() => syncFolder(missing, 'win32')).toThrow(expect.objectContaining({ code: 'ENOENT' }));
    expect(() => syncFolder(root, 'win32')).not.toThrow();
    const refusing = (code: string) => () => {
      throw Object.assign(new Error(code), { code });
    };
    for (const code of ['EPERM', 'EISDIR']) {
      expect(() => syncFolder(root, 'win32', refusing(code))).not.toThrow();
      expect(() => syncFolder(root, 'linux', refusing(code))).toThrow(expect.objectContaining({ code }));
    }
    expect(() => syncFolder(root, 'win32', refusing('EIO'))).toThrow(
      expect.objectContaining({ code: 'EIO' }),
    );
  });

  it('JO5: carries a journal', () => {
    const port = nodePort(root);
    const scan = value(scanTail(port));
    const decision = decideRecovery(scan, NOTHING_KNOWN);
    const journal = value(openJournal(port, { scan, decision, identity: IDENTITY, segmentBytes: 1000 }));
    for (let count = 0; count < 10; count += 1) value(journal.append([frame('x'.repeat(300))]));
    journal.close();
    const { frames, sound } = readAll(port);
    expect(sound).toBe(true);
    expect(frames.at(-1)?.number).toBe(journal.head.number);
    expect(port.list('journal').length).toBeGreaterThan(2);
  });
});
