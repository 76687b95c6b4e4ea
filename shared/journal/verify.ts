import { err, ok, type Result } from '../errors/result.ts';
import type { FrameFault, StorageError } from '../errors/storage-error.ts';
import { SegmentCursor } from './cursor.ts';
import { FRAME_KIND, type Frame } from './frame.ts';
import type { JournalPort } from './port.ts';
import { type Identity, identityAfter } from './scan.ts';
import { FIRST_CHAIN, JOURNAL_FOLDER, listSegments, type Segment, withFile } from './segments.ts';
import { storageErrorOf } from './storage-fault.ts';

/** What a whole walk over the journal found, up to the first frame that cannot be trusted. */
export interface VerifyReport {
  readonly fault: FrameFault | null;
  /** Identity, number and chain after the last sound frame. */
  readonly head: Identity & { readonly number: number; readonly chain: Uint8Array };
  readonly segments: number;
  readonly bytes: number;
  /** Sound frames by kind. */
  readonly kinds: ReadonlyMap<number, number>;
}

export interface VerifyOptions {
  readonly folder?: string;
  /** Stops after this frame: what stands behind may be in the middle of being written. */
  readonly upTo?: number;
  /** Called with every sound frame, in order. */
  readonly inspect?: (frame: Frame) => void;
  /** Called after every segment with the bytes walked so far. */
  readonly onProgress?: (bytes: number) => void;
}

/** Checks every header, number, padding, chain and seal of the journal, from frame 1 on (JO3). Changes nothing. */
export function verifyJournal(
  port: JournalPort,
  options: VerifyOptions = {},
): Result<VerifyReport, StorageError> {
  const folder = options.folder ?? JOURNAL_FOLDER;
  try {
    const segments = listSegments(port, folder);
    let walk: Walk = {
      fault: null,
      head: { journalId: '', incarnation: '', number: 0, chain: FIRST_CHAIN },
      segments: 0,
      bytes: 0,
      kinds: new Map(),
      sealed: true,
    };
    for (const segment of segments) {
      if (walk.head.number >= (options.upTo ?? Number.POSITIVE_INFINITY)) break;
      walk = walkSegment(port, folder, segment, walk, options);
      if (walk.fault !== null) break;
      options.onProgress?.(walk.bytes);
    }
    const { fault, head, bytes, kinds } = walk;
    return ok({ fault, head, segments: segments.length, bytes, kinds });
  } catch (thrown) {
    return err(storageErrorOf(thrown, 'verify'));
  }
}

interface Walk extends VerifyReport {
  readonly kinds: Map<number, number>;
  readonly sealed: boolean;
}

function walkSegment(
  port: JournalPort,
  folder: string,
  segment: Segment,
  before: Walk,
  options: VerifyOptions,
): Walk {
  const { head } = before;
  const faultAt = (problem: FrameFault['problem'], offset = 0): Walk => ({
    ...before,
    fault: { segment: segment.name, offset, number: head.number + 1, problem },
  });
  if (!before.sealed) return faultAt('seal-missing');
  if (segment.first !== head.number + 1) return faultAt('segment-missing');
  return withFile(port, `${folder}/${segment.name}`, 'read', (file) => {
    const cursor = new SegmentCursor(port, file, segment, { offset: 0, ...head }, file.size());
    let identity: Identity = head;
    let fault: FrameFault | null = null;
    while (cursor.number < (options.upTo ?? Number.POSITIVE_INFINITY)) {
      const step = cursor.next();
      if (step === null) break;
      if ('fault' in step) {
        fault = step.fault;
        break;
      }
      if (step.frame.number === 1 && step.frame.kind !== FRAME_KIND.open) return faultAt('open-missing');
      identity = identityAfter(step.frame, identity);
      before.kinds.set(step.frame.kind, (before.kinds.get(step.frame.kind) ?? 0) + 1);
      options.inspect?.(step.frame);
    }
    const { journalId, incarnation } = identity;
    return {
      ...before,
      fault,
      head: { journalId, incarnation, number: cursor.number, chain: cursor.chain },
      bytes: before.bytes + cursor.offset,
      sealed: cursor.sealed,
    };
  });
}
