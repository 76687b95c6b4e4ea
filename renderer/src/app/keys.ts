/** Key combinations: how they are written in code (`Mod+K`, `G I`, `?`), matched, and shown on each platform. */

export type Platform = 'win32' | 'darwin' | 'linux';

/** The parts of a keyboard event that matching needs. */
export interface KeyStroke {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

const MODIFIERS = ['Mod', 'Alt', 'Shift'] as const;

/** The two strokes of a sequence (`G I`), or one. */
export const strokesOf = (keys: string): string[] => keys.split(' ');

/** The stroke of an event, written as in code; `null` while only a modifier is held. Mod is Cmd on macOS, else Ctrl. */
export function strokeOf(event: KeyStroke, platform: Platform): string | null {
  if (['Control', 'Meta', 'Alt', 'Shift', 'AltGraph', 'Dead'].includes(event.key)) return null;
  const mod = platform === 'darwin' ? event.metaKey : event.ctrlKey;
  const foreign = platform === 'darwin' ? event.ctrlKey : event.metaKey;
  if (foreign) return null;
  const letter = /^[a-z]$/i.test(event.key);
  // With Alt or on a non-Latin layout the key's own letter is what the map means.
  const physical = /^Key([A-Z])$/.exec(event.code ?? '')?.[1];
  const latin = letter ? event.key.toUpperCase() : (mod || event.altKey) && physical ? physical : undefined;
  const key = latin ?? (event.key === ' ' ? 'Space' : event.key);
  // A sign such as `?` already has Shift in it.
  const shift = event.shiftKey && (latin !== undefined || key.length > 1);
  return [...(mod ? ['Mod'] : []), ...(event.altKey ? ['Alt'] : []), ...(shift ? ['Shift'] : []), key].join(
    '+',
  );
}

const SYMBOLS: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '⏎',
  Backspace: '⌫',
};
const NAMES: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** What keys are called on keyboards of the clerk's language. */
export type KeyNames = Readonly<Record<'Mod' | 'Shift' | 'Space', string>>;

/** Keys as the platform writes them: `⌘⇧P` or `Ctrl+Shift+P`; the strokes of a sequence apart. */
export function showKeys(keys: string, platform: Platform, names: KeyNames): string[] {
  const own: Readonly<Record<string, string>> = { ...NAMES, ...names, ' ': names.Space };
  return strokesOf(keys).map((stroke) => {
    const parts = stroke === '+' ? ['+'] : stroke.split('+');
    const name = (part: string): string =>
      (platform === 'darwin' ? SYMBOLS[part] : undefined) ?? own[part] ?? part;
    return parts.map(name).join(platform === 'darwin' ? '' : '+');
  });
}

/** Keys for `aria-keyshortcuts`, which knows no sequences: nothing for those. */
export function ariaKeys(keys: string, platform: Platform): string | undefined {
  if (strokesOf(keys).length > 1) return undefined;
  return keys.replace('Mod', platform === 'darwin' ? 'Meta' : 'Control');
}

/** True for strokes that would write text or move within it, so that they must be left to a focused field. */
export function isTyping(stroke: string): boolean {
  const parts = stroke.split('+');
  return (
    !MODIFIERS.slice(0, 2).some((modifier) => parts.includes(modifier)) && !/^F\d+$/.test(parts.at(-1) ?? '')
  );
}
