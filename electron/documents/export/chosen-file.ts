/**
 * A file that is written piece by piece to a place that the user chose: under another name beside it until it is whole, so
 * that what stood there stays when it is given up or fails.
 */
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { type AppError, err, type Result } from '../../../shared/errors/index.ts';
import { storageErrorOf } from '../../../shared/journal/storage-fault.ts';

export interface ChosenFile {
  write(bytes: Uint8Array): Promise<void>;
}

/**
 * Writes a file by `work`, which may reject with the system's error. The file is there when `work` answers `ok`; otherwise
 * nothing of it is left.
 */
export async function writeWhole<T>(
  path: string,
  work: (file: ChosenFile) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  const beside = `${path}.part`;
  let handle: FileHandle | null = null;
  try {
    handle = await open(beside, 'w');
    const file = handle;
    const done = await work({
      write: async (bytes) => {
        if (bytes.length > 0) await file.writeFile(bytes);
      },
    });
    if (done.ok) await file.sync();
    handle = null;
    await file.close();
    if (done.ok) await rename(beside, path);
    else await rm(beside, { force: true });
    return done;
  } catch (thrown) {
    await handle?.close().catch(() => undefined);
    await rm(beside, { force: true }).catch(() => undefined);
    return err(storageErrorOf(thrown, 'write'));
  }
}
