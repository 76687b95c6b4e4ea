/**
 * What to do before a company's journal is opened for writing (BO3, architecture "A start"): a pure decision from what
 * the journal's end looks like and what the books say of themselves. Nothing is cut, rebuilt or written back before.
 */
import type { BooksState } from '../../shared/contract/books-port.ts';

/** What the journal's scan says: its head, `null` when there is no sound frame at all. */
export type JournalHeadSeen = {
  readonly journalId: string;
  readonly incarnation: string;
  readonly number: number;
} | null;

export type StartPlan =
  /** Neither side holds anything. */
  | { readonly journal: 'create'; readonly books: 'begin' }
  /** The journal is whole: books follow it, once their chain is seen to be the journal's; else they are built anew. */
  | { readonly journal: 'open'; readonly books: 'follow' | 'begin' }
  /** The journal's end was lost, the books hold it: write the missing frames back. */
  | { readonly journal: 'write-back'; readonly books: 'follow' }
  /** The journal is gone or has no sound beginning: write it again from the books. */
  | { readonly journal: 'rebuild'; readonly books: 'follow' };

export function planStart(head: JournalHeadSeen, books: BooksState): StartPlan {
  if (books.state === 'empty') {
    return head ? { journal: 'open', books: 'begin' } : { journal: 'create', books: 'begin' };
  }
  if (!head) return { journal: 'rebuild', books: 'follow' };
  const same = head.journalId === books.journalId && head.incarnation === books.incarnation;
  if (!same) return { journal: 'open', books: 'begin' };
  if (books.applied > head.number) return { journal: 'write-back', books: 'follow' };
  return { journal: 'open', books: 'follow' };
}
