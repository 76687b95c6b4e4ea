/**
 * Loaded before the program (`node --import`): writes down every call that changes files below a folder, in the order in
 * which the calls ended, from all threads into one log. What was confirmed to the user stands in the same log, so that a
 * power cut can be laid between any two lines. Environment: `RECORD_ROOT` (the folder), `RECORD_LOG` (the log).
 */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { relative, resolve } from 'node:path';
import type { Recorded } from './recorded.ts';

const root = process.env.RECORD_ROOT as string;
const raw = { openSync: fs.openSync, writeSync: fs.writeSync };
const log = raw.openSync(process.env.RECORD_LOG as string, 'a');

function note(recorded: Recorded): void {
  raw.writeSync(log, `${JSON.stringify(recorded)}\n`);
}

/** Lets the program under test say what its user was told. */
(globalThis as { recordSaid?: (said: unknown) => void }).recordSaid = (said) => note({ op: 'said', said });

/** The path below the folder, or null for a file elsewhere. */
function inside(path: fs.PathLike): string | null {
  const below = relative(root, resolve(String(path)));
  return below.startsWith('..') ? null : below;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

interface Opened {
  readonly path: string;
  readonly isFolder: boolean;
  at: number;
}

function noteOpening(path: fs.PathLike, flags: unknown): Opened | null {
  const below = inside(path);
  if (below === null) return null;
  const isFolder = fs.statSync(path).isDirectory();
  const mode = String(flags ?? 'r');
  if (!isFolder && mode.startsWith('w')) note({ op: mode.includes('x') ? 'create' : 'empty', path: below });
  return { path: below, isFolder, at: 0 };
}

function noteWrite(file: Opened, bytes: Uint8Array, position: number | null | undefined): void {
  const at = position ?? file.at;
  file.at = at + bytes.length;
  note({ op: 'write', path: file.path, at, bytes: base64(bytes) });
}

const noteFlush = (file: Opened): void =>
  note(file.isFolder ? { op: 'sync-folder', path: file.path } : { op: 'flush', path: file.path });

const files = new Map<number, Opened>();

fs.openSync = (path, flags, mode) => {
  const descriptor = raw.openSync(path, flags, mode);
  const file = noteOpening(path, flags);
  if (file) files.set(descriptor, file);
  return descriptor;
};

const { closeSync, fsyncSync, fdatasyncSync, ftruncateSync, renameSync, unlinkSync, mkdirSync } = fs;

fs.closeSync = (descriptor) => {
  files.delete(descriptor);
  closeSync(descriptor);
};

fs.writeSync = ((descriptor: number, data: Uint8Array | string, ...rest: (number | null)[]) => {
  const bytes = typeof data === 'string' ? Buffer.from(data) : data;
  const [offset, length, position] = rest;
  const count = raw.writeSync(descriptor, bytes, offset ?? 0, length ?? bytes.length, position ?? null);
  const file = files.get(descriptor);
  if (file) noteWrite(file, bytes.subarray(offset ?? 0, (offset ?? 0) + count), position);
  return count;
}) as typeof fs.writeSync;

for (const [name, flush] of Object.entries({ fsyncSync, fdatasyncSync }) as [
  'fsyncSync',
  typeof fsyncSync,
][]) {
  fs[name] = (descriptor) => {
    flush(descriptor);
    const file = files.get(descriptor);
    if (file) noteFlush(file);
  };
}

fs.ftruncateSync = (descriptor, length) => {
  ftruncateSync(descriptor, length);
  const file = files.get(descriptor);
  if (file) note({ op: 'truncate', path: file.path, length: length ?? 0 });
};

fs.renameSync = (from, to) => {
  renameSync(from, to);
  noteRename(from, to);
};

fs.unlinkSync = (path) => {
  unlinkSync(path);
  noteRemoval(path);
};

fs.mkdirSync = ((path: fs.PathLike, options?: fs.MakeDirectoryOptions) => {
  const made = mkdirSync(path, options);
  noteFolder(path);
  return made;
}) as typeof fs.mkdirSync;

const { open, rename, mkdir, rm } = fs.promises;

fs.promises.open = async (path, flags, mode) => {
  const handle = await open(path, flags, mode);
  const file = noteOpening(path, flags);
  if (!file) return handle;
  const { sync, datasync } = handle;
  const write = handle.write.bind(handle) as (
    ...args: [Uint8Array, number, number, number | null]
  ) => Promise<{ bytesWritten: number }>;
  handle.write = (async (
    bytes: Uint8Array,
    offset = 0,
    length = bytes.length,
    position: number | null = null,
  ) => {
    const done = await write(bytes, offset, length, position);
    noteWrite(file, bytes.subarray(offset, offset + done.bytesWritten), position);
    return done;
  }) as typeof handle.write;
  handle.sync = async () => {
    await sync.call(handle);
    noteFlush(file);
  };
  handle.datasync = async () => {
    await datasync.call(handle);
    noteFlush(file);
  };
  return handle;
};

fs.promises.rename = async (from, to) => {
  await rename(from, to);
  noteRename(from, to);
};

fs.promises.mkdir = (async (path: fs.PathLike, options?: fs.MakeDirectoryOptions) => {
  const made = await mkdir(path, options);
  noteFolder(path);
  return made;
}) as typeof fs.promises.mkdir;

fs.promises.rm = async (path, options) => {
  const was = fs.existsSync(path);
  await rm(path, options);
  if (was) noteRemoval(path);
};

function noteRename(from: fs.PathLike, to: fs.PathLike): void {
  const [source, target] = [inside(from), inside(to)];
  if (source !== null && target !== null) note({ op: 'rename', path: source, to: target });
}

function noteRemoval(path: fs.PathLike): void {
  const below = inside(path);
  if (below !== null) note({ op: 'remove', path: below });
}

function noteFolder(path: fs.PathLike): void {
  const below = inside(path);
  if (below !== null && below !== '') note({ op: 'make-folder', path: below });
}

syncBuiltinESMExports();
