/** What a clerk types into a date field, as a day. */
import { err, ok, type Result } from '../errors/result.ts';
import { dayFromNumber, dayNumber, dayOf, daysInMonth, partsOf } from './day.ts';
import type { Day } from './money.ts';
import type { DayProblem } from './problems.ts';

/** Order of the parts of a date, by the country profile. */
export type DateOrder = 'dmy' | 'mdy' | 'ymd';

const FIRST_DAY = dayNumber('1900-01-01');
const LAST_DAY = dayNumber('2199-12-31');
/** Two-digit years up to this one are 20xx; all invoices of an office that still runs lie there. */
const LAST_SHORT_YEAR = 79;

/**
 * Reads a typed date. `t` is today, `+30` and `-3` are days from today, `15` is the day of this month, `15.3` or `3/15`
 * lacks the year (this one), `15.3.26` and `2026-03-15` are whole; separators are `.`, `/`, `-` and blanks. Eight digits
 * without separators are a whole date, six one with a short year. Four digits first always mean the year.
 * Problems: `empty`, `not-a-day` for text that is no date, `no-such-day` for 30 February, `out-of-range` before 1900
 * or after 2199.
 */
export function parseDayInput(text: string, today: Day, order: DateOrder): Result<Day, DayProblem> {
  const typed = text.trim().toLowerCase();
  if (typed === '') return err('empty');
  if (typed === 't') return ok(today);
  if (/^[+-]\d{1,6}$/.test(typed)) return offset(Number(typed), today);
  const parts = splitParts(typed, order);
  if (!parts) return err('not-a-day');
  const now = partsOf(today);
  if (parts.length === 1) return checked(now.year, now.month, Number(parts[0]));
  if (parts.length === 2) {
    const [first, second] = parts.map(Number) as [number, number];
    return order === 'dmy' ? checked(now.year, second, first) : checked(now.year, first, second);
  }
  const [year, month, day] = arrange(parts as [string, string, string], order);
  if (year.length !== 2 && year.length !== 4) return err('not-a-day');
  return checked(fullYear(year), Number(month), Number(day));
}

function offset(days: number, today: Day): Result<Day, DayProblem> {
  const number = dayNumber(today) + days;
  return number < FIRST_DAY || number > LAST_DAY ? err('out-of-range') : ok(dayFromNumber(number));
}

/** One to three groups of digits, or `undefined` when the text is something else. */
function splitParts(typed: string, order: DateOrder): string[] | undefined {
  if (/^\d{8}$/.test(typed) || /^\d{6}$/.test(typed)) return splitDigits(typed, order);
  const parts = typed.replace(/[./]$/, '').split(/\s*[./-]\s*|\s+/);
  const [first = '', ...rest] = parts;
  const whole = /^\d{4}$/.test(first) && rest.length === 2 ? rest : parts;
  const last = whole.length - 1;
  const fits = whole.every((part, index) => (index === last ? /^\d{1,4}$/ : /^\d{1,2}$/).test(part));
  return fits && parts.length <= 3 ? parts : undefined;
}

function splitDigits(digits: string, order: DateOrder): string[] {
  const yearLength = digits.length - 4;
  const [a, b, c] = order === 'ymd' ? [yearLength, 2, 2] : [2, 2, yearLength];
  return [digits.slice(0, a), digits.slice(a, a + b), digits.slice(a + b, a + b + c)];
}

/** The parts as year, month, day. */
function arrange([a, b, c]: [string, string, string], order: DateOrder): [string, string, string] {
  if (order === 'ymd' || a.length === 4) return [a, b, c];
  return order === 'dmy' ? [c, b, a] : [c, a, b];
}

function fullYear(text: string): number {
  const year = Number(text);
  if (text.length === 4) return year;
  return year <= LAST_SHORT_YEAR ? 2000 + year : 1900 + year;
}

function checked(year: number, month: number, day: number): Result<Day, DayProblem> {
  if (month < 1 || month > 12 || day < 1 || day > 31) return err('no-such-day');
  if (year < 1900 || year > 2199) return err('out-of-range');
  if (day > daysInMonth(year, month)) return err('no-such-day');
  return ok(dayOf({ year, month, day }));
}

/** The day as this order writes it with its usual separator: `15.03.2026`, `03/15/2026`, `2026-03-15`. */
export function formatDayInput(day: Day, order: DateOrder): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (order === 'ymd') return day;
  return order === 'dmy' ? `${date}.${month}.${year}` : `${month}/${date}/${year}`;
}
