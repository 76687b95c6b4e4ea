import { describe, expect, it } from 'vitest';
import { waitAfter } from './backoff.ts';

describe('the wait after failures', () => {
  it('SY4: is random below a ceiling that doubles from one second to five minutes', () => {
    const ceilings = [1, 2, 3, 4, 9, 10, 50].map((failures) => waitAfter(failures, 1));
    expect(ceilings).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
    expect(waitAfter(4, 0)).toBe(0);
    expect(waitAfter(4, 0.25)).toBe(2_000);
  });

  it('SY4: is never shorter than what the server asked for', () => {
    expect(waitAfter(1, 0.1, 30_000)).toBe(30_000);
    expect(waitAfter(10, 1, 30_000)).toBe(300_000);
  });
});
