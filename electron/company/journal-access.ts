/** How a company's journal is reached before and after it is opened for writing (JO1, JO8, BO3). */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
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
  readonly intact: boolean;
  readonly frames: number;
  readonly commits: number;
  /** The first bad frame in words, `null` when there is none. */
  readonly problem: string | null;
}

export interface JournalAccess {
  /** Takes the company's lock and looks at the journal's end; nothing is changed. Refused `in-use` while another program has it. */
  scan(): Promise<Result<JournalHeadSeen, AppError>>;
  open(request: OpenRequest): Promise<Result<JournalHandle, AppError>>;
  /** Writes a journal that is gone again from frames that the books hold (BO3). */
  rebuildFrom(supply: Supply): Promise<Result<void, AppError>>;
  /** Keeps frames of another history in the company's quarantine (DV3). */
  keepAside(frames: readonly BooksFrame[]): Promise<void>;
  verify(onProgress: (bytes: number) => void): Promise<Result<VerifiedJournal, AppError>>;
  /** Room and place of the folder (JO1, JO7); `full` refuses new documents. */
  room(): Promise<{ readonly warnings: readonly ('low-disk' | 'cloud-folder')[]; readonly full: boolean }>;
  /** Closes what is open and gives the lock back. */
  close(): Promise<void>;
}
