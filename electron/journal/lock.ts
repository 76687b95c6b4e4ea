import { closeSync, fsyncSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { err, ok, type Result } from '../../shared/errors/result.ts';
import type { StorageError } from '../../shared/errors/storage-error.ts';
import { codeOf, storageErrorOf } from '../../shared/journal/storage-fault.ts';
import { makeLastingFolder, syncFolder } from './node-port.ts';
import { type Processes, systemProcesses } from './processes.ts';

/** The right to write a company's journal (JO1). */
export interface FolderLock {
  /** Gives the company back; a lock that somebody else has taken over is left alone. */
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly start: string | null;
  /** When the lock was taken, UTC milliseconds. */
  readonly taken: number;
}

const LOCK_NAME = 'lock';
/** Clocks of the system may differ a little; a process started this much after the lock was taken did not take it. */
const TOLERANCE_MS = 60_000;

/**
 * Takes the company's lock file (exclusive create, process id, start time). The lock of a process that has died, or whose
 * number now belongs to another, is taken over; otherwise the answer is `in-use` with that process.
 */
export function acquireLock(
  folder: string,
  processes: Processes = systemProcesses(),
): Result<FolderLock, StorageError> {
  const path = join(folder, LOCK_NAME);
  const mine: Holder = {
    pid: processes.pid,
    start: processes.startOf(processes.pid),
    taken: processes.now(),
  };
  try {
    if (!createExclusive(path, mine)) {
      const text = readFileSync(path, 'utf8');
      const holder = parseHolder(text);
      if (holder !== null && isRunning(holder, processes)) return inUse(holder.pid);
      if (!moveAway(path, text, `${path}.stale-${mine.pid}`) || !createExclusive(path, mine)) return inUse(0);
    }
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'lock'));
  }
  return ok({
    release: () => {
      const holder = parseHolder(readIfThere(path));
      if (holder?.pid === mine.pid && holder.taken === mine.taken) unlinkSync(path);
    },
  });
}

/** Takes the lock of a company's folder, which is made where there is none yet. */
export function lockFolder(folder: string): Result<FolderLock, StorageError> {
  try {
    makeLastingFolder(folder);
    // A start that was killed may have made it and not come to this.
    syncFolder(dirname(folder));
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'mkdir'));
  }
  return acquireLock(folder);
}

/** Who holds the company's lock and still runs: its process id, or null. Takes nothing. */
export function lockHolder(folder: string, processes: Processes = systemProcesses()): number | null {
  const holder = parseHolder(readIfThere(join(folder, LOCK_NAME)));
  return holder !== null && isRunning(holder, processes) ? holder.pid : null;
}

function inUse(pid: number): Result<never, StorageError> {
  return err({ kind: 'storage', reason: 'in-use', pid });
}

function createExclusive(path: string, holder: Holder): boolean {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
  try {
    writeSync(file, JSON.stringify(holder));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return true;
}

/** A stale lock goes away by a rename, which only one can win; one that changed since it was read is put back. */
function moveAway(path: string, text: string, target: string): boolean {
  renameSync(path, target);
  if (readFileSync(target, 'utf8') === text) {
    unlinkSync(target);
    return true;
  }
  renameSync(target, path);
  return false;
}

function isRunning(holder: Holder, processes: Processes): boolean {
  if (!processes.alive(holder.pid)) return false;
  const start = processes.startOf(holder.pid);
  if (start !== null && holder.start !== null) return start === holder.start;
  const startedAt = processes.startedAt(holder.pid);
  return startedAt === null || startedAt <= holder.taken + TOLERANCE_MS;
}

/** Null for a lock whose writer died before its first byte. */
function parseHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    if (typeof value?.pid !== 'number' || typeof value.taken !== 'number') return null;
    return {
      pid: value.pid,
      start: typeof value.start === 'string' ? value.start : null,
      taken: value.taken,
    };
  } catch {
    return null;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
