/** The account of a transfer, found in the lines that the office prints as its bank details (BG-17). */

/** Lengths of IBANs by country, as registered (ISO 13616). */
const LENGTHS = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27
  GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27
  MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SD18 SE24 SI19 SK24 SM27 ST25
  SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20`
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);

/** True for an account number of the right length and check digits (ISO 7064, modulus 97). */
export function isIban(text: string): boolean {
  const iban = text.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban) || LENGTHS.get(iban.slice(0, 2)) !== iban.length) return false;
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}

export interface BankAccount {
  readonly id: string;
  readonly iban: boolean;
  readonly bic?: string;
}

/** The first IBAN in the lines; without one, what is written like an account number, best on a line that says so. */
export function bankAccountOf(lines: readonly string[]): BankAccount | null {
  const bic = lines.map(
    (line) => /\b(?:BIC|SWIFT)\b[^A-Z0-9]*([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\b/.exec(line)?.[1],
  );
  const found = bic.find((code) => code !== undefined);
  const more = found === undefined ? {} : { bic: found };
  for (const line of lines) {
    for (const match of line.matchAll(/\b[A-Z]{2}\d{2}/g)) {
      const compact = line.slice(match.index).replace(/\s/g, '');
      const iban = compact.slice(0, LENGTHS.get(compact.slice(0, 2)) ?? 0);
      if (isIban(iban)) return { id: iban, iban: true, ...more };
    }
  }
  const labelled = lines.filter((line) => /account|acct|konto/i.test(line));
  for (const line of [...labelled, ...lines]) {
    const number = /\d[\d -]{4,}\d/.exec(line)?.[0];
    if (number !== undefined) return { id: number.replace(/[ -]/g, ''), iban: false, ...more };
  }
  return null;
}
