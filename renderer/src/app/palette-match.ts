/** How typed text matches a command in the palette; pure. */

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** True when every typed word begins a word of the label, or the typed letters are its initials. */
export function matches(label: string, typed: string): boolean {
  const words = wordsOf(label);
  const wanted = wordsOf(typed);
  if (wanted.length === 0) return typed.trim() === '';
  if (wanted.every((part) => words.some((word) => word.startsWith(part)))) return true;
  const initials = words.map((word) => word[0]).join('');
  return wanted.length === 1 && initials.startsWith(wanted[0] ?? '');
}
