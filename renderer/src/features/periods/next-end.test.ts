import { describe, expect, it } from 'vitest';
import { isMonthOver, nextEnd } from './next-end.ts';

describe('the day that is offered for a close', () => {
  it('PC1: is the end of last month while nothing is closed', () => {
    expect(nextEnd('2026-03-02', null)).toBe('2026-02-28');
    expect(nextEnd('2026-03-31', null)).toBe('2026-02-28');
    expect(nextEnd('2026-01-31', null)).toBe('2025-12-31');
  });

  it('PC1: is the end of the first open month, month after month', () => {
    expect(nextEnd('2026-05-12', '2026-02-01')).toBe('2026-02-28');
    expect(nextEnd('2026-05-12', '2026-04-16')).toBe('2026-04-30');
  });

  it('PC1: is pressed for only when a whole month is open and over', () => {
    expect(isMonthOver('2026-05-12', null)).toBe(true);
    expect(isMonthOver('2026-05-01', '2026-04-01')).toBe(true);
    expect(isMonthOver('2026-04-30', '2026-04-01')).toBe(false);
  });

  it('PC1: is yesterday where only the present month is open', () => {
    expect(nextEnd('2026-05-12', '2026-05-01')).toBe('2026-05-11');
  });
});
