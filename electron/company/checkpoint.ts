/**
 * Checkpoints (JO4, BO4): frames that say what the books amounted to at their place in the journal, so that books built
 * anew, or a newer fold, can be compared with what was shown at the time.
 */
import type { BooksDigest } from '../../shared/contract/books-port.ts';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import { FRAME_KIND, type NewFrame } from '../../shared/journal/frame.ts';
import { decodeOwn, textField } from '../../shared/journal/own-payload.ts';

/** After so many commits a checkpoint is due, and is written when the office pauses. */
const COMMITS_BETWEEN = 500;
/** A pause, in milliseconds: nobody waits for an answer then. */
const PAUSE = 3_000;

/** The frame that keeps a digest; it stands for the books at the frame before it. */
export function checkpointFrame({ digest, projectorVersion }: BooksDigest): NewFrame {
  const payload = new TextEncoder().encode(canonicalJson({ digest, projectorVersion }));
  return { kind: FRAME_KIND.checkpoint, payload };
}

/** Whether the books agree with a checkpoint; `incomparable` when another version of the projections made it. */
export function compareCheckpoint(
  payload: Uint8Array,
  books: BooksDigest,
): 'agrees' | 'differs' | 'incomparable' {
  const fields = decodeOwn(payload);
  if (fields.projectorVersion !== books.projectorVersion) return 'incomparable';
  return textField(fields, 'digest') === books.digest ? 'agrees' : 'differs';
}

/** When the next checkpoint is due: after many commits as soon as there is a pause, and at a close after any. */
export class CheckpointClock {
  private readonly write: () => Promise<void>;
  private readonly later: (work: () => void, ms: number) => { cancel(): void };
  private commits: number;
  private pause: { cancel(): void } | null = null;

  /** @param commits those that no checkpoint covers yet. */
  constructor(
    commits: number,
    write: () => Promise<void>,
    later: (work: () => void, ms: number) => { cancel(): void } = afterPause,
  ) {
    this.commits = commits;
    this.write = write;
    this.later = later;
  }

  /** Some commits have been made and are in the books. */
  note(commits: number): void {
    this.commits += commits;
    if (this.commits < COMMITS_BETWEEN) return;
    this.pause?.cancel();
    this.pause = this.later(() => void this.write(), PAUSE);
  }

  /** Whether a close has something to cover. */
  get due(): boolean {
    return this.commits > 0;
  }

  /** A checkpoint covers everything so far, or nobody will write one any more. */
  settle(): void {
    this.commits = 0;
    this.pause?.cancel();
    this.pause = null;
  }
}

function afterPause(work: () => void, ms: number): { cancel(): void } {
  const timer = setTimeout(work, ms);
  timer.unref();
  return { cancel: () => clearTimeout(timer) };
}
