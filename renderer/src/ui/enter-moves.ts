/** Enter moves to the next field and Shift+Enter back, as Tab does; the last field's Enter submits the form. */
import { type KeyboardEvent, useCallback } from 'react';

const FIELDS =
  'input:not([type=hidden]):not([disabled]):not([type=file]), textarea:not([disabled]), select:not([disabled]), [data-enter-stop]';

/** The fields of a form in their order, without those that are folded away. */
function fieldsOf(form: Element): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(FIELDS)].filter(
    (field) => field.offsetParent !== null && field.tabIndex >= 0,
  );
}

/** A handler for the `keydown` of a form. Fields that use Enter themselves (an open list) prevent its default. */
export function useEnterMoves(): (event: KeyboardEvent<HTMLFormElement>) => void {
  return useCallback((event) => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey)
      return;
    const target = event.target as HTMLElement;
    if (target instanceof HTMLButtonElement || target.getAttribute('aria-expanded') === 'true') return;
    const fields = fieldsOf(event.currentTarget);
    const at = fields.indexOf(target);
    const next = fields[at + (event.shiftKey ? -1 : 1)];
    if (at < 0) return;
    event.preventDefault();
    if (next) next.focus();
    else if (!event.shiftKey) event.currentTarget.requestSubmit();
  }, []);
}
