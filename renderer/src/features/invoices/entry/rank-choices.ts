/** Orders what a picker offers for a typed text: what begins with it before what contains it; pure. */

/** Something that can be chosen in a picker. */
export interface PickerChoice {
  readonly id: string;
  /** Short name at the left: a code, a number; may be empty. */
  readonly code: string;
  readonly label: string;
  /** Shown at the right: a price, a city. */
  readonly detail: string;
}

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** 0 for the best match, `null` for none: exact code, code begins, label begins, every word somewhere. */
function rankOf(choice: PickerChoice, wanted: string, words: readonly string[]): number | null {
  const code = fold(choice.code);
  const label = fold(choice.label);
  if (code !== '' && code === wanted) return 0;
  if (code.startsWith(wanted)) return 1;
  if (label.startsWith(wanted)) return 2;
  const hay = `${code} ${label} ${fold(choice.detail)}`;
  return words.every((word) => hay.includes(word)) ? 3 : null;
}

/** The choices that hold all words of `text` in any part, best first; equal ones keep their order. Case and accents fold. */
export function rankChoices(choices: readonly PickerChoice[], text: string): PickerChoice[] {
  const wanted = fold(text.trim());
  if (wanted === '') return [...choices];
  const words = wanted.split(/\s+/);
  const groups: PickerChoice[][] = [[], [], [], []];
  for (const choice of choices) {
    const rank = rankOf(choice, wanted, words);
    if (rank !== null) groups[rank]?.push(choice);
  }
  return groups.flat();
}
