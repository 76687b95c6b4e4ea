/** Nothing moves away from under a click: what appears beside a field that is left waits until the button is up. */
import { useLayoutEffect, useState } from 'react';

const isPressed = (): boolean => document.querySelector(':active') !== null;

/**
 * Calls `then` at once, or, while a mouse button or a finger is down, after what its release does.
 *
 * @returns gives the call up.
 */
export function onceReleased(then: () => void): () => void {
  if (!isPressed()) {
    then();
    return () => undefined;
  }
  const given = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = (): void => {
    given.abort();
    // The click comes right behind the release, before any timer.
    timer = setTimeout(then);
  };
  for (const name of ['pointerup', 'pointercancel', 'dragend'])
    window.addEventListener(name, release, { capture: true, signal: given.signal });
  return () => {
    given.abort();
    clearTimeout(timer);
  };
}

/** The value, but as it was for as long as the button is down that took the focus from the field. */
export function useSteady<Value>(value: Value): Value {
  const [shown, setShown] = useState<{ readonly value: Value }>({ value });
  useLayoutEffect(
    () => onceReleased(() => setShown((kept) => (Object.is(kept.value, value) ? kept : { value }))),
    [value],
  );
  return shown.value;
}
