/** The one registry of commands: the palette, the native menu, the `?` map and the keys all read it. */
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { create } from 'zustand';
import { useCanCreate } from '../data/session.ts';
import { isTyping, type KeyStroke, type Platform, strokeOf, strokesOf } from './keys.ts';

/** Groups of the palette and the map, in their order. */
export const ACTION_GROUPS = ['here', 'create', 'go', 'program'] as const;
export type ActionGroup = (typeof ACTION_GROUPS)[number];

export interface Action {
  /** `invoices.issue`; the native menu sends the same id. */
  readonly id: string;
  /** What it does, in the clerk's words (already translated). */
  readonly label: string;
  /** `Mod+S`, `F2`, `G I`; nothing when it has no keys. */
  readonly keys?: string;
  /** Further keys that do the same and are not shown. */
  readonly also?: readonly string[];
  readonly group?: ActionGroup;
  /** Neither offered nor done while false. */
  readonly enabled?: boolean;
  /** Not in the palette (movements within a list, for example); still in the map. */
  readonly hidden?: boolean;
  /** Also done while a text field has the focus, though its keys could be text. */
  readonly inFields?: boolean;
  /** Belongs to an open dialog: of all others none is done while one stands over the screen. */
  readonly inDialog?: boolean;
  readonly run: () => void;
}

interface Registry {
  /** Layers, the newest last: a dialog's actions come before those of the screen under it. */
  readonly layers: readonly { readonly layer: symbol; readonly actions: readonly Action[] }[];
}

export const useRegistry = create<Registry>()(() => ({ layers: [] }));

/** All enabled actions, each id once, the newest layer's first. */
export function actionsOf({ layers }: Registry): Action[] {
  const found = new Map<string, Action>();
  for (const { actions } of layers.toReversed()) {
    for (const action of actions)
      if (action.enabled !== false && !found.has(action.id)) found.set(action.id, action);
  }
  return [...found.values()];
}

/**
 * The actions of this component while it is mounted; later ones take precedence over earlier ones with the same keys. Those
 * that create something are off while nothing new can be kept.
 */
export function useActions(actions: readonly Action[]): void {
  const canCreate = useCanCreate();
  const [layer] = useState(() => Symbol('layer'));
  const latest = useRef(actions);
  useLayoutEffect(() => {
    latest.current = actions;
  });
  // What palette and map show; `run` is looked up when it is called.
  const shown = JSON.stringify(
    actions.map(({ run: _, ...rest }) =>
      canCreate || rest.group !== 'create' ? rest : { ...rest, enabled: false },
    ),
  );
  useEffect(() => {
    const own = (JSON.parse(shown) as Omit<Action, 'run'>[]).map(
      (action, index): Action => ({ ...action, run: () => latest.current[index]?.run() }),
    );
    useRegistry.setState(({ layers }) => ({
      layers: layers.some((each) => each.layer === layer)
        ? layers.map((each) => (each.layer === layer ? { layer, actions: own } : each))
        : [...layers, { layer, actions: own }],
    }));
  }, [shown, layer]);
  useEffect(
    () => () =>
      useRegistry.setState(({ layers }) => ({ layers: layers.filter((each) => each.layer !== layer) })),
    [layer],
  );
}

/** What can be done now: under an open dialog only what belongs to it. */
export const reachable = (actions: readonly Action[], dialogOpen: boolean): readonly Action[] =>
  dialogOpen ? actions.filter(({ inDialog }) => inDialog) : actions;

const isDialogOpen = (): boolean =>
  typeof document !== 'undefined' && document.querySelector('[aria-modal=true]') !== null;

/** Runs an action by id, as the native menu does. Answers whether there was one. */
export function runAction(id: string): boolean {
  const action = reachable(actionsOf(useRegistry.getState()), isDialogOpen()).find((each) => each.id === id);
  action?.run();
  return action !== undefined;
}

/** What a stroke means: an action, the beginning of a sequence, or nothing. */
export type Meaning = { readonly action: Action } | { readonly begins: string } | null;

/** Finds what `stroke` means after `begun` (the first stroke of a sequence, if one was begun). */
export function meaningOf(
  actions: readonly Action[],
  stroke: string,
  begun: string | null,
  inField: boolean,
): Meaning {
  const free = (action: Action): boolean => !inField || action.inFields === true || !isTyping(stroke);
  const wanted = begun === null ? stroke : `${begun} ${stroke}`;
  const action = actions.find((each) => free(each) && (each.keys === wanted || each.also?.includes(wanted)));
  if (action) return { action };
  const begins = actions.some(
    (each) =>
      free(each) && each.keys && strokesOf(each.keys).length > 1 && strokesOf(each.keys)[0] === stroke,
  );
  return begun === null && begins ? { begins: stroke } : null;
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=button])'));

/** Escape belongs to the dialog in which it is pressed, or it would also leave the screen under it. */
const isInDialog = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[role=dialog]') !== null;

const SEQUENCE_MS = 1200;

/** Listens to the keyboard of the whole window; answers the function that stops it. */
export function listenForKeys(platform: Platform, target: Window = window): () => void {
  let begun: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const forget = (): void => {
    begun = null;
    clearTimeout(timer);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const stroke = strokeOf(event as KeyStroke, platform);
    if (stroke === null || (stroke === 'Escape' && isInDialog(event.target))) return;
    const all = actionsOf(useRegistry.getState());
    const inField = isField(event.target);
    // Most keys are text: the page is searched for a dialog only for what would mean something without one.
    const isMeant = meaningOf(all, stroke, begun, inField) !== null;
    const meaning = isMeant ? meaningOf(reachable(all, isDialogOpen()), stroke, begun, inField) : null;
    forget();
    if (!meaning) return;
    event.preventDefault();
    if ('action' in meaning) {
      meaning.action.run();
    } else {
      begun = meaning.begins;
      timer = setTimeout(forget, SEQUENCE_MS);
    }
  };
  target.addEventListener('keydown', onKey);
  return () => {
    forget();
    target.removeEventListener('keydown', onKey);
  };
}
