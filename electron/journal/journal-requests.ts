import type { Result } from '../../shared/errors/result.ts';
import type { FrameFault, StorageError } from '../../shared/errors/storage-error.ts';
import type { OpenPayload } from '../../shared/journal/own-payload.ts';
import type { ReadLimits } from '../../shared/journal/reader.ts';
import type { KnownNumbers, RecoveryDecision } from '../../shared/journal/recovery.ts';
import type { Repaired } from '../../shared/journal/repair.ts';
import type { JournalHead, TailScan } from '../../shared/journal/scan.ts';
import type { VerifyReport } from '../../shared/journal/verify.ts';
import type { CommitFindings } from './commit-checks.ts';
import type { PackedFrames } from './packed-frames.ts';

/** What the writer thread is asked: operation → what goes in and what comes out. */
export interface JournalOperations {
  /** The thread's owner holds the lock: the thread neither takes nor gives it back. */
  readonly trustLock: { readonly input: null; readonly output: null };
  /** Takes the lock and looks at the journal's end. */
  readonly scan: { readonly input: null; readonly output: TailScan };
  readonly open: { readonly input: OpenInput; readonly output: Opened };
  readonly append: { readonly input: PackedFrames; readonly output: PackedAppended };
  readonly appendExisting: { readonly input: PackedFrames; readonly output: PackedAppended };
  readonly read: {
    readonly input: { readonly number: number; readonly limits: ReadLimits };
    readonly output: PackedFrames;
  };
  readonly verify: {
    /** `commits: false` looks at the frames alone, which takes a tenth of the time. */
    readonly input: { readonly upTo: number; readonly commits: boolean };
    readonly output: Verified;
  };
  /** Proves the journal up to its first bad frame; `read` then answers from that part, nothing can be written. */
  readonly openReadOnly: { readonly input: null; readonly output: Verified };
  readonly repair: {
    readonly input: { readonly fault: FrameFault; readonly frames: PackedFrames };
    readonly output: RepairedJournal;
  };
  readonly setAside: { readonly input: null; readonly output: string };
  readonly startRebuild: { readonly input: null; readonly output: null };
  readonly addToRebuild: { readonly input: PackedFrames; readonly output: JournalHead };
  readonly finishRebuild: { readonly input: null; readonly output: JournalHead };
  readonly close: { readonly input: null; readonly output: null };
}

/** The journal's own check, and that of the commits, signatures and names of files in it (EV1, EV2, EV11). */
export interface Verified {
  readonly report: VerifyReport;
  readonly commits: CommitFindings;
}

export interface RepairedJournal {
  readonly repaired: Repaired;
  /** The frame that tells of a repair of an open journal; a closed one gets it when it is opened. */
  readonly frames: PackedFrames;
}

export interface OpenInput {
  readonly known: KnownNumbers;
  readonly identity: OpenPayload;
  /** BO3: frames after the journal's head that the books hold. */
  readonly missing: PackedFrames;
}

export interface Opened {
  readonly head: JournalHead;
  /** What was done about the journal's end. */
  readonly decision: RecoveryDecision;
}

export interface PackedAppended {
  readonly frames: PackedFrames;
  readonly head: JournalHead;
}

export type Operation = keyof JournalOperations;

export interface JournalRequest<O extends Operation = Operation> {
  readonly id: number;
  readonly operation: O;
  readonly input: JournalOperations[O]['input'];
}

/** After this nothing more is asked: the thread ends. */
export type JournalEnd = 'end';

export interface JournalReply {
  readonly id: number;
  readonly result: Result<unknown, StorageError>;
}

/** Told while a long operation runs: bytes walked so far. */
export interface JournalProgress {
  readonly progress: number;
}
