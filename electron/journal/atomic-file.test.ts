import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { flushFolder, readAtomic, writeAtomic } from './atomic-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-file-'));
  path = join(folder, 'draft.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

describe('names of a folder', () => {
  const refusing = (code: string) => async () => {
    throw Object.assign(new Error(code), { code });
  };

  it('JO2: last, except where Windows cannot flush a folder', async () => {
    await expect(flushFolder(folder)).resolves.toBeUndefined();
    await expect(flushFolder(folder, 'win32', refusing('EPERM'))).resolves.toBeUndefined();
    await expect(flushFolder(folder, 'win32', refusing('EISDIR'))).resolves.toBeUndefined();
    await expect(flushFolder(folder, 'win32', refusing('EIO'))).rejects.toMatchObject({ code: 'EIO' });
    await expect(flushFolder(folder, 'linux', refusing('EPERM'))).rejects.toMatchObject({ code: 'EPERM' });
  });
});

describe('small files', () => {
  it('EV12: reads back what was written', async () => {
    expect(await writeAtomic(path, '{"a":1}')).toEqual({ ok: true, value: null });
    expect(await readAtomic(path, parse)).toEqual({ ok: true, value: { state: 'read', value: { a: 1 } } });
    expect(readdirSync(folder)).toEqual(['draft.json']);
  });

  it('writes bytes as they are', async () => {
    await writeAtomic(path, Uint8Array.of(0, 255, 7));
    expect([...readFileSync(path)]).toEqual([0, 255, 7]);
  });

  it('EV12: replaces the old content whole', async () => {
    await writeAtomic(path, JSON.stringify('long'.repeat(1000)));
    await writeAtomic(path, '"short"');
    expect(readFileSync(path, 'utf8')).toBe('"short"');
  });

  it('keeps the last of several values asked for at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => writeAtomic(path, String(index))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(readFileSync(path, 'utf8')).toBe('19');
  });

  it('reads what is being written', async () => {
    const writing = writeAtomic(path, '"new"');
    expect(await readAtomic(path, parse)).toMatchObject({ value: { value: 'new' } });
    await writing;
  });

  it('says that there is none', async () => {
    expect(await readAtomic(path, parse)).toEqual({ ok: true, value: { state: 'missing' } });
  });

  it('EV12: sets a file aside that it cannot understand, and loses none of them', async () => {
    writeFileSync(path, '{"torn":');
    expect(await readAtomic(path, parse)).toEqual({
      ok: true,
      value: { state: 'damaged', setAside: 'draft.json.damaged-1' },
    });
    writeFileSync(path, '{"torn again":');
    expect(await readAtomic(path, parse)).toMatchObject({ value: { setAside: 'draft.json.damaged-2' } });
    expect(readdirSync(folder).sort()).toEqual(['draft.json.damaged-1', 'draft.json.damaged-2']);
    expect(readFileSync(join(folder, 'draft.json.damaged-1'), 'utf8')).toBe('{"torn":');
  });

  it('passes over a part that a crash left beside the file', async () => {
    await writeAtomic(path, '"old"');
    writeFileSync(`${path}.tmp`, '"ne');
    expect(await readAtomic(path, parse)).toMatchObject({ value: { value: 'old' } });
    await writeAtomic(path, '"new"');
    expect(readFileSync(path, 'utf8')).toBe('"new"');
  });

  it('answers what the system refuses as data, and goes on afterwards', async () => {
    const elsewhere = join(folder, 'missing', 'draft.json');
    expect(await writeAtomic(elsewhere, 'x')).toMatchObject({
      ok: false,
      error: { reason: 'io', code: 'ENOENT' },
    });
    expect(await writeAtomic(elsewhere, 'x')).toMatchObject({ ok: false });
    expect(await readAtomic(folder, parse)).toMatchObject({
      ok: false,
      error: { reason: 'io', code: 'EISDIR' },
    });
  });
});
