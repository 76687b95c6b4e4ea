import { type FileHandle, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { err, ok, type Result } from '../../shared/errors/result.ts';
import type { StorageError } from '../../shared/errors/storage-error.ts';
import { codeOf, storageErrorOf } from '../../shared/journal/storage-fault.ts';
import { isFlushlessFolder } from './node-port.ts';

/** What a small file holds; `damaged` when it could not be understood and was set aside under the path given (EV12). */
export type SmallFile<T> =
  | { readonly state: 'missing' }
  | { readonly state: 'read'; readonly value: T }
  | { readonly state: 'damaged'; readonly setAside: string };

/** What a reading has found of a file, or of a folder of such files. */
export type FileNews =
  | { readonly path: string; readonly found: 'sound' }
  | { readonly path: string; readonly found: 'unreadable'; readonly error: StorageError }
  | { readonly path: string; readonly found: 'damaged'; readonly setAside: string };

/** Writes that are under way, by path: a later one waits, so that the last value asked for is the one that stays. */
const underWay = new Map<string, Promise<unknown>>();
/** Paths whose last reading failed: what lies there may be worth more than what would replace it. */
const unread = new Map<string, StorageError>();
const watchers = new Set<(news: FileNews) => void>();

/** Tells of files that are damaged or cannot be read, and of those that can be read again. Answers the function that stops it. */
export function watchSmallFiles(watcher: (news: FileNews) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function tell(news: FileNews): void {
  for (const watcher of [...watchers]) watcher(news);
}

function noteUnread(path: string, error: StorageError): StorageError {
  unread.set(path, error);
  tell({ path, found: 'unreadable', error });
  return error;
}

function noteSound(path: string): void {
  if (unread.delete(path)) tell({ path, found: 'sound' });
}

/**
 * Replaces a small file whole (drafts, settings, marks): after a crash there is the old content or the new, never a
 * part. Answered when the new one is on the medium; on an error the old one is still there. What the last reading could not
 * read is not replaced: the error is that of the reading, until one succeeds.
 */
export function writeAtomic(path: string, content: string | Uint8Array): Promise<Result<null, StorageError>> {
  const before = underWay.get(path) ?? Promise.resolve();
  const written = before.then(() => replace(path, content));
  underWay.set(path, written);
  return written.finally(() => {
    if (underWay.get(path) === written) underWay.delete(path);
  });
}

/**
 * Reads a file written by `writeAtomic`. `parse` answers null for what it does not understand; such a file is renamed to
 * `<name>.damaged-<n>` and reported, never overwritten.
 */
export async function readAtomic<T>(
  path: string,
  parse: (text: string) => T | null,
): Promise<Result<SmallFile<T>, StorageError>> {
  try {
    await underWay.get(path);
    const value = parse(await readFile(path, 'utf8'));
    if (value !== null) {
      noteSound(path);
      return ok({ state: 'read', value });
    }
    const damaged = { state: 'damaged', setAside: await setAside(path) } as const;
    noteSound(path);
    tell({ path, found: 'damaged', setAside: damaged.setAside });
    return ok(damaged);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') return err(noteUnread(path, storageErrorOf(thrown, 'read')));
    noteSound(path);
    return ok({ state: 'missing' });
  }
}

/** Names in a folder of small files; none where it is missing. One that cannot be read is told of. */
export async function namesIn(folder: string): Promise<Result<readonly string[], StorageError>> {
  try {
    const names = await readdir(folder);
    noteSound(folder);
    return ok(names);
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT') return err(noteUnread(folder, storageErrorOf(thrown, 'read')));
    return ok([]);
  }
}

/** Takes a small file away for good, also one that cannot be read; nothing when there is none. */
export async function removeSmallFile(path: string): Promise<void> {
  await rm(path, { force: true });
  noteSound(path);
}

async function replace(path: string, content: string | Uint8Array): Promise<Result<null, StorageError>> {
  const kept = unread.get(path);
  if (kept) return err(kept);
  const temporary = `${path}.tmp`;
  try {
    await writeFlushed(temporary, typeof content === 'string' ? new TextEncoder().encode(content) : content);
    await rename(temporary, path);
    await flushFolder(dirname(path));
    return ok(null);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'write'));
  }
}

/**
 * `syncFolder` for those who write small files beside the clerk's own commands: the thread that answers them must not stand
 * still for a flush.
 */
export async function flushFolder(
  path: string,
  platform: NodeJS.Platform = process.platform,
  flush: (folder: FileHandle) => Promise<void> = (folder) => folder.sync(),
): Promise<void> {
  try {
    const folder = await open(path, 'r');
    try {
      await flush(folder);
    } finally {
      await folder.close();
    }
  } catch (thrown) {
    if (!isFlushlessFolder(thrown, platform)) throw thrown;
  }
}

/** Writes a file until every byte is counted, and flushes it. */
export async function writeFlushed(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'w');
  try {
    await writeAll(file, bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let done = 0;
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, done);
    if (bytesWritten === 0) throw Object.assign(new Error('nothing written'), { code: 'ENOSPC' });
    done += bytesWritten;
  }
}

/** Renames a file to `<name>.damaged-<n>`, the first that is free, and answers that name. */
export async function setAside(path: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const target = `${path}.damaged-${count}`;
    try {
      // Claims the name first: a rename would silently replace what was set aside before.
      await (await open(target, 'wx')).close();
    } catch (thrown) {
      if (codeOf(thrown) === 'EEXIST') continue;
      throw thrown;
    }
    await rename(path, target);
    return basename(target);
  }
}
