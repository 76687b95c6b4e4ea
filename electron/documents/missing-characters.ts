/**
 * What the paper's typeface can show. It holds Latin (with Vietnamese), Greek and Cyrillic, with currency signs and common
 * symbols; see docs/adr/0004-typefaces.md. Any other script is replaced by its name in angle brackets, `⟨Hebrew⟩`, and a
 * note at the foot spells the characters out, so that nothing turns into boxes and nothing is lost silently.
 */
import { COVERAGE } from './fonts/coverage.ts';
import { shapedScriptOf } from './shaper.ts';

/** One stretch of text that could not be shown: the mark that stands for it and what it said. */
export interface Unprintable {
  readonly mark: string;
  readonly original: string;
}

type Names = readonly [en: string, de: string];
const EMOJI: Names = ['emoji', 'Emoji'];
const JAPANESE: Names = ['Japanese', 'Japanisch'];
const OTHER: Names = ['characters', 'Zeichen'];

/** Blocks of Unicode by the name a reader knows; our own table, because the runtimes' tables differ between versions. */
const SCRIPTS: readonly (readonly [first: number, last: number, names: Names])[] = [
  [0x0530, 0x058f, ['Armenian', 'Armenisch']],
  [0x0590, 0x05ff, ['Hebrew', 'Hebräisch']],
  [0x0600, 0x06ff, ['Arabic', 'Arabisch']],
  [0x0750, 0x077f, ['Arabic', 'Arabisch']],
  [0x0900, 0x097f, ['Devanagari', 'Devanagari']],
  [0x0980, 0x09ff, ['Bengali', 'Bengalisch']],
  [0x0a00, 0x0a7f, ['Gurmukhi', 'Gurmukhi']],
  [0x0a80, 0x0aff, ['Gujarati', 'Gujarati']],
  [0x0b80, 0x0bff, ['Tamil', 'Tamil']],
  [0x0c00, 0x0c7f, ['Telugu', 'Telugu']],
  [0x0c80, 0x0cff, ['Kannada', 'Kannada']],
  [0x0d00, 0x0d7f, ['Malayalam', 'Malayalam']],
  [0x0e00, 0x0e7f, ['Thai', 'Thai']],
  [0x10a0, 0x10ff, ['Georgian', 'Georgisch']],
  [0x1100, 0x11ff, ['Korean', 'Koreanisch']],
  [0x2600, 0x27bf, EMOJI],
  [0x3040, 0x30ff, JAPANESE],
  [0x3400, 0x4dbf, ['Chinese', 'Chinesisch']],
  [0x4e00, 0x9fff, ['Chinese', 'Chinesisch']],
  [0xac00, 0xd7af, ['Korean', 'Koreanisch']],
  [0xfb1d, 0xfb4f, ['Hebrew', 'Hebräisch']],
  [0xfb50, 0xfdff, ['Arabic', 'Arabisch']],
  [0xfe70, 0xfefe, ['Arabic', 'Arabisch']],
  [0x1f000, 0x1faff, EMOJI],
  [0x20000, 0x3ffff, ['Chinese', 'Chinesisch']],
];

/** Joiners, direction marks, variation selectors, soft hyphens: nothing to see, so nothing to miss. */
function isInvisible(code: number): boolean {
  return (
    code === 0xad ||
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x2028 && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x206f) ||
    (code >= 0xfe00 && code <= 0xfe0f) ||
    code === 0xfeff ||
    (code >= 0xe0000 && code <= 0xe01ef)
  );
}

/** Line ends, tabs and other controls are layout, not characters. */
const isControl = (code: number) => code < 0x20 || (code >= 0x7f && code < 0xa0);

const isEmoji = (code: number) =>
  SCRIPTS.some(([first, last, names]) => names === EMOJI && code >= first && code <= last);

/** East Asian punctuation and full-width forms say nothing about which of the scripts is meant. */
const isSharedByEastAsia = (code: number) =>
  (code >= 0x3000 && code <= 0x303f) || (code >= 0xff00 && code <= 0xffef);

function isCovered(code: number): boolean {
  let low = 0;
  let high = COVERAGE.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = COVERAGE[middle] ?? [0, 0];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
}

/** A joiner (U+200C, U+200D) changes the letters of shaped scripts between which it stands. */
const isJoinerAfterLetter = (code: number, shown: string, run: string): boolean =>
  (code === 0x200c || code === 0x200d) &&
  run === '' &&
  shapedScriptOf(shown.codePointAt(shown.length - 1) ?? 0) !== null;

/** Unassigned surrogate halves stand alone in broken text; they are shown as missing, never passed on. */
const codeOf = (character: string) => character.codePointAt(0) ?? 0;

/** The characters of `text` that no template of today can show, each once, in order; empty when all can be printed. */
export function missingCharacters(text: string): string[] {
  const missing = new Set<string>();
  for (const character of text.normalize('NFC')) {
    const code = codeOf(character);
    if (!isControl(code) && !isInvisible(code) && !isCovered(code) && shapedScriptOf(code) === null)
      missing.add(character);
  }
  return [...missing];
}

const PLAIN = /^[\n\x20-\x7e\u00a1-\u00ac\u00ae-\u024f]*$/;

/** Makes text printable and remembers what could not be: one collector for each document, so that marks stay distinct. */
export class PrintableText {
  readonly unprintable: Unprintable[] = [];
  readonly #german: boolean;
  readonly #shapes: boolean;
  readonly #counts = new Map<string, number>();

  /** `shapes`: the template prints Hebrew, Arabic and Devanagari too. */
  constructor(language: string, shapes = false) {
    this.#german = language === 'de';
    this.#shapes = shapes;
  }

  /** `text` in composed form with every uncovered run, words and spaces between them included, behind one mark. */
  show(text: string): string {
    // What lies below the combining marks is in composed form already.
    if (PLAIN.test(text)) return text;
    const composed = text.normalize('NFC').replace(/\r\n?/g, '\n');
    if (PLAIN.test(composed)) return composed;
    let shown = '';
    let run = '';
    let gap = '';
    let runIsEmoji = false;
    const endRun = () => {
      if (run !== '') shown += this.#mark(run);
      shown += gap;
      run = '';
      gap = '';
    };
    for (const character of composed) {
      const code = codeOf(character);
      const isLineEnd = character === '\n';
      if (this.#shapes && (shapedScriptOf(code) !== null || isJoinerAfterLetter(code, shown, run))) {
        endRun();
        shown += character;
      } else if (isInvisible(code)) {
        if (run !== '' && gap === '') run += character;
      } else if (isControl(code) && !isLineEnd) {
        gap += ' ';
      } else if (!isCovered(code) && !isLineEnd) {
        if (run === '' || runIsEmoji !== isEmoji(code)) endRun();
        run += gap + character;
        runIsEmoji = isEmoji(code);
        gap = '';
      } else if (run !== '' && character === ' ') {
        gap += character;
      } else {
        endRun();
        shown += character;
      }
    }
    endRun();
    return shown;
  }

  #mark(original: string): string {
    const known = this.unprintable.find((entry) => entry.original === original);
    if (known) return known.mark;
    const name = this.#nameOf(original);
    const count = (this.#counts.get(name) ?? 0) + 1;
    this.#counts.set(name, count);
    const mark = count === 1 ? `⟨${name}⟩` : `⟨${name} ${count}⟩`;
    this.unprintable.push({ mark, original });
    return mark;
  }

  #nameOf(text: string): string {
    const found = new Set<string>();
    const language = this.#german ? 1 : 0;
    for (const character of text) {
      const code = codeOf(character);
      if (character === ' ' || isInvisible(code) || isSharedByEastAsia(code)) continue;
      const names = SCRIPTS.find(([first, last]) => code >= first && code <= last)?.[2] ?? OTHER;
      found.add(names[language]);
    }
    // Japanese is written with Chinese characters too; kana tell them apart.
    if (found.size === 2 && found.has(JAPANESE[language])) return JAPANESE[language];
    const [only] = found;
    return found.size === 1 && only !== undefined ? only : OTHER[language];
  }
}

/** The characters of a run as code points, `U+05E9 U+05DC`, spaces as they were, for the note at the foot. */
export function spellOut(original: string): string {
  return [...original]
    .filter((character) => character !== ' ')
    .map((character) => `U+${codeOf(character).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(' ');
}
