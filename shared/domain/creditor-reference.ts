/** References that a payer copies and a bank checks: ISO 11649 (`RF…`), and the 27 digits of the Swiss QR reference. */

/** The number in the letters and digits of `text` (A is 10, Z is 35), modulo 97 (ISO 7064). */
function modulo97(text: string): number {
  let rest = 0;
  for (const character of text) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest;
}

const compact = (text: string) => text.replace(/\s/g, '').toUpperCase();

/** True for a creditor reference with the right check digits (ISO 11649). */
export function isCreditorReference(text: string): boolean {
  const reference = compact(text);
  if (!/^RF\d{2}[A-Z0-9]{1,21}$/.test(reference)) return false;
  return modulo97(reference.slice(4) + reference.slice(0, 4)) === 1;
}

/**
 * The creditor reference of a document's number: its letters and digits behind their check digits (ISO 11649). `null`
 * for a number without any, or with more than the 21 that fit.
 */
export function creditorReference(number: string): string | null {
  const body = number.toUpperCase().replace(/[^A-Z0-9]/g, '');
  if (body === '' || body.length > 21) return null;
  const check = 98 - modulo97(`${body}RF00`);
  return `RF${String(check).padStart(2, '0')}${body}`;
}

/** The recursive check digit, modulus 10, of Swiss references. */
function recursiveDigit(digits: string): number {
  const table = [0, 9, 4, 6, 8, 2, 7, 1, 3, 5];
  let carry = 0;
  for (const digit of digits) carry = table[(carry + Number(digit)) % 10] ?? 0;
  return (10 - carry) % 10;
}

/** True for 27 digits, the last of which checks the others. */
export function isQrReference(text: string): boolean {
  const reference = compact(text);
  return /^\d{27}$/.test(reference) && recursiveDigit(reference.slice(0, 26)) === Number(reference[26]);
}

const SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-/';

/**
 * The QR reference of a document's number: the number read in base 39, so that two numbers never share one, before its
 * check digit. `null` for a number with other signs than numbers have (NU4), or with more than sixteen.
 */
export function qrReference(number: string): string | null {
  if (number === '' || number.length > 16) return null;
  let value = 0n;
  for (const sign of number.toUpperCase()) {
    const at = SIGNS.indexOf(sign);
    if (at < 0) return null;
    // Signs count from 1: a zero in front is part of the number.
    value = value * 39n + BigInt(at + 1);
  }
  const digits = String(value).padStart(26, '0');
  return `${digits}${recursiveDigit(digits)}`;
}

/** A reference as it is printed: QR references from the right in fives, the others from the left in fours. */
export function spacedReference(reference: string): string {
  if (/^\d{27}$/.test(reference)) return reference.replace(/\B(?=(\d{5})+$)/g, ' ');
  return reference.replace(/(.{4})(?=.)/g, '$1 ');
}
