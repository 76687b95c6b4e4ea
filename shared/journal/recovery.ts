import type { FrameFault } from '../errors/storage-error.ts';
import type { JournalPort } from './port.ts';
import type { BadTail, TailScan } from './scan.ts';
import { QUARANTINE_FOLDER, readFully, withFile, writeFully } from './segments.ts';

/** The highest frame number that each knows; null when it cannot say. */
export interface KnownNumbers {
  readonly applied: number | null;
  readonly acknowledged: number | null;
}

/** What to do with a scanned journal before it is opened for writing (JO8, BO3). */
export type RecoveryDecision =
  | { readonly action: 'clean' }
  | { readonly action: 'cut'; readonly tail: BadTail }
  /** Sound, but it ends before what others know: write the missing frames back first, or rebuild. */
  | { readonly action: 'behind'; readonly head: number; readonly known: number }
  | {
      readonly action: 'corrupt';
      readonly fault: FrameFault;
      readonly why: 'broken' | 'later-append' | 'known-higher';
    };

/**
 * JO8: a bad end is a torn tail, and may be cut, only if nothing of a later append stands behind it, no later segment
 * exists, and neither the books nor the last stored acknowledgement know a number beyond the sound part. Anything else
 * is corruption, which is never cut.
 */
export function decideRecovery(scan: TailScan, known: KnownNumbers): RecoveryDecision {
  if (scan.broken !== null) return { action: 'corrupt', fault: scan.broken, why: 'broken' };
  const head = scan.head?.number ?? 0;
  const highest = Math.max(known.applied ?? 0, known.acknowledged ?? 0);
  const { tail } = scan;
  if (tail === null) return highest > head ? { action: 'behind', head, known: highest } : { action: 'clean' };
  if (tail.problem === 'newer-format') return { action: 'corrupt', fault: tail, why: 'broken' };
  if (tail.laterAppend) return { action: 'corrupt', fault: tail, why: 'later-append' };
  if (highest > head) return { action: 'corrupt', fault: tail, why: 'known-higher' };
  return { action: 'cut', tail };
}

/**
 * Copies `bytes` bytes of a file from `offset` on into `quarantine/`, flushed, under a name that is not taken, and
 * answers that name (JO8, JO9: nothing is ever deleted). Throws what the port throws.
 */
export function copyToQuarantine(
  port: JournalPort,
  folder: string,
  name: string,
  offset: number,
  bytes: number,
): string {
  const kept = new Uint8Array(bytes);
  withFile(port, `${folder}/${name}`, 'read', (file) => readFully(file, kept, offset));
  port.makeFolder(QUARANTINE_FOLDER);
  port.syncFolder('');
  const target = freeName(port, QUARANTINE_FOLDER, `${name}-${offset.toString(16)}`);
  const file = port.create(`${QUARANTINE_FOLDER}/${target}`);
  try {
    writeFully(file, kept, 0);
    file.flush();
  } finally {
    file.close();
  }
  port.syncFolder(QUARANTINE_FOLDER);
  return target;
}

/** `<stem>-<n>` with the smallest n that is not taken in the folder. */
export function freeName(port: JournalPort, folder: string, stem: string): string {
  const taken = new Set(port.list(folder));
  let count = 1;
  while (taken.has(`${stem}-${count}`)) count += 1;
  return `${stem}-${count}`;
}
