/** Card numbers are never stored (AL1): text that carries one is refused in every field. */

/** Issuer ranges (ISO/IEC 7812): first digits from, to, and the lengths that the issuer uses. */
const ISSUERS: readonly {
  readonly from: number;
  readonly to: number;
  readonly lengths: readonly number[];
}[] = [
  { from: 4000, to: 4999, lengths: [13, 16, 19] }, // Visa
  { from: 5100, to: 5599, lengths: [16] }, // Mastercard
  { from: 2221, to: 2720, lengths: [16] }, // Mastercard
  { from: 3400, to: 3499, lengths: [15] }, // American Express
  { from: 3700, to: 3799, lengths: [15] },
  { from: 3000, to: 3059, lengths: [14] }, // Diners Club
  { from: 3600, to: 3699, lengths: [14] },
  { from: 3800, to: 3999, lengths: [14] },
  { from: 3528, to: 3589, lengths: [16] }, // JCB
  { from: 6011, to: 6011, lengths: [16, 19] }, // Discover
  { from: 6440, to: 6599, lengths: [16, 19] },
  { from: 6200, to: 6299, lengths: [16, 19] }, // UnionPay
  { from: 6070, to: 6089, lengths: [16] }, // RuPay
  { from: 5018, to: 5018, lengths: [16, 19] }, // Maestro
  { from: 6759, to: 6763, lengths: [16, 19] },
];

/** Groups of digits as cards are printed and read out; what stands beside them may be a date or a check code. */
const DIGIT_GROUPS = /\d+(?:[\s.\-\u2010-\u2013]{1,2}\d+)*/g;
const SEPARATORS = /[\s.\-\u2010-\u2013]+/;
const SHORTEST = 13;
const LONGEST = 19;

/** Lengths of account numbers (IBAN registry), which also end in groups of digits. */
const IBAN_LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 ' +
    'EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 ' +
    'IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 ' +
    'NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 ' +
    'SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))] as const),
);
const IBAN_START = /(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9])+/gi;

/** True when the text contains digits that pass as a payment card: issuer range, the issuer's length, and Luhn. */
export function containsCardNumber(text: string): boolean {
  if (!mayContainCardNumber(text)) return false;
  for (const [run] of withoutAccountNumbers(text).matchAll(DIGIT_GROUPS)) {
    const groups = run.split(SEPARATORS);
    for (let from = 0; from < groups.length; from += 1) {
      let digits = '';
      for (let to = from; to < groups.length && digits.length <= LONGEST; to += 1) {
        digits += groups[to];
        if (digits.length >= SHORTEST && isCardNumber(digits)) return true;
      }
    }
  }
  return false;
}

/** Whether there are digits enough: most texts have not, and every text of every command is looked at. */
export function mayContainCardNumber(text: string): boolean {
  if (text.length < SHORTEST) return false;
  let digits = 0;
  for (let at = 0; at < text.length && digits < SHORTEST; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 48 && code <= 57) digits += 1;
  }
  return digits === SHORTEST;
}

function withoutAccountNumbers(text: string): string {
  return text.replace(IBAN_START, (candidate) => {
    const compact = candidate.replaceAll(' ', '').toUpperCase();
    const length = IBAN_LENGTHS.get(compact.slice(0, 2)) ?? 0;
    const iban = compact.slice(0, length);
    if (length === 0 || iban.length < length || !passesMod97(iban)) return candidate;
    return ` ${compact.slice(length)}`;
  });
}

/** ISO 7064 MOD 97-10 as IBANs use it. */
function passesMod97(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

function isCardNumber(digits: string): boolean {
  const prefix = Number(digits.slice(0, 4));
  const issued = ISSUERS.some(
    ({ from, to, lengths }) => prefix >= from && prefix <= to && lengths.includes(digits.length),
  );
  return issued && passesLuhn(digits);
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
