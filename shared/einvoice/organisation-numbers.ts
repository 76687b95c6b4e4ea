/** Numbers under which registers keep organisations: whether their digits are right. */

/** GS1: thirteen digits, weights 1 and 3 from the left, sum a multiple of ten. */
export function isGln(text: string): boolean {
  return /^\d{13}$/.test(text) && weighted(text, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

/** Nine digits, weights 3 2 7 6 5 4 3 2 1, modulus 11. */
export function isNorwegian(text: string): boolean {
  return /^\d{9}$/.test(text) && weighted(text, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

/** CVR: `DK` and eight digits, weights 2 7 6 5 4 3 2 1, modulus 11; the prefix may be left out. */
export function isDanish(text: string): boolean {
  const digits = text.replace(/^DK/, '');
  return /^\d{8}$/.test(digits) && weighted(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

/** Ten digits, the last two 97 less the rest of the first eight. */
export function isBelgian(text: string): boolean {
  return /^[01]\d{9}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8));
}

/** Ten digits with the check digit of Luhn. */
export function isSwedish(text: string): boolean {
  return /^\d{10}$/.test(text) && luhn(text, 0) % 10 === 0;
}

/** ABN: eleven digits, the first less one, weights 10 1 3 5 … 19, modulus 89. */
export function isAustralian(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const lessened = `${Number(text[0]) - 1}${text.slice(1)}`;
  return !lessened.startsWith('-') && weighted(lessened, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
}

/** AFM: nine digits, weights 256 … 2 for the first eight, modulus 11 and then 10. */
export function isGreek(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false;
  return (weighted(text.slice(0, 8), [256, 128, 64, 32, 16, 8, 4, 2]) % 11) % 10 === Number(text[8]);
}

/** Codice fiscale: of persons letters and digits in their places, of companies eleven digits. */
export function isItalianTaxCode(text: string): boolean {
  return /^([A-Z]{6}\d{2}[A-Z]\d{2}[A-Z0-9]{3}\d[A-Z]|\d{11})$/i.test(text);
}

/** Partita IVA behind `IT`: eleven digits with the check digit of Luhn; what begins otherwise is of another country. */
export function isItalianVat(text: string): boolean {
  if (!/^IT/i.test(text)) return true;
  return /^\d{11}$/.test(text.slice(2)) && luhn(text.slice(2), 1) % 10 === 0;
}

/** Sum of the digits, of which every second from `first` on counts twice, less nine where that is above nine. */
function luhn(digits: string, first: 0 | 1): number {
  return [...digits].reduce((all, digit, index) => {
    const value = Number(digit) * (index % 2 === first ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
}

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((all, weight, index) => all + weight * Number(digits[index]), 0);
}
