/** Calendar days of the company's time zone (AG1). The only place that asks `Intl` for one. */
import type { Day } from './money.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Wherever a day begins, it begins at a quarter of an hour. */
const QUARTER = 900_000;
let latest = { timeZone: '', quarter: Number.NaN, day: '' as Day };

/** The calendar day of an instant (UTC milliseconds) in an IANA time zone; UTC's day when the zone is not known. */
export function dayIn(timeZone: string, instant: number): Day {
  const quarter = Math.floor(instant / QUARTER);
  if (quarter !== latest.quarter || timeZone !== latest.timeZone)
    latest = { timeZone, quarter, day: askedDay(timeZone, instant) };
  return latest.day;
}

function askedDay(timeZone: string, instant: number): Day {
  try {
    return formatOf(timeZone).format(instant);
  } catch {
    return new Date(instant).toISOString().slice(0, 10);
  }
}
