import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readAtomic, writeAtomic } from './atomic-file.ts';

const disk = vi.hoisted(() => ({ takesNothing: false }));

vi.mock('node:fs/promises', async (original) => {
  const files = await original<typeof import('node:fs/promises')>();
  const open: typeof files.open = async (...args) => {
    const file = await files.open(...args);
    const write = file.write.bind(file);
    const none = async () => ({ bytesWritten: 0, buffer: new Uint8Array() });
    return Object.assign(file, {
      write: (...all: [Uint8Array, number, number, number]) => (disk.takesNothing ? none() : write(...all)),
    });
  };
  return { ...files, open };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counterfoil-file-'));
});
afterEach(() => {
  disk.takesNothing = false;
  rmSync(folder, { recursive: true, force: true });
});

it('JO7, EV12: a disk that takes no bytes and says nothing is full; the old content stays', async () => {
  const path = join(folder, 'draft.json');
  expect((await writeAtomic(path, '"before"')).ok).toBe(true);
  disk.takesNothing = true;
  expect(await writeAtomic(path, '"after"')).toMatchObject({ ok: false, error: { reason: 'disk-full' } });
  expect(readFileSync(path, 'utf8')).toBe('"before"');
});

it('JO9: a damaged file that cannot be set aside stays where it is, and that is said', async () => {
  const LONGEST = 255;
  const path = join(folder, 'd'.repeat(LONGEST - 5));
  writeFileSync(path, 'half of it');
  expect(await readAtomic(path, () => null)).toMatchObject({ ok: false, error: { code: 'ENAMETOOLONG' } });
  expect(readdirSync(folder)).toHaveLength(1);
  expect(readFileSync(path, 'utf8')).toBe('half of it');
});
