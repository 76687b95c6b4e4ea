/** Follows a print job until the printer has taken it or has given up (pure but for what it is given). */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError, Result } from '../../../shared/errors/index.ts';

export type JobState = OutputOf<'printers.job'>;

/** How a job ended for the clerk. `unknown`: still under way when we stopped looking, or the printer could not be asked. */
export type PrintOutcome =
  | { readonly outcome: 'completed' }
  | { readonly outcome: 'failed' | 'held'; readonly detail: string }
  | { readonly outcome: 'unknown' };

export interface FollowTools {
  readonly ask: () => Promise<Result<JobState, AppError>>;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** False as soon as nobody looks any more. */
  readonly isWanted: () => boolean;
}

/** Milliseconds between questions: soon at first, since most jobs are short. */
const PAUSES = [300, 500, 800, 1200, 2000] as const;
const QUESTIONS = 60;

export async function followJob({ ask, wait, isWanted }: FollowTools): Promise<PrintOutcome> {
  for (let question = 0; question < QUESTIONS && isWanted(); question += 1) {
    await wait(PAUSES[Math.min(question, PAUSES.length - 1)] ?? 0);
    const reply = await ask();
    // A printer that does not answer once may answer the next time; the job is under way all the same.
    if (!reply.ok) continue;
    const { state, detail } = reply.value;
    if (state === 'completed') return { outcome: state };
    if (state === 'failed' || state === 'held') return { outcome: state, detail };
  }
  return { outcome: 'unknown' };
}
