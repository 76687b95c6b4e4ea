/** fast-check as every property uses it: the same cases in every run of the tests, others and more of them in the torture (ADR 20). */
import fc from 'fast-check';
import { runs, seed } from './runs.ts';

fc.configureGlobal({ seed, numRuns: runs(100) });

export { default } from 'fast-check';
export { runs } from './runs.ts';
