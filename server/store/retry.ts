/** Which errors of a database go away by asking again (SV2): idempotent pushes make that safe. */
import { StoreUnavailable } from './database.ts';

/**
 * Serialization failure, deadlock; lost connections, operator's intervention, too many clients; and a unique key that
 * somebody else took meanwhile: asked again, the work sees what is there now.
 */
const PASSING = /^(40001|40P01|08...|57P0[123]|53300|23505)$/;
/** Disk full, out of memory. */
const FULL = /^(53100|53200)$/;
const NETWORK = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);

/** Codes of a commit that may or may not have happened, and of everything else that asking again puts right. */
export function isPassing(error: unknown): boolean {
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'string' && (PASSING.test(code) || NETWORK.has(code));
}

export interface RetryPolicy {
  readonly attempts: number;
  /** Waits before attempt n (from 1), in milliseconds. */
  readonly pause: (attempt: number) => Promise<void>;
}

const FIRST_PAUSE = 20;

/** Full jitter: 0 … 20, 40, 80 ms. */
export const PATIENT: RetryPolicy = {
  attempts: 5,
  pause: (attempt) =>
    new Promise((resolve) => setTimeout(resolve, Math.random() * FIRST_PAUSE * 2 ** (attempt - 1))),
};

/** Runs `work` again while its errors pass; in the end `StoreUnavailable`. Other errors go on their way at once. */
export async function retrying<T>(work: () => Promise<T>, policy: RetryPolicy = PATIENT): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (FULL.test(String((error as { code?: unknown }).code)))
        throw new StoreUnavailable('the database is full', { full: true, cause: error });
      if (!isPassing(error)) throw error;
      if (attempt === policy.attempts)
        throw new StoreUnavailable('the database does not answer', { cause: error });
      await policy.pause(attempt);
    }
  }
}
