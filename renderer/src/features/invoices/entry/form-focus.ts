/** Puts the focus into fields of the form by their names, also into lines that are not in the page yet. */

/** Frames that a line may take to appear after the grid has scrolled to it: two seconds, for a form of many lines on a busy desktop. */
const FRAMES = 120;

/** Counts what was asked for: a field that appears late does not take the focus from one that was asked for after it. */
let asked = 0;

const fieldAt = (form: HTMLElement, path: string): HTMLElement | null =>
  form.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);

/** Focuses the field; `reveal` is asked to bring its line into the page when it is not there. Gives up silently. */
export function focusPath(form: HTMLElement | null, path: string, reveal: () => void): void {
  if (!form) return;
  asked += 1;
  const mine = asked;
  const field = fieldAt(form, path);
  if (field) {
    field.focus({ preventScroll: true });
    field.scrollIntoView({ block: 'nearest' });
    return;
  }
  reveal();
  let left = FRAMES;
  const again = (): void => {
    if (mine !== asked) return;
    left -= 1;
    const appeared = fieldAt(form, path);
    if (appeared) appeared.focus();
    else if (left > 0) requestAnimationFrame(again);
  };
  requestAnimationFrame(again);
}

/** Name of the field that an event happened in, or nothing outside of the fields. */
export function pathOf(target: EventTarget | null): string | undefined {
  return target instanceof HTMLElement ? target.dataset.path : undefined;
}
