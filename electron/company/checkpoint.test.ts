import { describe, expect, it, vi } from 'vitest';
import { FRAME_KIND } from '../../shared/journal/frame.ts';
import { CheckpointClock, checkpointFrame, compareCheckpoint } from './checkpoint.ts';

const DIGEST = { applied: 7, digest: 'a'.repeat(64), projectorVersion: 3 };

/** A clock whose pause is over when the test says so. */
function clock(covered: number) {
  const write = vi.fn(async () => undefined);
  const waiting = new Set<() => void>();
  const made = new CheckpointClock(covered, write, (work) => {
    waiting.add(work);
    return { cancel: () => waiting.delete(work) };
  });
  const pause = () => {
    for (const work of waiting) work();
  };
  return { made, write, waiting, pause };
}

describe('a checkpoint', () => {
  it('JO4: says what the books amount to, and is compared with books of the same projections only', () => {
    const { kind, payload } = checkpointFrame(DIGEST);
    expect(kind).toBe(FRAME_KIND.checkpoint);
    expect(compareCheckpoint(payload, { ...DIGEST, applied: 99 })).toBe('agrees');
    expect(compareCheckpoint(payload, { ...DIGEST, digest: 'b'.repeat(64) })).toBe('differs');
    expect(compareCheckpoint(payload, { ...DIGEST, projectorVersion: 4 })).toBe('incomparable');
    expect(compareCheckpoint(new Uint8Array([1, 2]), DIGEST)).toBe('incomparable');
  });

  it('BO4: is due at a close after any commit, and in a pause after many', () => {
    const { made, write, waiting, pause } = clock(0);
    expect(made.due).toBe(false);
    made.note(499);
    expect(made.due).toBe(true);
    expect(waiting.size).toBe(0);
    made.note(1);
    made.note(1);
    expect(waiting.size).toBe(1);
    pause();
    expect(write).toHaveBeenCalledTimes(1);
    made.settle();
    expect([made.due, waiting.size]).toEqual([false, 0]);
  });

  it('BO4: is due at a close for commits that a crash left without one', () => {
    expect(clock(1).made.due).toBe(true);
  });
});
