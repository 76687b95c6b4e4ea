/** Fields that take nothing new while what stands in them is on its way: what is typed then would be lost with the form. */
import { type ReactNode, useEffect, useRef } from 'react';

/** Keys that change nothing: the focus may move, and a dialog may be left. */
const FREE_KEYS = new Set(['Tab', 'Escape', 'Shift', 'Control', 'Alt', 'Meta']);

function refuse(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

function refuseKey(event: KeyboardEvent): void {
  if (!FREE_KEYS.has(event.key) && !event.ctrlKey && !event.metaKey) refuse(event);
}

/** The focus stays where it is, which it would not in fields that are disabled: the next key is for the same field. */
export function Held({ pending, children }: { readonly pending: boolean; readonly children: ReactNode }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const fields = frame.current;
    if (!pending || !fields) return;
    const caught = new AbortController();
    const options = { capture: true, signal: caught.signal };
    for (const kind of ['beforeinput', 'paste', 'cut', 'drop', 'mousedown', 'click'] as const)
      fields.addEventListener(kind, refuse, options);
    fields.addEventListener('keydown', refuseKey, options);
    return () => caught.abort();
  }, [pending]);
  return (
    <div ref={frame} style={{ display: 'contents' }} aria-busy={pending}>
      {children}
    </div>
  );
}
