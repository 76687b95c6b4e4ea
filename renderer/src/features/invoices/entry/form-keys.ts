/** What a key does in the invoice form, before any field of its own wish: where the focus goes (pure). */
import { type Arrow, arrow, type Caret, cellOf, type WalkMap, walk } from './grid-walk.ts';

/** The parts of a key press that decide. */
export interface FormKey {
  readonly key: string;
  readonly shift: boolean;
  /** Ctrl, Cmd or Alt is held: the key is a command, not a step. */
  readonly isCommand: boolean;
  /** Name of the field that has the focus. */
  readonly path: string;
  readonly caret: Caret;
  readonly rightToLeft: boolean;
}

export type FormStep =
  | { readonly to: string }
  /** Past the last field: the form offers to issue. */
  | { readonly to: 'end' }
  | null;

const ARROWS: readonly string[] = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'];

/** Where a key leads, or `null` when it belongs to the field or to the browser. */
export function formStep(map: WalkMap, key: FormKey): FormStep {
  if (key.isCommand) return null;
  const cell = cellOf(key.path);
  if (key.key === 'Enter') {
    if (key.path === 'notes' && !key.shift) return null;
    const to = walk(map, key.path, key.shift ? -1 : 1);
    return to === undefined ? (key.shift ? null : { to: 'end' }) : { to };
  }
  if (!cell) return null;
  if (key.key === 'Tab') {
    const to = walk(map, key.path, key.shift ? -1 : 1);
    return to === undefined ? null : { to };
  }
  if (!ARROWS.includes(key.key) || key.shift) return null;
  const to = arrow(map, cell, key.key as Arrow, key.caret, key.rightToLeft);
  return to === undefined ? null : { to };
}
