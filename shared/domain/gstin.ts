/** The Goods and Services Tax Identification Number of India (CGST Rules 2017, rule 10, form GST REG-06). */

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** State, PAN (five letters, four digits, a letter), number of the registration, Z or another letter, check digit. */
const SHAPE = /^\d{2}[A-Z]{5}\d{4}[A-Z][0-9A-Z][A-Z][0-9A-Z]$/;

/** Something that stands where an Indian party's GSTIN belongs and is none. */
export const isWrongGstin = (country: string, taxId: string): boolean =>
  country === 'IN' && taxId.trim() !== '' && !isGstin(taxId);

/** True for fifteen characters of the right shape whose last one is the check digit of the others (base 36, weights 1 and 2). */
export function isGstin(text: string): boolean {
  const number = text.replace(/\s/g, '').toUpperCase();
  if (!SHAPE.test(number)) return false;
  const sum = [...number.slice(0, 14)].reduce((all, digit, index) => {
    const product = DIGITS.indexOf(digit) * (index % 2 === 0 ? 1 : 2);
    return all + Math.floor(product / 36) + (product % 36);
  }, 0);
  return DIGITS[(36 - (sum % 36)) % 36] === number[14];
}
