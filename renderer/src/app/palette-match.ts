/** How typed text matches a command in the palette; pure. */

const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** True when every typed word begins a word of the label, or the typed letters are its initials. */
export function matches(label: string, typed: string): boolean {
  const words = fold(label)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  const wanted = fold(typed).split(/\s+/).filter(Boolean);
  if (wanted.every((part) => words.some((word) => word.startsWith(part)))) return true;
  const initials = words.map((word) => word[0]).join('');
  return wanted.length === 1 && initials.startsWith(wanted[0] ?? '');
}
