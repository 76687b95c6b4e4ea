/** Amounts in words, in the languages that documents have; rupees with lakh and crore, as Indian invoices carry them. */
import { toCardinal as germanCardinal } from 'n2words/de-DE';
import { toCardinal as englishCardinal } from 'n2words/en-GB';
import { exponentOf } from './currency.ts';
import type { CurrencyCode, Minor } from './money.ts';

const ONES =
  'Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen'.split(
    ' ',
  );
const TENS = '  Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety'.split(' ');
const SCALES = [
  [10_000_000, 'Crore'],
  [100_000, 'Lakh'],
  [1_000, 'Thousand'],
  [100, 'Hundred'],
] as const;

/** A whole number from zero up to the safe integers: 1,23,45,678 is One Crore Twenty Three Lakh Forty Five Thousand … */
export function numberInWords(value: number): string {
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) {
    const ones = value % 10;
    return [TENS[Math.floor(value / 10)], ones === 0 ? '' : ONES[ones]].filter(Boolean).join(' ');
  }
  for (const [scale, name] of SCALES) {
    if (value < scale) continue;
    const rest = value % scale;
    const words = [numberInWords(Math.floor(value / scale)), name];
    if (rest > 0) words.push(numberInWords(rest));
    return words.join(' ');
  }
  return '';
}

/** `Rupees One Lakh Twenty and Fifty Paise Only`, as Indian invoices have it. */
function rupeesInWords(size: number): string {
  const paise = size % 100;
  const rupees = `Rupees ${numberInWords(Math.floor(size / 100))}`;
  return `${paise === 0 ? rupees : `${rupees} and ${numberInWords(paise)} Paise`} Only`;
}

/** One and many of a currency's major unit; in German with the word for one before it. */
interface UnitWords {
  readonly en: readonly [one: string, many: string];
  readonly de: readonly [one: string, many: string];
}

/** Other currencies are named by their code. */
const UNITS: Readonly<Record<CurrencyCode, UnitWords>> = {
  EUR: { en: ['euro', 'euros'], de: ['ein Euro', 'Euro'] },
  GBP: { en: ['pound', 'pounds'], de: ['ein Pfund', 'Pfund'] },
  USD: { en: ['US dollar', 'US dollars'], de: ['ein US-Dollar', 'US-Dollar'] },
  CHF: { en: ['Swiss franc', 'Swiss francs'], de: ['ein Schweizer Franken', 'Schweizer Franken'] },
  INR: { en: ['rupee', 'rupees'], de: ['eine Rupie', 'Rupien'] },
};

function inEnglish(whole: number, unit: readonly [string, string] | undefined, code: CurrencyCode): string {
  return `${englishCardinal(whole)} ${unit ? unit[whole === 1 ? 0 : 1] : code}`;
}

/** A number that ends in one loses its last letter before a noun: `hundertein Euro`. */
function inGerman(whole: number, unit: readonly [string, string] | undefined, code: CurrencyCode): string {
  if (whole === 1) return unit ? unit[0] : `ein ${code}`;
  const words = germanCardinal(whole);
  return `${whole % 100 === 1 && unit ? words.slice(0, -1) : words} ${unit ? unit[1] : code}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/**
 * The amount in the words of the document's language, its minor units as a fraction: `Eintausendzwei Euro und 50/100`, `One
 * thousand and two euros and 50/100`. Rupees in English are told in lakh and crore, with paise.
 * @param amount minor units of `currency`.
 * @param region the reader's country: Switzerland and Liechtenstein write no `ß`.
 */
export function amountInWords(
  amount: Minor,
  currency: CurrencyCode,
  language: 'en' | 'de',
  region = '',
): string {
  const size = Math.abs(amount);
  if (currency === 'INR' && language === 'en') return `${amount < 0 ? 'Minus ' : ''}${rupeesInWords(size)}`;
  const parts = 10 ** exponentOf(currency);
  const whole = Math.floor(size / parts);
  const spelled = (language === 'de' ? inGerman : inEnglish)(whole, UNITS[currency]?.[language], currency);
  const words = region === 'CH' || region === 'LI' ? spelled.replaceAll('ß', 'ss') : spelled;
  const rest = String(size % parts).padStart(String(parts).length - 1, '0');
  const fraction = parts === 1 ? '' : ` ${language === 'de' ? 'und' : 'and'} ${rest}/${parts}`;
  return `${amount < 0 ? 'Minus ' : ''}${amount < 0 ? words : capital(words)}${fraction}`;
}
