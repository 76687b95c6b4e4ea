/** Tells a screen what is under its list's cursor and what is chosen: also when a row stays and what it says has changed. */
import { useEffect, useEffectEvent, useRef } from 'react';

interface Listeners<Row> {
  readonly onCursor?: (row: Row | null) => void;
  readonly onChosen?: (rows: readonly Row[]) => void;
}

const isSame = <Row>(one: readonly Row[], other: readonly Row[]): boolean =>
  one.length === other.length && one.every((row, index) => row === other[index]);

/** Rows count as changed when they are other objects: queries keep those whose content stayed. */
export function useTelling<Row>(under: Row | undefined, chosen: readonly Row[], tell: Listeners<Row>): void {
  const tellCursor = useEffectEvent((row: Row | undefined) => tell.onCursor?.(row ?? null));
  useEffect(() => {
    tellCursor(under);
  }, [under]);

  const told = useRef<readonly Row[]>([]);
  const tellChosen = useEffectEvent(() => {
    if (isSame(told.current, chosen)) return;
    told.current = chosen;
    tell.onChosen?.(chosen);
  });
  // The rows are gathered anew each time the list is drawn, so only comparing tells whether they are others.
  useEffect(() => {
    tellChosen();
  });
}
