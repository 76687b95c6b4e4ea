import type { Result } from '../../shared/errors/index.ts';

/** What a command of the administrator's answers: lines to print, or what is wrong. */
export type Lines = Promise<Result<readonly string[], string>>;

/** Told now and then how far long work is. */
export type Told = (done: number, total: number) => void;
