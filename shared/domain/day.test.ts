import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import {
  addDays,
  addMonthsClamped,
  compareDays,
  dayFromNumber,
  dayNumber,
  dayOf,
  daysBetween,
  daysInMonth,
  endOfMonth,
  endsBeforeStart,
  isDay,
  partsOf,
  weekday,
} from './day.ts';

/** The slow way: walk the calendar one day at a time. */
function nextDay(day: string): string {
  const { year, month, day: date } = partsOf(day);
  if (date < daysInMonth(year, month)) return dayOf({ year, month, day: date + 1 });
  return month === 12
    ? dayOf({ year: year + 1, month: 1, day: 1 })
    : dayOf({ year, month: month + 1, day: 1 });
}

const aDay = fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2199-12-31') }).map(dayFromNumber);

describe('calendar days', () => {
  it('knows which days exist', () => {
    const days = [
      '2024-02-29',
      '2023-02-29',
      '1900-02-29',
      '2000-02-29',
      '2026-13-01',
      '2026-04-31',
      '2026-4-1',
      '0000-01-01',
      '',
    ];
    expect(days.map(isDay)).toEqual([true, false, false, true, false, false, false, false, false]);
    expect(() => dayOf({ year: 2026, month: 2, day: 30 })).toThrow(RangeError);
  });

  it('counts every day from 1900 to 2199 once, as a walk through the calendar does', () => {
    let day = '1900-01-01';
    let number = dayNumber(day);
    const wrong: string[] = [];
    while (day < '2199-12-31') {
      day = nextDay(day);
      number += 1;
      if (dayNumber(day) !== number || dayFromNumber(number) !== day) wrong.push(day);
    }
    expect(wrong).toEqual([]);
    expect(dayNumber('1970-01-01')).toBe(0);
    expect(dayFromNumber(dayNumber('9999-12-31'))).toBe('9999-12-31');
  });

  it('adds days, and counts those between two', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    fc.assert(
      fc.property(aDay, fc.integer({ min: -5000, max: 5000 }), (day, days) => {
        fc.pre(dayNumber(day) + days >= dayNumber('1900-01-01'));
        expect(daysBetween(day, addDays(day, days))).toBe(days);
      }),
    );
  });

  it('RE2: months clamp to their last day', () => {
    expect(addMonthsClamped('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonthsClamped('2024-03-31', -1)).toBe('2024-02-29');
    expect(addMonthsClamped('2026-11-30', 15)).toBe('2028-02-29');
    expect(endOfMonth('2026-02-01')).toBe('2026-02-28');
    fc.assert(
      fc.property(aDay, fc.integer({ min: 0, max: 600 }), (day, months) => {
        const later = partsOf(addMonthsClamped(day, months));
        const start = partsOf(day);
        expect((later.year - start.year) * 12 + later.month - start.month).toBe(months);
        expect(later.day).toBe(Math.min(start.day, daysInMonth(later.year, later.month)));
      }),
    );
  });

  it('knows weekdays and order', () => {
    expect(['2026-11-21', '1970-01-01', '1900-01-01', '2000-02-29'].map(weekday)).toEqual([6, 4, 1, 2]);
    expect([compareDays('2026-01-02', '2026-01-10'), compareDays('2026-01-02', '2026-01-02')]).toEqual([
      -1, 0,
    ]);
  });

  it('a time of one day ends in time, one without a bound always does', () => {
    expect(endsBeforeStart('2026-01-02', '2026-01-01')).toBe(true);
    expect(endsBeforeStart('2026-01-02', '2026-01-02')).toBe(false);
    expect([endsBeforeStart(null, '2026-01-01'), endsBeforeStart('2026-01-01', undefined)]).toEqual([
      false,
      false,
    ]);
  });
});
