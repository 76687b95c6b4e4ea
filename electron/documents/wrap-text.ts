/** Breaks text into lines of a given width; the measure is injected, so that it holds for any face and unit. */

/** Accents, vowel signs and joiners of the scripts that the paper shows: they stay with their letter. */
const COMBINING =
  /^[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u200c\u200d]/;

/** The longest beginning of `word` that fits, at least one character and never parting an accent from its letter. */
function fitting(word: string, width: number, measure: (text: string) => number): string {
  let length = 1;
  while (
    length < word.length &&
    (COMBINING.test(word.slice(length)) || measure(word.slice(0, length + 1)) <= width)
  ) {
    length += 1;
  }
  return word.slice(0, length);
}

/**
 * Lines of `text` no wider than `width`: broken at line ends, at spaces, after hyphens and slashes inside long words,
 * and at any character where a word alone is too wide. Empty lines stay; an empty text has no lines.
 */
export function wrapText(text: string, width: number, measure: (text: string) => number): string[] {
  if (text === '') return [];
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    if (measure(paragraph) <= width) {
      lines.push(paragraph.trimEnd());
      continue;
    }
    let line = '';
    for (const word of paragraph.match(/ *[^ ]*?(?:[-/](?=[^ ])|(?= )|$)/g) ?? []) {
      if (measure(line + word) <= width) {
        line += word;
        continue;
      }
      if (line.trim() !== '') lines.push(line.trimEnd());
      line = word.trimStart();
      while (measure(line) > width && line.length > 1) {
        const part = fitting(line, width, measure);
        if (part === line) break;
        lines.push(part);
        line = line.slice(part.length);
      }
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
  }
  return lines;
}
