import { err, ok, type Result } from '../errors/result.ts';
import type { StorageError } from '../errors/storage-error.ts';
import { FRAME_KIND, type Frame, type NewFrame } from './frame.ts';
import { Journal, type JournalPosition } from './journal.ts';
import { encodeOwn, type OpenPayload } from './own-payload.ts';
import type { JournalPort } from './port.ts';
import { copyToQuarantine, type RecoveryDecision } from './recovery.ts';
import { type Repaired, recoveredFrame } from './repair.ts';
import type { BadTail, TailScan } from './scan.ts';
import { FIRST_CHAIN, JOURNAL_FOLDER, SEGMENT_BYTES, segmentName, withFile } from './segments.ts';
import { corrupt, storageErrorOf } from './storage-fault.ts';

export interface OpenOptions {
  /** What `scanTail` found while the lock was held, and what `decideRecovery` made of it. */
  readonly scan: TailScan;
  readonly decision: RecoveryDecision;
  /** Written as frame 1 when the journal is new. */
  readonly identity: OpenPayload;
  /** BO3: the frames after the head that the books hold, when the decision is `behind`. */
  readonly missing?: readonly Frame[];
  /** Repairs made since the scan before the last; the journal tells of them. */
  readonly repaired?: readonly Repaired[];
  readonly folder?: string;
  readonly segmentBytes?: number;
}

/**
 * Opens the journal for writing, after the decision (BO3): creates a new one in an empty folder, cuts a torn tail and
 * keeps its bytes in quarantine (JO8), writes missing frames back. Corruption and a journal that stays behind what is
 * known are answered as errors, and nothing is changed.
 */
export function openJournal(port: JournalPort, options: OpenOptions): Result<Journal, StorageError> {
  const { scan, decision } = options;
  const missing = (options.missing ?? []).filter((frame) => frame.number > (scan.head?.number ?? 0));
  if (decision.action === 'corrupt') return err(corrupt(decision.fault, decision.why));
  if (decision.action === 'behind' && (missing.at(-1)?.number ?? 0) < decision.known) {
    return err({ kind: 'storage', reason: 'behind', head: decision.head, known: decision.known });
  }
  const folder = options.folder ?? JOURNAL_FOLDER;
  const begin: NewFrame[] = [];
  let position: JournalPosition;
  try {
    if (scan.end === null) createFirstSegment(port, folder);
    if (decision.action === 'cut') begin.push(cutTail(port, folder, decision.tail));
    position = positionOf(scan, options.identity);
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'open'));
  }
  begin.push(...(options.repaired ?? []).map(recoveredFrame));
  const isNew = scan.head === null && missing.length === 0;
  if (isNew) begin.unshift({ kind: FRAME_KIND.open, payload: encodeOwn(options.identity) });
  const journal = new Journal(port, folder, options.segmentBytes ?? SEGMENT_BYTES, position);
  const writtenBack = journal.appendExisting(missing);
  const begun = writtenBack.ok ? journal.append(begin) : writtenBack;
  if (begun.ok) return ok(journal);
  journal.close();
  return begun;
}

/** Makes the folder and an empty first segment; the journal makes the segment's name last before it writes. */
export function createFirstSegment(port: JournalPort, folder: string): void {
  port.makeFolder(folder);
  port.syncFolder('');
  port.create(`${folder}/${segmentName(1)}`).close();
}

/** Where a journal starts that has an empty first segment. */
export const START: JournalPosition = {
  identity: { journalId: '', incarnation: '' },
  segments: [{ name: segmentName(1), first: 1 }],
  base: { number: 0, chain: FIRST_CHAIN },
  number: 0,
  chain: FIRST_CHAIN,
  length: 0,
  sealed: false,
  earlierBytes: 0,
};

function positionOf(scan: TailScan, identity: OpenPayload): JournalPosition {
  const { head, end, segments } = scan;
  if (head === null || end === null) return { ...START, identity };
  const { journalId, incarnation, number, chain, bytes } = head;
  return {
    identity: { journalId, incarnation },
    segments,
    base: { number: end.start.number, chain: end.start.chain },
    number,
    chain,
    length: end.length,
    sealed: end.sealed,
    earlierBytes: bytes - end.length,
  };
}

/** JO8: the bytes go to quarantine first, flushed; only then is the segment cut. Answers the frame that tells of it. */
function cutTail(port: JournalPort, folder: string, tail: BadTail): NewFrame {
  const { segment, offset, bytes, problem } = tail;
  const quarantine = copyToQuarantine(port, folder, segment, offset, bytes);
  withFile(port, `${folder}/${segment}`, 'write', (file) => {
    file.truncate(offset);
    file.flush();
  });
  return { kind: FRAME_KIND.recovered, payload: encodeOwn({ segment, offset, bytes, problem, quarantine }) };
}
