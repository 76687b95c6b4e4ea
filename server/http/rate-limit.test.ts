import { describe, expect, it } from 'vitest';
import { makeRateLimit } from './rate-limit.ts';

describe('a rate limit', () => {
  it('lets so many through at once, and then so many a second', () => {
    const limit = makeRateLimit({ perSecond: 2, atOnce: 3 });
    expect([0, 0, 0, 0].map((now) => limit.take('a', now))).toEqual([0, 0, 0, 500]);
    expect(limit.take('a', 400)).toBe(100);
    expect(limit.take('a', 500)).toBe(0);
    expect(limit.take('a', 500)).toBe(500);
  });

  it('counts everybody apart', () => {
    const limit = makeRateLimit({ perSecond: 1, atOnce: 1 });
    expect(limit.take('a', 0)).toBe(0);
    expect(limit.take('b', 0)).toBe(0);
    expect(limit.take('a', 0)).toBe(1000);
  });

  it('is not fooled by a clock that runs backwards', () => {
    const limit = makeRateLimit({ perSecond: 1, atOnce: 1 });
    expect(limit.take('a', 10_000)).toBe(0);
    expect(limit.take('a', 0)).toBe(1000);
  });

  it('keeps counting those who are busy while it forgets those who are idle', () => {
    const limit = makeRateLimit({ perSecond: 1, atOnce: 2 });
    for (let count = 0; count < 5000; count += 1) limit.take(`idle-${count}`, count * 10);
    expect([1, 2, 3].map(() => limit.take('busy', 60_000))).toEqual([0, 0, 1000]);
    for (let count = 0; count < 1000; count += 1) limit.take(`later-${count}`, 60_000);
    expect(limit.take('busy', 60_000)).toBe(1000);
  });
});
