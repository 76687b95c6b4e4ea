/**
 * What to do before a company's journal is opened for writing (BO3, architecture "A start"): a pure decision from what
 * the journal's end looks like and what the books say of themselves. Nothing is cut, rebuilt or written back before.
 */
import type { BooksState } from '../../shared/contract/books-port.ts';

/** What the journal's scan says, reduced to what the decision needs. */
export interface JournalSide {
  /** `null` when there is no sound frame at all. */
  readonly head: { readonly journalId: string; readonly incarnation: string; readonly number: number } | null;
  /** The end of the last segment is damaged, or the journal is damaged before it. */
  readonly damaged: boolean;
  /** Chain at a frame number that the journal has, hex; asked at the books' `applied`. */
  readonly chainAtApplied: string | null;
}

export type StartPlan =
  /** Neither side holds anything. */
  | { readonly journal: 'create'; readonly books: 'begin' }
  /** The journal is whole: books follow it. */
  | { readonly journal: 'open'; readonly books: 'replay' | 'begin' }
  /** The journal's end was lost, the books hold it: write the missing frames back. */
  | { readonly journal: 'write-back'; readonly from: number; readonly books: 'keep' }
  /** The journal is gone or has no sound beginning: write it again from the books. */
  | { readonly journal: 'rebuild'; readonly books: 'keep' }
  /** Two histories: the journal stands, the books' log is kept aside, this desktop becomes a new device (DV3). */
  | { readonly journal: 'open'; readonly books: 'fork' };

/** @param projectorVersion version of the projections in this program; other books are built anew from the journal. */
export function planStart(journal: JournalSide, books: BooksState, projectorVersion: number): StartPlan {
  if (books.state === 'empty') {
    return journal.head ? { journal: 'open', books: 'begin' } : { journal: 'create', books: 'begin' };
  }
  if (!journal.head) return { journal: 'rebuild', books: 'keep' };
  const same = journal.head.journalId === books.journalId && journal.head.incarnation === books.incarnation;
  if (!same) return { journal: 'open', books: 'begin' };
  if (books.applied > journal.head.number) return { journal: 'write-back', from: journal.head.number + 1, books: 'keep' };
  if (journal.chainAtApplied !== toHex(books.chain)) return { journal: 'open', books: 'fork' };
  return { journal: 'open', books: books.projectorVersion === projectorVersion ? 'replay' : 'begin' };
}

const toHex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
