/** The locale of the desktop, by which a new company is proposed its country, and figures and days are written. */

export interface LocaleFacts {
  /** The language that the window runs in (BCP 47), of the few that Chromium has. */
  readonly language: string;
  /** ISO 3166-1 code of the system's country; empty when it does not say. */
  readonly country: string;
  /** The locale that the program was started for; empty for none. */
  readonly asked: string;
}

const UNKNOWN = 'en-US';

/** Chromium has no variant for most countries and takes one that is near: British English in India, say. The system's country wins. */
export function systemLocale({ language, country, asked }: LocaleFacts): string {
  try {
    if (asked !== '') return new Intl.Locale(asked).toString();
    const region = /^[A-Z]{2}$/.test(country) ? { region: country } : {};
    return new Intl.Locale(language || UNKNOWN, region).toString();
  } catch {
    return language || UNKNOWN;
  }
}
