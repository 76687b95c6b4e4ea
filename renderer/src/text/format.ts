/** Amounts, days and instants as the clerk's locale writes them on screen. Paper and archives have patterns of their own. */
import { exponentOf, fromMinor } from '../../../shared/domain/currency.ts';
import type { CurrencyCode, Day, DecimalString, Minor } from '../../../shared/domain/money.ts';
import type { PriceBreak } from '../../../shared/domain/price-lists.ts';

let locale = 'en-GB';
const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

/** Sets the locale (BCP 47) of all that is written from now on. */
export function setFormatLocale(next: string): void {
  locale = next;
  cache.clear();
}

export const formatLocale = (): string => locale;

function cached<T extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => T,
): T {
  const known = cache.get(key);
  if (known) return known as T;
  const made = make();
  cache.set(key, made);
  return made;
}

const numbers = (least: number, most: number): Intl.NumberFormat =>
  cached(
    `number:${least}:${most}`,
    () => new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most }),
  );

// Intl formats a decimal string exactly; its type asks for a template of digits.
const exact = (decimal: string): `${number}` => decimal as `${number}`;

/** The figure alone, with the currency's decimals: `1,234.50`, negative with a minus. */
export function formatFigure(minor: Minor, currency: CurrencyCode): string {
  const digits = exponentOf(currency);
  return numbers(digits, digits).format(exact(fromMinor(minor, currency)));
}

/** Currency and figure: `EUR 1,234.50`. */
export function formatAmount(minor: Minor, currency: CurrencyCode): string {
  return `${currency} ${formatFigure(minor, currency)}`;
}

/** A quantity, price or rate with the decimals that it has, at least `least`. */
export function formatDecimal(decimal: DecimalString, least = 0): string {
  return numbers(least, Math.max(least, 10)).format(exact(decimal));
}

/** An exchange rate with all its decimals (MO4). */
export const formatRate = (rate: DecimalString): string => numbers(0, 20).format(exact(rate));

/** A percent as typed, as paper writes it too: `8.25%`, in German `19 %` that no line break parts. */
export const formatPercent = (rate: DecimalString): string =>
  `${formatDecimal(rate)}${locale.startsWith('de') ? '\u00a0' : ''}%`;

/** A count: `12,345`. */
export const formatCount = (count: number): string => numbers(0, 0).format(count);

/** A calendar day: `21 Nov 2026`. */
export function formatDay(day: Day): string {
  const format = cached(
    'day',
    () =>
      new Intl.DateTimeFormat(locale, { day: '2-digit', month: 'short', year: 'numeric', timeZone: 'UTC' }),
  );
  return format.format(
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))),
  );
}

/** A calendar day in figures, as a field shows it: `21/11/2026`. */
export function formatDayShort(day: Day): string {
  const format = cached(
    'day-short',
    () =>
      new Intl.DateTimeFormat(locale, { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }),
  );
  return format.format(
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))),
  );
}

/** An instant (UTC milliseconds) in the desktop's own time. */
export function formatInstant(instant: number): string {
  const format = cached(
    'instant',
    () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
  );
  return format.format(instant);
}

/** The time of day of an instant. */
export function formatTime(instant: number): string {
  return cached('time', () => new Intl.DateTimeFormat(locale, { timeStyle: 'short' })).format(instant);
}

/** How long ago an instant was, in the largest unit that fits: `2 minutes ago`. */
export function formatAge(instant: number, now: number): string {
  const seconds = Math.round((instant - now) / 1000);
  const format = cached('age', () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
  for (const [unit, size] of [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const) {
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/** Sign between units and decimals of the locale, for parsing what is typed. */
export function decimalSign(): string {
  return (
    numbers(1, 1)
      .formatToParts(1.5)
      .find(({ type }) => type === 'decimal')?.value ?? '.'
  );
}

/** Order of day, month and year in the locale's dates. */
export function dayOrder(): ('day' | 'month' | 'year')[] {
  const parts = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'numeric',
    year: 'numeric',
  }).formatToParts(0);
  return parts.flatMap(({ type }) => (type === 'day' || type === 'month' || type === 'year' ? [type] : []));
}

/** First day of the week in the locale: 0 Sunday, 1 Monday, 6 Saturday. */
export function firstDayOfWeek(): 0 | 1 | 6 {
  const region = new Intl.Locale(locale).maximize().region ?? '';
  if (['US', 'CA', 'IN', 'JP', 'BR', 'IL', 'MX', 'ZA'].includes(region)) return 0;
  return ['AE', 'EG', 'DZ', 'IR', 'IQ', 'JO'].includes(region) ? 6 : 1;
}

/** Prices from quantities on: "1: 9.50, 10: 9.00"; one that holds from the first piece on stands alone. */
export function breaksText(value: unknown): string {
  const breaks = (value ?? []) as readonly PriceBreak[];
  const [only] = breaks;
  if (breaks.length === 1 && only && Number(only.least) <= 1) return formatDecimal(only.price);
  return (
    breaks.map(({ least, price }) => `${formatDecimal(least)}: ${formatDecimal(price)}`).join(', ') || '–'
  );
}
