import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { checkSpace, SPACE_THRESHOLDS } from './free-space.ts';

const left = (free: number) => async () => ({ bavail: free / 4096, bsize: 4096 });

describe('checkSpace', () => {
  it.each([
    [4_096_000_000, 'enough'],
    [500_002_816, 'enough'],
    [499_998_720, 'warn'],
    [50_003_968, 'warn'],
    [49_999_872, 'refuse'],
    [0, 'refuse'],
  ])('JO7: says of %d free bytes: %s', async (free, level) => {
    expect(await checkSpace('anywhere', SPACE_THRESHOLDS, left(free))).toEqual({ free, level });
  });

  it('takes other thresholds', async () => {
    expect(await checkSpace('anywhere', { warn: 10_000, refuse: 5_000 }, left(8192))).toMatchObject({
      level: 'warn',
    });
  });

  it('does not stand in the way when the disk cannot be asked', async () => {
    const failing = () => Promise.reject(new Error('no such disk'));
    expect(await checkSpace('anywhere', SPACE_THRESHOLDS, failing)).toEqual({ free: null, level: 'enough' });
  });

  it('asks this machine', async () => {
    expect((await checkSpace(tmpdir(), { warn: 0, refuse: 0 })).free).toBeGreaterThan(0);
  });
});
