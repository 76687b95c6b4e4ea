/** Gives the focus to what a screen begins with, once its content is there and unless the clerk has gone elsewhere by then. */
import { type RefObject, useEffect, useEffectEvent } from 'react';

/** True while nothing has the focus but the page itself, or the region of a screen whose content had not come yet. */
const isFocusFree = (): boolean => {
  const { activeElement } = document;
  return activeElement === null || activeElement === document.body || activeElement.tagName === 'MAIN';
};

/** Gives the focus to what the first of the selectors finds that finds anything. */
export function focusFirstOf(within: HTMLElement | null, selectors: readonly string[]): void {
  const found = selectors.map((selector) => within?.querySelector<HTMLElement>(selector));
  found.find((element) => element)?.focus({ preventScroll: true });
}

/** @param selectors of what may have it, the best first; looked for inside `within` when `isReady` becomes true. */
export function useFirstFocus(
  within: RefObject<HTMLElement | null>,
  isReady: boolean,
  selectors: readonly string[],
): void {
  const take = useEffectEvent(() => {
    if (isFocusFree()) focusFirstOf(within.current, selectors);
  });
  useEffect(() => {
    if (isReady) take();
  }, [isReady]);
}
