/** Numbers of organisations, by the scheme that they are of, as Peppol checks them (PEPPOL-COMMON). */
import { type Rule, rule, site } from './rule.ts';

type Check = readonly [id: string, scheme: string, isRight: (text: string) => boolean];

const FATAL: readonly Check[] = [
  ['PEPPOL-COMMON-R040', '0088', isGln],
  ['PEPPOL-COMMON-R041', '0192', isNorwegian],
  ['PEPPOL-COMMON-R042', '0184', isDanish],
  ['PEPPOL-COMMON-R043', '0208', isBelgian],
  ['PEPPOL-COMMON-R049', '0007', isSwedish],
  ['PEPPOL-COMMON-R050', '0151', isAustralian],
];

/** Italian and Danish numbers, which Peppol only warns of. */
const ADVISED: readonly Check[] = [
  ['PEPPOL-COMMON-R044', '0201', (text) => /^[A-Za-z0-9]{6}$/.test(text)],
  ['PEPPOL-COMMON-R045', '0210', isItalianTaxCode],
  ['PEPPOL-COMMON-R047', '0211', isItalianVat],
  ['PEPPOL-COMMON-R052', '0096', (text) => /^\d{10}$/.test(text)],
  ['PEPPOL-COMMON-R053', '0198', (text) => /^DK\d{8}$/.test(text)],
];

/** Codice fiscale: of persons letters and digits in their places, of companies eleven digits. */
function isItalianTaxCode(text: string): boolean {
  return /^([A-Z]{6}\d{2}[A-Z]\d{2}[A-Z0-9]{3}\d[A-Z]|\d{11})$/i.test(text);
}

/** Partita IVA behind `IT`: eleven digits with the check digit of Luhn; what begins otherwise is of another country. */
function isItalianVat(text: string): boolean {
  if (!/^IT/i.test(text)) return true;
  return /^\d{11}$/.test(text.slice(2)) && luhn(text.slice(2), 1) % 10 === 0;
}

/** GS1: thirteen digits, weights 1 and 3 from the left, sum a multiple of ten. */
function isGln(text: string): boolean {
  return /^\d{13}$/.test(text) && weighted(text, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1]) % 10 === 0;
}

/** Nine digits, weights 3 2 7 6 5 4 3 2 1, modulus 11. */
function isNorwegian(text: string): boolean {
  return /^\d{9}$/.test(text) && weighted(text, [3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

/** CVR: `DK` and eight digits, weights 2 7 6 5 4 3 2 1, modulus 11; the prefix may be left out. */
function isDanish(text: string): boolean {
  const digits = text.replace(/^DK/, '');
  return /^\d{8}$/.test(digits) && weighted(digits, [2, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0;
}

/** Ten digits, the last two 97 less the rest of the first eight. */
function isBelgian(text: string): boolean {
  return /^[01]\d{9}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8));
}

/** Ten digits with the check digit of Luhn. */
function isSwedish(text: string): boolean {
  return /^\d{10}$/.test(text) && luhn(text, 0) % 10 === 0;
}

/** Sum of the digits, of which every second from `first` on counts twice, less nine where that is above nine. */
function luhn(digits: string, first: 0 | 1): number {
  return [...digits].reduce((all, digit, index) => {
    const value = Number(digit) * (index % 2 === first ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
}

/** ABN: eleven digits, the first less one, weights 10 1 3 5 … 19, modulus 89. */
function isAustralian(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false;
  const lessened = `${Number(text[0]) - 1}${text.slice(1)}`;
  return !lessened.startsWith('-') && weighted(lessened, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0;
}

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((all, weight, index) => all + weight * Number(digits[index]), 0);
}

const checked =
  (severity: Rule['severity']) =>
  (check: Check): Rule => {
    const [id, scheme, isRight] = check;
    const terms = ['BT-34', 'BT-49', 'BT-30', 'BT-47', 'BT-29', 'BT-46'];
    return rule({ id, terms, fault: 'wrong-format', severity, set: 'peppol' }, ({ seller, buyer }) =>
      [
        ['seller.endpoint', seller.endpoint] as const,
        ['buyer.endpoint', buyer.endpoint] as const,
        ['seller.legalId', seller.legalId] as const,
        ['buyer.legalId', buyer.legalId] as const,
        ...seller.ids.map((each, index) => [`seller.ids.${index}`, each] as const),
        ...buyer.ids.map((each, index) => [`buyer.ids.${index}`, each] as const),
      ].flatMap(([path, identifier]) =>
        site(identifier?.scheme === scheme && !isRight(identifier.id), path, { found: identifier?.id ?? '' }),
      ),
    );
  };

export const ORGANISATION_RULES: readonly Rule[] = [
  ...FATAL.map(checked('fatal')),
  ...ADVISED.map(checked('warning')),
];
