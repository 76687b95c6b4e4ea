import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../../shared/domain/money.ts';
import {
  formatAge,
  formatAmount,
  formatDay,
  formatDecimal,
  formatFigure,
  formatPercent,
  setFormatLocale,
} from './format.ts';

beforeEach(() => setFormatLocale('en-GB'));
afterAll(() => setFormatLocale('en-GB'));

describe('amounts on screen', () => {
  it('MO1: have the decimals of their currency', () => {
    expect(formatFigure(minor(123450), 'EUR')).toBe('1,234.50');
    expect(formatFigure(minor(123450), 'JPY')).toBe('123,450');
    expect(formatFigure(minor(123450), 'KWD')).toBe('123.450');
  });

  it('MO5: are exact to the last unit at the edge of what can be kept', () => {
    expect(formatFigure(minor(9_007_199_254_740_991), 'EUR')).toBe('90,071,992,547,409.91');
  });

  it('say a negative amount with a minus', () => {
    expect(formatAmount(minor(-5), 'EUR')).toBe('EUR -0.05');
  });

  it('group as the locale does', () => {
    setFormatLocale('de-DE');
    expect(formatFigure(minor(123450), 'EUR')).toBe('1.234,50');
    setFormatLocale('en-IN');
    expect(formatFigure(minor(12345678900), 'INR')).toBe('12,34,56,789.00');
  });
});

describe('other figures', () => {
  it('show a decimal with the places that it has', () => {
    expect(formatDecimal('1234.5678')).toBe('1,234.5678');
    expect(formatDecimal('5', 2)).toBe('5.00');
    expect(formatPercent('8.25')).toBe('8.25%');
  });

  it('show a calendar day as it is, in any time zone', () => {
    expect(formatDay('2026-03-01')).toBe('01 Mar 2026');
  });

  it('say how old something is in the largest unit that fits', () => {
    expect(formatAge(0, 3 * 3_600_000)).toBe('3 hours ago');
    expect(formatAge(0, 10_000)).toBe('now');
  });
});
