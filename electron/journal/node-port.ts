import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { crc32 } from '../../shared/journal/crc32.ts';
import type { JournalFile, JournalPort } from '../../shared/journal/port.ts';

/** The journal's port on this machine; paths are relative to `root`, the company's folder. */
export function nodePort(root: string, platform: NodeJS.Platform = process.platform): JournalPort {
  return {
    list: (folder) => (existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : []),
    makeFolder: (folder) => {
      mkdirSync(join(root, folder), { recursive: true });
    },
    syncFolder: (folder) => syncFolder(join(root, folder), platform),
    create: (path) => fileOf(openSync(join(root, path), 'wx+')),
    open: (path, access) => fileOf(openSync(join(root, path), access === 'read' ? 'r' : 'r+')),
    rename: (from, to) => renameSync(join(root, from), join(root, to)),
    sha256: (bytes) => hash('sha256', bytes, 'buffer'),
    crc32,
  };
}

/** Makes names in a folder last (JO2). Windows cannot flush a folder and says EPERM; only there is that no error. */
export function syncFolder(
  path: string,
  platform: NodeJS.Platform = process.platform,
  flush: (descriptor: number) => void = fsyncSync,
): void {
  try {
    const folder = openSync(path, 'r');
    try {
      flush(folder);
    } finally {
      closeSync(folder);
    }
  } catch (thrown) {
    if (!isFlushlessFolder(thrown, platform)) throw thrown;
  }
}

/** True for what Windows answers when a folder is to be flushed, which it cannot do. */
export function isFlushlessFolder(thrown: unknown, platform: NodeJS.Platform): boolean {
  const { code } = thrown as NodeJS.ErrnoException;
  return platform === 'win32' && (code === 'EPERM' || code === 'EISDIR');
}

/**
 * Makes a folder and those above it that are missing, and makes their names last (JO2): a flushed file is no use after a
 * power cut when a folder on the way to it is gone.
 */
export function makeLastingFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  const top = dirname(resolve(first));
  for (let at = resolve(path); at !== top; at = dirname(at)) syncFolder(dirname(at));
}

function fileOf(descriptor: number): JournalFile {
  return {
    read: (into, at) => readSync(descriptor, into, 0, into.length, at),
    write: (bytes, at) => writeSync(descriptor, bytes, 0, bytes.length, at),
    flush: () => fdatasyncSync(descriptor),
    truncate: (length) => ftruncateSync(descriptor, length),
    size: () => fstatSync(descriptor).size,
    close: () => closeSync(descriptor),
  };
}
