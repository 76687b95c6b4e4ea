/** The one way in which tests wait for what comes by itself: for the thing, as long as a busy machine may take. */
import { vi } from 'vitest';

/** Milliseconds; so long that only what never comes runs into it, and under the time limit of a test. */
const PATIENCE = 120_000;

/**
 * Looks again until `look` no longer throws.
 * @returns what it answered then
 * @throws what it threw last, once patience has an end
 */
export const eventually = <T>(look: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(look, { timeout: PATIENCE, interval: 20 });
