/** Keys by which names are sorted and found (BO5): the same on every machine, since no locale takes part. */

/** Letters that NFKD leaves whole although people look for them under their base letter. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** Combining accents, Hebrew points and Arabic vowel marks; the vowel signs of Indian scripts are letters and stay. */
const ACCENTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u065f]/g;

/** Decomposed (NFKD), without accents, lower case, blanks collapsed: `  Ångström  GmbH` is `angstrom gmbh`. */
export function sortKey(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(ACCENTS, '')
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/\s+/g, ' ')
    .trim();
}
