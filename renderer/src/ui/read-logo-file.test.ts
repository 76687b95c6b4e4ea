import { expect, it } from 'vitest';
import { readLogoFile } from './read-logo-file.ts';

const file = (size: number, start: readonly number[] | null) => ({
  size,
  arrayBuffer: async () => {
    if (!start) throw new RangeError('the file was read');
    return Uint8Array.from({ length: size }, (_, at) => start[at] ?? 0).buffer;
  },
});

it('refuses a picture of 50 MB and one of 500 MB without reading it', async () => {
  for (const size of [2 * 1024 * 1024 + 1, 50_000_000, 500_000_000]) {
    expect(await readLogoFile(file(size, null))).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'too-large' },
    });
  }
});

it('takes what begins as PNG or JPEG, and nothing else', async () => {
  expect(await readLogoFile(file(9, [0x89, 0x50, 0x4e, 0x47]))).toMatchObject({ ok: true });
  expect(await readLogoFile(file(9, [0xff, 0xd8, 0xff]))).toMatchObject({ ok: true });
  for (const start of [[0x47, 0x49, 0x46], [0x25, 0x50, 0x44, 0x46], []]) {
    expect(await readLogoFile(file(9, start))).toMatchObject({ error: { reason: 'unsupported-file' } });
  }
  expect(await readLogoFile(file(0, []))).toMatchObject({ error: { reason: 'unsupported-file' } });
});
