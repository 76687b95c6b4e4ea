import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { dayFromNumber, dayNumber } from './day.ts';
import { type DateOrder, formatDayInput, parseDayInput } from './day-input.ts';

const today = '2026-02-10';
const read = (text: string, order: DateOrder = 'dmy') => {
  const parsed = parseDayInput(text, today, order);
  return parsed.ok ? parsed.value : parsed.error;
};

describe('typed dates', () => {
  it('reads today and days from today', () => {
    expect(['t', ' T ', '+30', '-3', '+0'].map((text) => read(text))).toEqual([
      today,
      today,
      '2026-03-12',
      '2026-02-07',
      today,
    ]);
  });

  it('fills in what is missing from today, in the order of the country', () => {
    expect(read('15')).toBe('2026-02-15');
    expect([read('15.3'), read('15.3.'), read('3/15', 'mdy'), read('3-15', 'ymd')]).toEqual(
      Array(4).fill('2026-03-15'),
    );
    expect([read('15.3.26'), read('15 3 2026'), read('3/15/26', 'mdy'), read('26-3-15', 'ymd')]).toEqual(
      Array(4).fill('2026-03-15'),
    );
    expect([read('15032026'), read('150326'), read('031526', 'mdy'), read('20260315', 'ymd')]).toEqual(
      Array(4).fill('2026-03-15'),
    );
  });

  it('takes four digits in front as the year in every order', () => {
    expect((['dmy', 'mdy', 'ymd'] as const).map((order) => read('2026-03-15', order))).toEqual(
      Array(3).fill('2026-03-15'),
    );
  });

  it('says what is wrong with the others', () => {
    expect(['', 'x', '31.2', '29.2.25', '0.1', '15.13', '32'].map((text) => read(text))).toEqual([
      'empty',
      'not-a-day',
      'no-such-day',
      'no-such-day',
      'no-such-day',
      'no-such-day',
      'no-such-day',
    ]);
    expect(['1.1.1899', '1.1.2200', '+999999', '-999999'].map((text) => read(text))).toEqual(
      Array(4).fill('out-of-range'),
    );
    expect(['1.2.3.4', '1.1.123', '15,3', '１５', '+', '1/2/x', '12345'].map((text) => read(text))).toEqual(
      Array(7).fill('not-a-day'),
    );
    expect(read('29.2.24')).toBe('2024-02-29');
    expect([read('1.1.79'), read('1.1.80')]).toEqual(['2079-01-01', '1980-01-01']);
  });

  it('reads back what it writes, in every order', () => {
    const aDay = fc
      .integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') })
      .map(dayFromNumber);
    fc.assert(
      fc.property(aDay, fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const), (day, order) => {
        expect(read(formatDayInput(day, order), order)).toBe(day);
      }),
    );
  });

  it('answers anything that can be typed with a day or a problem', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom('dmy' as const, 'mdy' as const, 'ymd' as const),
        (text, order) => {
          expect(read(text, order)).toMatch(/^(\d{4}-\d\d-\d\d|empty|not-a-day|no-such-day|out-of-range)$/);
        },
      ),
    );
  });
});
