/** How a company's journal is reached before and after it is opened for writing (JO1, JO8, BO3). */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
import type { FrameFault } from '../../shared/errors/storage-error.ts';
import type { JournalHandle } from './journal-handle.ts';
import type { JournalHeadSeen } from './plan-start.ts';

/** Frames from a number on, in order, some at a time; empty when there are no more. */
export type Supply = (from: number) => Promise<Result<readonly BooksFrame[], AppError>>;

export interface OpenRequest {
  /** Highest frame numbers that the books hold and that the last stored acknowledgement names (JO8). */
  readonly known: { readonly applied: number | null; readonly acknowledged: number | null };
  /** Frames that the books hold, from a number on: the missing end is written back from them, holes are filled (BO3, JO8). */
  readonly supply: Supply;
  /** Identity of a journal that is created now. */
  readonly journalId: string;
  readonly incarnation: string;
  readonly installId: string;
}

export interface VerifiedJournal {
  readonly frames: number;
  readonly commits: number;
  readonly signatures: number;
  /** The first frame that cannot be trusted. */
  readonly fault: FrameFault | null;
  /** Commits and signatures that do not fit together, in words for support. */
  readonly commitProblems: readonly string[];
  /** Files that commits name, by their SHA-256. */
  readonly files: readonly string[];
}

/** Holes that were filled while the journal was open, and the frames that it tells of them with. */
export interface MendedJournal {
  readonly segments: readonly string[];
  readonly frames: readonly BooksFrame[];
}

export interface JournalAccess {
  /** Takes the company's lock. Refused `in-use` while another program has it. */
  lock(): Result<null, AppError>;
  /** Looks at the journal's end; nothing is changed. */
  scan(): Promise<Result<JournalHeadSeen, AppError>>;
  open(request: OpenRequest): Promise<Result<JournalHandle, AppError>>;
  /** Takes the lock and opens for reading what stands before the first bad frame (JO8); nothing can be written. */
  openReadOnly(): Promise<
    Result<{ readonly journal: JournalHandle; readonly verified: VerifiedJournal }, AppError>
  >;
  /** Writes a journal that is gone again from frames that the books hold (BO3). */
  rebuildFrom(supply: Supply): Promise<Result<void, AppError>>;
  /** Keeps frames of another history in the company's quarantine (DV3). */
  keepAside(frames: readonly BooksFrame[]): Promise<void>;
  /** Reads the whole record; `onProgress` may stop it, then the answer is `cancelled`. */
  verify(onProgress: (bytes: number) => 'go-on' | 'stop'): Promise<Result<VerifiedJournal, AppError>>;
  /**
   * Proves every frame of the open journal, and fills holes in all but its last segment (JO8). The error names the first
   * frame that nobody can supply; what could be filled before it stays filled.
   */
  mend(supply: Supply): Promise<Result<MendedJournal, AppError>>;
  /** Room and place of the folder (JO1, JO7); `full` refuses new documents. */
  room(): Promise<{ readonly warnings: readonly ('low-disk' | 'cloud-folder')[]; readonly full: boolean }>;
  /** Closes what is open and gives the lock back. */
  close(): Promise<void>;
}
