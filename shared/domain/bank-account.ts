/** The accounts of transfers, found in the lines that the office prints as its bank details (BG-17). */
import { isValidBIC, isValidIBAN } from 'ibantools';

/** An account number as machines write it: without the spaces, dots and dashes of its printed form. */
export const compactIban = (text: string): string => text.replace(/[\s.-]/g, '').toUpperCase();

/** True for an account number of the right form and check digits for its country (ISO 13616; ISO 7064, modulus 97). */
export const isIban = (text: string): boolean => isValidIBAN(compactIban(text));

export interface BankAccount {
  readonly id: string;
  readonly iban: boolean;
  readonly bic?: string;
}

const LONGEST_IBAN = 34;
const SHORTEST_IBAN = 15;
/** What is written as an IBAN is: figures after its name, or two letters and two digits before groups of four. */
const LIKE_IBAN = /\bIBAN\b\W*(?=[A-Z]{0,3} ?\d)|\b(?=[A-Z]{2}\d{2}(?:[A-Z0-9]{11}| (?:[A-Z0-9]{4} ){2}))/gi;

/** The IBAN at the beginning of `text`, whatever follows it on its line. */
function ibanAt(text: string): string | null {
  const compact = compactIban(text.slice(0, LONGEST_IBAN * 2));
  for (let length = LONGEST_IBAN; length >= SHORTEST_IBAN; length -= 1) {
    const iban = compact.slice(0, length);
    if (iban.length === length && isValidIBAN(iban)) return iban;
  }
  return null;
}

/** Every IBAN in the lines, in their order. */
export function ibansOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) =>
    [...line.matchAll(/\b[A-Z]{2}\d{2}/g)].flatMap((match) => ibanAt(line.slice(match.index)) ?? []),
  );
}

/** True when a line claims an IBAN that is none: a digit was mistyped. */
export const hasWrongIban = (lines: readonly string[]): boolean =>
  lines.some((line) =>
    [...line.matchAll(LIKE_IBAN)].some(
      ({ index, 0: { length } }) => ibanAt(line.slice(index + length)) === null,
    ),
  );

/** The BIC that a line names as such. */
export function bicOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const found = /\b(?:BIC|SWIFT)\b[^A-Z0-9]*([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b/.exec(line)?.[1];
    if (found !== undefined && isValidBIC(found)) return found;
  }
  return null;
}

/** The first IBAN in the lines; without one, what is written like an account number, best on a line that says so. */
export function bankAccountOf(lines: readonly string[]): BankAccount | null {
  const bic = bicOf(lines);
  const more = bic === null ? {} : { bic };
  const [iban] = ibansOf(lines);
  if (iban !== undefined) return { id: iban, iban: true, ...more };
  const labelled = lines.filter((line) => /account|acct|konto/i.test(line));
  for (const line of [...labelled, ...lines]) {
    const number = /\d[\d -]{4,}\d/.exec(line)?.[0];
    if (number !== undefined) return { id: number.replace(/[ -]/g, ''), iban: false, ...more };
  }
  return null;
}
