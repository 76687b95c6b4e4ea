/** The journal as the company uses it: asynchronous, since the writer lives in a thread of its own (JO1). */
import type { AppError, Result } from '../../shared/errors/index.ts';
import type { Frame, NewFrame } from '../../shared/journal/frame.ts';

export interface JournalPosition {
  readonly journalId: string;
  readonly incarnation: string;
  /** Number of the last frame. */
  readonly number: number;
  readonly chain: Uint8Array;
}

export interface JournalHandle {
  position(): JournalPosition;
  /** Durable when it answers: written whole and flushed once (JO5). */
  append(frames: readonly NewFrame[]): Promise<Result<readonly Frame[], AppError>>;
  /** Frames from a number on, in order, as many as fit `maxBytes` but at least one; empty at the end. */
  readFrom(number: number, maxBytes: number): Promise<Result<readonly Frame[], AppError>>;
}
