/**
 * Numbers, amounts and dates as they stand on paper. Our own small table instead of `Intl`, whose answers change between
 * runtimes: archived documents must render to the same bytes years later (DO3). It belongs to template `classic-1`.
 */
import { fromMinor } from '../../shared/domain/currency.ts';
import type { CurrencyCode, Day, DecimalString, Minor } from '../../shared/domain/money.ts';

/** How one document writes figures and days; every method takes what the document stores. */
export interface PaperFormat {
  /** `.` or `,`: what figures are aligned on. */
  readonly decimalMark: string;
  /** An amount in minor units of `currency`, all decimals, without the currency: `1,234.50`. */
  amount(value: Minor, currency: CurrencyCode): string;
  /** The same with its currency, for the few places where it is said: `$1,234.50`, `1.234,50 €`. */
  money(value: Minor, currency: CurrencyCode): string;
  /** A decimal as typed, grouped, padded to at least `decimals` places. */
  decimal(value: DecimalString, decimals?: number): string;
  /** A percentage: `8.25%`, `19 %`. */
  percent(rate: DecimalString): string;
  /** A calendar day in words that cannot be misread: `Mar 12, 2026`, `12 Mar 2026`, `12.03.2026`. */
  day(day: Day): string;
}

type Grouping = 'thousands' | 'lakh';

const MINUS = '\u2212';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SYMBOLS: Readonly<Record<string, string>> = { EUR: '€', GBP: '£', INR: '₹', JPY: '¥' };

/** `1234567` as `1,234,567`, or in lakh and crore as `12,34,567`. */
function group(digits: string, separator: string, grouping: Grouping): string {
  const tail = digits.slice(-3);
  let head = digits.slice(0, -3);
  const step = grouping === 'lakh' ? 2 : 3;
  const groups = [tail];
  while (head !== '') {
    groups.unshift(head.slice(-step));
    head = head.slice(0, -step);
  }
  return groups.join(separator);
}

interface Marks {
  readonly thousands: string;
  readonly decimal: string;
}

const ENGLISH: Marks = { thousands: ',', decimal: '.' };
const GERMAN: Marks = { thousands: '.', decimal: ',' };
const SWISS: Marks = { thousands: '\u2019', decimal: '.' };

function decimalText(value: string, decimals: number, marks: Marks, grouping: Grouping): string {
  const negative = value.startsWith('-');
  const [whole = '0', fraction = ''] = (negative ? value.slice(1) : value).split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  const places = fraction.replace(/0+$/, '').padEnd(decimals, '0');
  const grouped = group(digits, marks.thousands, grouping);
  const text = places === '' ? grouped : `${grouped}${marks.decimal}${places}`;
  return negative && /[1-9]/.test(value) ? MINUS + text : text;
}

function dayText(day: Day, profile: string, language: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language === 'de') return `${date}.${month}.${year}`;
  const name = MONTHS[Number(month) - 1] ?? month;
  return profile === 'US' ? `${name} ${Number(date)}, ${year}` : `${Number(date)} ${name} ${year}`;
}

/** German is written another way there: `CHF 1’234.50`, `8.1%`. */
export const writesSwiss = (language: string, region: string): boolean =>
  language === 'de' && (region === 'CH' || region === 'LI');

/**
 * The format for a country profile (US, GB, DE, IN) and a language (en, de); lakh and crore for rupees in India. `region` is
 * the reader's country where that matters.
 */
export function paperFormat(profile: string, language: string, region = ''): PaperFormat {
  const isSwiss = writesSwiss(language, region);
  const german = language === 'de' && !isSwiss;
  const marks = isSwiss ? SWISS : german ? GERMAN : ENGLISH;
  const grouping = (currency: CurrencyCode): Grouping =>
    profile === 'IN' && language !== 'de' && currency === 'INR' ? 'lakh' : 'thousands';
  const amount = (value: Minor, currency: CurrencyCode) => {
    const text = fromMinor(value, currency);
    return decimalText(text, text.split('.')[1]?.length ?? 0, marks, grouping(currency));
  };
  return {
    decimalMark: marks.decimal,
    amount,
    money(value, currency) {
      const text = amount(value, currency);
      if (isSwiss) return `${currency}\u00a0${text}`;
      const symbol = currency === 'USD' && profile === 'US' ? '$' : (SYMBOLS[currency] ?? currency);
      if (german) return `${text} ${symbol}`;
      const space = symbol.length > 1 ? ' ' : '';
      return text.startsWith(MINUS)
        ? `${MINUS}${symbol}${space}${text.slice(1)}`
        : `${symbol}${space}${text}`;
    },
    decimal: (value, decimals = 0) =>
      decimalText(value, decimals, marks, grouping(profile === 'IN' ? 'INR' : '')),
    percent: (rate) => `${decimalText(rate, 0, marks, 'thousands')}${german ? '\u00a0' : ''}%`,
    day: (day) => dayText(day, profile, language),
  };
}
