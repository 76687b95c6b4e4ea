/** Enter moves on, Shift+Enter back: the way through a form without the mouse. */
import type { KeyboardEvent } from 'react';

const FIELDS = 'input, textarea, select, [data-walk]';

/** Fields of a form that the keyboard can reach, in their order on screen. */
export function fieldsOf(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (field) =>
      field.tabIndex >= 0 && !field.matches(':disabled, [type=hidden]') && field.offsetParent !== null,
  );
}

/** Focuses the first field of a form, or the one that `name` names, with its text selected. */
export function focusField(form: HTMLElement | null, name?: string): void {
  if (!form) return;
  const named = name === undefined ? null : form.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"]`);
  const field = named ?? fieldsOf(form)[0];
  field?.focus();
  // What stands there already is a proposal: typing replaces it.
  if (field instanceof HTMLInputElement) field.select();
}

/**
 * Handler for a form's `onKeyDown`: Enter goes to the next field, Shift+Enter to the one before. At the end `onEnd` is
 * called (the form's own next step). Keys that a field used itself, such as Enter in an open list, are left alone.
 */
export function walkOnEnter(onEnd: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (!target.matches(FIELDS) || target.matches('button')) return;
    event.preventDefault();
    const fields = fieldsOf(event.currentTarget);
    const next = fields[fields.indexOf(target) + (event.shiftKey ? -1 : 1)];
    if (next) {
      next.focus();
      // As Tab does: what is typed next takes the place of what stands there.
      if (next instanceof HTMLInputElement) next.select();
    } else if (!event.shiftKey) onEnd();
  };
}

/**
 * Puts the focus into the first field of the form in use whose text cannot be read, and answers whether there is one: then nothing
 * is sent, since what would go is not what stands there. Why it cannot be read stands beside it already.
 */
export function focusUnread(): boolean {
  const form = document.activeElement?.closest('form, [role=dialog], main') ?? document;
  const unread = form.querySelector<HTMLElement>('[data-unread]');
  unread?.focus();
  return unread !== null;
}

/** Lets the field in focus take what was typed, as leaving it would, and gives the focus back. */
export async function takeTyped(): Promise<void> {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.blur();
  // The value reaches the form with React's next update.
  await new Promise((resolve) => setTimeout(resolve, 0));
  field.focus();
}
