/**
 * Calendar arithmetic on `YYYY-MM-DD` in the proleptic Gregorian calendar, by counting days as integers: no `Date`,
 * no zone, no clock. Days run from 1900-01-01 to 9999-12-31.
 */
import type { Day } from './money.ts';

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const FIRST_YEAR = 1900;
const LAST_YEAR = 9999;

export interface CivilDay {
  readonly year: number;
  /** 1–12 */
  readonly month: number;
  /** 1–31 */
  readonly day: number;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): text is Day {
  return /^\d{4}-\d\d-\d\d$/.test(text) && exists(partsOf(text));
}

function exists({ year, month, day }: CivilDay): boolean {
  return year >= FIRST_YEAR && year <= LAST_YEAR && day >= 1 && day <= daysInMonth(year, month);
}

/** Year, month and day of a valid day. */
export function partsOf(day: Day): CivilDay {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day: Number(day.slice(8, 10)) };
}

/**
 * The day with these parts.
 * @throws RangeError for a day that does not exist or lies outside 1900–9999.
 */
export function dayOf(parts: CivilDay): Day {
  if (!exists(parts)) throw new RangeError(`no such day: ${parts.year}-${parts.month}-${parts.day}`);
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${parts.year}-${pad(parts.month)}-${pad(parts.day)}`;
}

/** Days since 1970-01-01, negative before; a whole number that sorts and subtracts. */
export function dayNumber(day: Day): number {
  const { year, month, day: dayOfMonth } = partsOf(day);
  // Years begin in March here, so that the leap day is the last of its year.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/**
 * The day with this number; the inverse of `dayNumber`.
 * @throws RangeError outside 1900–9999.
 */
export function dayFromNumber(number: number): Day {
  const shifted = number + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  return dayOf({ year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day });
}

/** @throws RangeError when the result lies outside 1900–9999. */
export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/**
 * The same day of another month, or that month's last day: 31 January + 1 is 28 or 29 February (RE2).
 * @throws RangeError when the result lies outside 1900–9999.
 */
export function addMonthsClamped(day: Day, months: number): Day {
  const parts = partsOf(day);
  const index = parts.year * 12 + (parts.month - 1) + months;
  return clampedDay(Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, parts.day);
}

/** The given day of a month, or the month's last day where the month is shorter. */
export function clampedDay(year: number, month: number, day: number): Day {
  return dayOf({ year, month, day: Math.min(day, daysInMonth(year, month)) });
}

export function endOfMonth(day: Day): Day {
  const { year, month } = partsOf(day);
  return dayOf({ year, month, day: daysInMonth(year, month) });
}

/** Calendar days from `from` to `to`, negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO 8601 day of the week: 1 is Monday, 7 Sunday. */
export function weekday(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** Negative when `a` is earlier, positive when it is later, 0 for the same day. */
export function compareDays(a: Day, b: Day): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The later of two days. */
export function laterDay(a: Day, b: Day): Day {
  return compareDays(a, b) >= 0 ? a : b;
}

/** True for a time whose last day lies before its first; one that has no bound on a side never does. */
export function endsBeforeStart(first: Day | null | undefined, last: Day | null | undefined): boolean {
  return first != null && last != null && compareDays(last, first) < 0;
}
