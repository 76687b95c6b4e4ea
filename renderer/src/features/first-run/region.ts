/** What the system's locale tells about the office: a proposal, never a decision. */

/** The region of a BCP 47 locale: its own, else the most likely one for its language; empty when unknown. */
export function regionOf(locale: string): string {
  try {
    return new Intl.Locale(locale).maximize().region ?? '';
  } catch {
    return '';
  }
}

/** The time zone of this computer, IANA. */
export const systemTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
