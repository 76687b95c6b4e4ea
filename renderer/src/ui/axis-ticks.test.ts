import { describe, expect, it } from 'vitest';
import fc from '../../../test/property.ts';
import { axisTicks } from './axis-ticks.ts';

describe('the marks of an axis', () => {
  it('are round and reach as far as the greatest value', () => {
    expect(axisTicks(100, 4)).toEqual([0, 50, 100]);
    expect(axisTicks(73_000, 4)).toEqual([0, 20_000, 40_000, 60_000, 80_000]);
    expect(axisTicks(3, 4)).toEqual([0, 1, 2, 3]);
  });

  it('are the foot alone where there is nothing', () => {
    expect(axisTicks(0, 4)).toEqual([0]);
    expect(axisTicks(-5, 4)).toEqual([0]);
    expect(axisTicks(Number.NaN, 4)).toEqual([0]);
  });

  it('are few, rise evenly and hold every value', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.integer({ min: 1, max: 6 }),
        (most, count) => {
          const ticks = axisTicks(most, count);
          expect(ticks.length).toBeLessThanOrEqual(count + 2);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(most * (1 - 1e-9));
          for (let at = 1; at < ticks.length; at += 1) expect(ticks[at]).toBeGreaterThan(ticks[at - 1] ?? 0);
        },
      ),
    );
  });
});
