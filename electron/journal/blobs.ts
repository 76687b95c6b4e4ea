import { createHash } from 'node:crypto';
import { readdir, readFile, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../shared/errors/result.ts';
import type { StorageError } from '../../shared/errors/storage-error.ts';
import { codeOf, storageErrorOf } from '../../shared/journal/storage-fault.ts';
import { flushFolder, writeFlushed } from './atomic-file.ts';
import { makeLastingFolder } from './node-port.ts';

/** EV11: the largest blob (logo, archived PDF, bank file, mail, e-invoice). */
export const MAX_BLOB_BYTES = 20 * 1024 * 1024;

const FOLDER = 'blobs';
const NAME = /^[0-9a-f]{64}$/;
let temporaries = 0;

/**
 * Keeps bytes as `blobs/<sha256>` in the company's folder and answers that hash, once they are on the medium: only then
 * may a commit name it (EV11). Bytes that are there already are not written again; a damaged copy is replaced.
 */
export async function putBlob(company: string, bytes: Uint8Array): Promise<Result<string, StorageError>> {
  if (bytes.length > MAX_BLOB_BYTES) {
    return err({ kind: 'storage', reason: 'too-large', bytes: bytes.length, limit: MAX_BLOB_BYTES });
  }
  const hash = sha256(bytes);
  const present = await getBlob(company, hash);
  if (present.ok) return ok(hash);
  const folder = join(company, FOLDER);
  try {
    makeLastingFolder(folder);
    temporaries += 1;
    const temporary = join(folder, `.${hash}-${process.pid}-${temporaries}`);
    await writeFlushed(temporary, bytes);
    await rename(temporary, join(folder, hash));
    await flushFolder(folder);
    return ok(hash);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'write'));
  }
}

/** The bytes of a blob, checked against its name: `missing`, or `damaged` when they are something else. */
export async function getBlob(company: string, hash: string): Promise<Result<Uint8Array, StorageError>> {
  const path = `${FOLDER}/${hash}`;
  if (!NAME.test(hash)) return err({ kind: 'storage', reason: 'missing', path });
  try {
    const bytes = await readFile(join(company, FOLDER, hash));
    return sha256(bytes) === hash ? ok(bytes) : err({ kind: 'storage', reason: 'damaged', path });
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return err({ kind: 'storage', reason: 'missing', path });
    return err(storageErrorOf(thrown, 'read'));
  }
}

/** Whether a blob is there, unchecked. */
export const hasBlob = (company: string, hash: string): Promise<boolean> =>
  stat(join(company, FOLDER, hash)).then(
    ({ size }) => size > 0,
    () => false,
  );

/** The hashes of all blobs that are there, unchecked. */
export async function listBlobs(company: string): Promise<readonly string[]> {
  try {
    return (await readdir(join(company, FOLDER))).filter((name) => NAME.test(name));
  } catch {
    return [];
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
