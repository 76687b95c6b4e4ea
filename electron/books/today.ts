/** The calendar day in the company's time zone (AG1), for lists that are not asked as of a day. */
import type { Day } from '../../shared/domain/money.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Day of an instant (UTC milliseconds) in an IANA time zone; the day of UTC when the zone is not known. */
export function dayIn(timeZone: string, instant: number): Day {
  try {
    return formatOf(timeZone).format(instant);
  } catch {
    return new Date(instant).toISOString().slice(0, 10);
  }
}

/** To make one takes longer than all that it then says of a day. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, ...form });
  formats.set(timeZone, format);
  return format;
}
