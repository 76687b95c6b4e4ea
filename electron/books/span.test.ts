import { describe, expect, it } from 'vitest';
import { addDays } from '../../shared/domain/day.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import fc from '../../test/property.ts';
import { OPEN_SPAN, spanOf, spansOpenOn } from './span.ts';

const DAY = '2026-03-02';
const within = (span: number, from: string, day: string) =>
  spansOpenOn(day).some(({ lower, upper }) => span === lower[0] && from >= lower[1] && from <= upper[1]);

describe('classes of how long something was open', () => {
  it('BO5: the ranges of a day hold everything that was open at its end', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -30_000, max: 0 }),
        fc.integer({ min: 1, max: 40_000 }),
        (begin, days) => {
          const from = addDays(DAY, begin);
          const closed = addDays(from, days);
          fc.pre(closed > DAY);
          expect(within(spanOf(from, closed), from, DAY)).toBe(true);
        },
      ),
    );
  });

  it('hold nothing that begins later, is open still, or ended on the day on which it began', () => {
    expect(within(spanOf(addDays(DAY, 1), addDays(DAY, 30)), addDays(DAY, 1), DAY)).toBe(false);
    expect(within(spanOf(DAY, DAY), DAY, DAY)).toBe(false);
    expect(spanOf(DAY, FOREVER)).toBe(OPEN_SPAN);
    expect(within(OPEN_SPAN, DAY, DAY)).toBe(false);
  });

  it('leave out what was over a while before', () => {
    const from = addDays(DAY, -40);
    expect(within(spanOf(from, addDays(from, 20)), from, DAY)).toBe(false);
  });
});
