import type { FrameFault, StorageError } from '../errors/storage-error.ts';

const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const FORBIDDEN = new Set(['EROFS', 'EACCES', 'EPERM']);

/** The system's code of something thrown by the port (`ENOSPC`, `EIO` …), or `unknown`. */
export function codeOf(thrown: unknown): string {
  const code = (thrown as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : 'unknown';
}

/** What the system threw during `operation`, as data. Anything without a code is a fault of the program and goes on its way. */
export function storageErrorOf(thrown: unknown, operation: string): StorageError {
  const code = codeOf(thrown);
  if (code === 'unknown') throw thrown;
  if (FULL.has(code)) return { kind: 'storage', reason: 'disk-full' };
  if (FORBIDDEN.has(code)) return { kind: 'storage', reason: 'read-only', operation };
  return { kind: 'storage', reason: 'io', operation, code };
}

/** Corruption as an error; `why` says what forbids cutting it off as a torn tail (JO8). */
export function corrupt(
  fault: FrameFault,
  why: 'broken' | 'later-append' | 'known-higher' | 'not-supplied' = 'broken',
): StorageError {
  return { kind: 'storage', reason: 'corrupt', fault, why };
}
