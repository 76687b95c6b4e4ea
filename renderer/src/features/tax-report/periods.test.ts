import { describe, expect, it } from 'vitest';
import { daysOf, PERIODS, periodOf } from './periods.ts';

describe('periods of the tax report', () => {
  it('TX10: months, quarters and the year, also over the turn of a year', () => {
    expect(PERIODS.map((period) => Object.values(daysOf(period, '2026-02-14')))).toEqual([
      ['2026-02-01', '2026-02-28'],
      ['2026-01-01', '2026-01-31'],
      ['2026-01-01', '2026-03-31'],
      ['2025-10-01', '2025-12-31'],
      ['2026-01-01', '2026-12-31'],
    ]);
    expect(daysOf('last-month', '2026-01-31')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  });

  it('recognises a period by its days', () => {
    expect(periodOf({ from: '2025-10-01', to: '2025-12-31' }, '2026-02-14')).toBe('last-quarter');
    expect(periodOf({ from: '2025-10-02', to: '2025-12-31' }, '2026-02-14')).toBeNull();
  });
});
