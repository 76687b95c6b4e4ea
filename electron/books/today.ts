/** The calendar day in the company's time zone (AG1), for lists that are not asked as of a day. */
import type { Day } from '../../shared/domain/money.ts';

/** Day of an instant (UTC milliseconds) in an IANA time zone; the day of UTC when the zone is not known. */
export function dayIn(timeZone: string, instant: number): Day {
  const form = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone, ...form }).format(instant);
  } catch {
    return new Date(instant).toISOString().slice(0, 10);
  }
}
