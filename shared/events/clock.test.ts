import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { adopt, CLOCK_TOLERANCE, clockMilliseconds, effectiveClock, tick } from './clock.ts';

const NOW = Date.UTC(2026, 5, 1, 12);
const instants = fc.integer({ min: 0, max: 2 ** 45 });

describe('the hybrid logical clock', () => {
  it('EV8: always goes up, also when the wall clock stands still or goes back', () => {
    fc.assert(
      fc.property(fc.array(instants, { minLength: 1, maxLength: 50 }), (walls) => {
        let last: string | null = null;
        for (const wall of walls) {
          const next: string = tick(last, wall);
          expect(last === null || next > last).toBe(true);
          expect(clockMilliseconds(next)).toBeGreaterThanOrEqual(wall);
          last = next;
        }
      }),
    );
  });

  it('goes on with the next millisecond when the counter is used up', () => {
    const full = `${NOW.toString(16).padStart(12, '0')}ffff`;
    expect(tick(full, NOW)).toBe(`${(NOW + 1).toString(16).padStart(12, '0')}0000`);
  });

  it('EV4: compares by min(clock, received + 5 min)', () => {
    const ahead = tick(null, NOW + 3_600_000);
    expect(effectiveClock(ahead, null)).toBe(ahead);
    expect(clockMilliseconds(effectiveClock(ahead, NOW))).toBe(NOW + CLOCK_TOLERANCE);
    const honest = tick(null, NOW - 1000);
    expect(effectiveClock(honest, NOW)).toBe(honest);
  });

  it('EV8: follows the clocks of others, but never one that runs more than five minutes ahead', () => {
    const own = tick(null, NOW);
    const near = tick(null, NOW + CLOCK_TOLERANCE);
    const far = tick(null, NOW + CLOCK_TOLERANCE + 1);
    expect(adopt(own, near, NOW)).toBe(near);
    expect(adopt(own, far, NOW)).toBe(own);
    expect(adopt(near, own, NOW)).toBe(near);
    expect(adopt(null, far, NOW)).toBeNull();
    expect(tick(adopt(own, near, NOW), NOW) > near).toBe(true);
  });
});
