/** Amounts in English words with lakh and crore, as Indian invoices carry them. */
import { type CurrencyCode, type Minor, minor } from './money.ts';

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

/** `Rupees One Lakh Twenty and Fifty Paise Only`; `null` for other currencies, whose words nobody asked for. */
export function amountInWords(amount: Minor, currency: CurrencyCode): string | null {
  if (currency !== 'INR') return null;
  const size = Math.abs(amount);
  const paise = minor(size % 100);
  const rupees = `Rupees ${numberInWords(Math.floor(size / 100))}`;
  const words = paise === 0 ? rupees : `${rupees} and ${numberInWords(paise)} Paise`;
  return `${amount < 0 ? 'Minus ' : ''}${words} Only`;
}
