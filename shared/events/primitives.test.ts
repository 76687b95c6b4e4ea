import { describe, expect, it } from 'vitest';
import { isCalendarDay } from './primitives.ts';

describe('a calendar day', () => {
  it.each(['2026-01-31', '2026-04-30', '2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31'])(
    '%s is one',
    (day) => {
      expect(isCalendarDay(day)).toBe(true);
    },
  );

  it.each([
    ['a day that the month has not', '2026-04-31'],
    ['29 February of a common year', '2026-02-29'],
    ['29 February of a century that is no leap year', '2100-02-29'],
    ['day 0', '2026-01-00'],
    ['month 0', '2026-00-10'],
    ['month 13', '2026-13-10'],
    ['a year beyond what the books keep', '2200-01-01'],
    ['an instant', '2026-01-01T00:00:00Z'],
    ['the order of another country', '31-01-2026'],
    ['nothing', ''],
  ])('%s is none: %s', (_what, text) => {
    expect(isCalendarDay(text)).toBe(false);
  });
});
