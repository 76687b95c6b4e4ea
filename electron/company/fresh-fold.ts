/** A fold of the journal from its first frame on into books of its own, which says where a checkpoint differs (JO4, BO4). */
import type { Books, BooksDigest } from '../../shared/contract/books-port.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { FRAME_KIND, type Frame } from '../../shared/journal/frame.ts';
import { batchesOf } from './books-keeper.ts';
import { compareCheckpoint } from './checkpoint.ts';
import type { JournalHandle } from './journal-handle.ts';

const BYTES_AT_ONCE = 4 * 1024 * 1024;

/** Where the frames come from. */
export type FoldedJournal = Pick<JournalHandle, 'position' | 'readFrom'>;

export interface FoldProgress {
  report(done: number, total: number | null): void;
  readonly cancelled: boolean;
}

/** What the checkpoints on the way said. */
export interface CheckpointFindings {
  readonly agreed: number;
  /** Made by other projections: nothing can be said of them. */
  readonly incomparable: number;
  /** Number of the first one that names another digest than the fold of the frames before it; `null` if none does. */
  readonly differsAt: number | null;
}

export class FreshFold {
  private readonly books: Books;
  private readonly journal: FoldedJournal;
  private readonly build: string;
  private applied = 0;
  private found: CheckpointFindings = { agreed: 0, incomparable: 0, differsAt: null };

  private constructor(books: Books, journal: FoldedJournal, build: string) {
    this.books = books;
    this.journal = journal;
    this.build = build;
  }

  /** @param books empty or to be emptied; they are closed with the fold. */
  static async begin(books: Books, journal: FoldedJournal): Promise<Result<FreshFold, AppError>> {
    const { journalId, incarnation } = journal.position();
    const begun = await books.begin(journalId, incarnation);
    if (begun.ok) return ok(new FreshFold(books, journal, begun.value.build));
    await books.close();
    return begun;
  }

  /** The checkpoints up to where the fold has come. */
  get checkpoints(): CheckpointFindings {
    return this.found;
  }

  /** Folds up to frame `last`, with a look at every checkpoint passed, and answers what that amounts to. */
  async digestAt(last: number, progress: FoldProgress): Promise<Result<BooksDigest, AppError>> {
    while (this.applied < last) {
      if (progress.cancelled) return err({ kind: 'cancelled' });
      const read = await this.journal.readFrom(this.applied + 1, BYTES_AT_ONCE);
      if (!read.ok) return read;
      for (const batch of batchesOf(read.value.filter(({ number }) => number <= last))) {
        const compared = await this.compare(batch[0]);
        if (!compared.ok) return compared;
        const applied = await this.books.apply(this.build, batch);
        if (!applied.ok) return applied;
        this.applied = applied.value.applied;
        progress.report(this.applied, last);
      }
    }
    return this.books.digest();
  }

  private async compare(frame: Frame | undefined): Promise<Result<null, AppError>> {
    if (frame?.kind !== FRAME_KIND.checkpoint) return ok(null);
    const digest = await this.books.digest();
    if (!digest.ok) return digest;
    const { agreed, incomparable, differsAt } = this.found;
    const said = compareCheckpoint(frame.payload, digest.value);
    this.found = {
      agreed: agreed + (said === 'agrees' ? 1 : 0),
      incomparable: incomparable + (said === 'incomparable' ? 1 : 0),
      differsAt: differsAt ?? (said === 'differs' ? frame.number : null),
    };
    return ok(null);
  }

  close(): Promise<void> {
    return this.books.close();
  }
}
