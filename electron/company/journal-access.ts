/** How a company's journal is reached before and after it is opened for writing (JO1, JO8, BO3). */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
import type { JournalHandle } from './journal-handle.ts';

/** The journal's end as the scan found it; nothing has been changed yet. */
export interface JournalEnd {
  readonly head: {
    readonly journalId: string;
    readonly incarnation: string;
    readonly number: number;
  } | null;
  readonly damaged: boolean;
}

export interface OpenRequest {
  /** Highest frame numbers that the books hold and that the last stored acknowledgement names (JO8). */
  readonly known: { readonly applied: number | null; readonly acknowledged: number | null };
  /** Frames after the head that the books hold, to be written back (BO3); empty for none. */
  readonly missing: readonly BooksFrame[];
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
  /** Takes the company's lock (JO1); refused with `in-use` while another program holds it. */
  lock(): Promise<Result<void, AppError>>;
  scan(): Promise<Result<JournalEnd, AppError>>;
  /** Chain at a frame that the journal has, before it is opened for writing; `null` when it has none such. */
  chainAt(number: number): Promise<Result<Uint8Array | null, AppError>>;
  open(request: OpenRequest): Promise<Result<JournalHandle, AppError>>;
  /** Writes the journal again from frames that the books hold; what is left of the old one is kept aside (BO3, JO9). */
  rebuildFrom(frames: (from: number) => Promise<Result<readonly BooksFrame[], AppError>>): Promise<Result<void, AppError>>;
  verify(onProgress: (done: number, total: number) => void): Promise<Result<VerifiedJournal, AppError>>;
  /** Warnings about where the folder lies (JO1, JO7). */
  warnings(): Promise<readonly ('low-disk' | 'cloud-folder')[]>;
  unlock(): Promise<void>;
}
