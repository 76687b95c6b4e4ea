import type { Result } from '../../shared/errors/index.ts';

/** What a command of the administrator's answers: lines to print, or what is wrong. */
export type Lines = Promise<Result<readonly string[], string>>;
