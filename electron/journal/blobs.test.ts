import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { value } from '../../test/crash/test-journal.ts';
import { getBlob, listBlobs, MAX_BLOB_BYTES, putBlob } from './blobs.ts';

let company: string;
beforeEach(() => {
  company = mkdtempSync(join(tmpdir(), 'counterfoil-blobs-'));
});
afterEach(() => rmSync(company, { recursive: true, force: true }));

const LOGO = new TextEncoder().encode('a logo');
const LOGO_HASH = createHash('sha256').update(LOGO).digest('hex');

describe('blobs', () => {
  it('EV11: lie under their hash', async () => {
    expect(await putBlob(company, LOGO)).toEqual({ ok: true, value: LOGO_HASH });
    expect([...value(await getBlob(company, LOGO_HASH))]).toEqual([...LOGO]);
    expect(readdirSync(join(company, 'blobs'))).toEqual([LOGO_HASH]);
  });

  it('EV11: are written once', async () => {
    await putBlob(company, LOGO);
    const before = statSync(join(company, 'blobs', LOGO_HASH)).ino;
    expect(value(await putBlob(company, LOGO))).toBe(LOGO_HASH);
    expect(statSync(join(company, 'blobs', LOGO_HASH)).ino).toBe(before);
  });

  it('may be put twice at once', async () => {
    const answers = await Promise.all([putBlob(company, LOGO), putBlob(company, LOGO)]);
    expect(answers.map(value)).toEqual([LOGO_HASH, LOGO_HASH]);
    expect(readdirSync(join(company, 'blobs'))).toEqual([LOGO_HASH]);
  });

  it('EV11: are checked when they are read', async () => {
    await putBlob(company, LOGO);
    truncateSync(join(company, 'blobs', LOGO_HASH), 3);
    expect(await getBlob(company, LOGO_HASH)).toEqual({
      ok: false,
      error: { kind: 'storage', reason: 'damaged', path: `blobs/${LOGO_HASH}` },
    });
  });

  it('replace a damaged copy of themselves', async () => {
    await putBlob(company, LOGO);
    truncateSync(join(company, 'blobs', LOGO_HASH), 3);
    await putBlob(company, LOGO);
    expect((await getBlob(company, LOGO_HASH)).ok).toBe(true);
  });

  it('may be missing', async () => {
    expect(await getBlob(company, LOGO_HASH)).toMatchObject({ ok: false, error: { reason: 'missing' } });
  });

  it.each(['../lock', '', 'ABC', `${'0'.repeat(64)}/../x`])(
    'have no other name than a hash: %j',
    async (name) => {
      writeFileSync(join(company, 'lock'), 'secret');
      expect(await getBlob(company, name)).toMatchObject({ ok: false, error: { reason: 'missing' } });
    },
  );

  it('EV11: are refused above 20 MB', async () => {
    expect(await putBlob(company, new Uint8Array(MAX_BLOB_BYTES + 1))).toMatchObject({
      ok: false,
      error: { reason: 'too-large', limit: MAX_BLOB_BYTES },
    });
    expect(await listBlobs(company)).toEqual([]);
  });

  it('are listed without what a crash left behind', async () => {
    await putBlob(company, LOGO);
    writeFileSync(join(company, 'blobs', `.${LOGO_HASH}-1-1`), 'part');
    expect(await listBlobs(company)).toEqual([LOGO_HASH]);
  });

  it('answer what the system refuses as data', async () => {
    writeFileSync(join(company, 'blobs'), 'a file where the folder should be');
    expect(await putBlob(company, LOGO)).toMatchObject({
      ok: false,
      error: { reason: 'io', operation: 'write' },
    });
    expect(await getBlob(company, LOGO_HASH)).toMatchObject({
      ok: false,
      error: { reason: 'io', operation: 'read' },
    });
  });
});
