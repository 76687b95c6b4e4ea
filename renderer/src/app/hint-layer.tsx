/** While the modifier is held, the keys of every control that is in sight stand on it. */
import { Portal } from '@mantine/core';
import { useEffect, useState } from 'react';
import { Keys, usePlatform } from '../ui/keys.tsx';
import classes from './hint-layer.module.css';

interface Hint {
  readonly keys: string;
  readonly top: number;
  readonly left: number;
}

/** Wide controls have room for the hint within; on others it hangs from the lower edge. */
const WIDE = 160;

const HOLD_MS = 450;

/** Always the same, so that a key while nothing is shown changes nothing. */
const NONE: readonly Hint[] = [];

function hintsInSight(): Hint[] {
  return [...document.querySelectorAll<HTMLElement>('[data-hint]')].flatMap((control) => {
    const keys = control.dataset.hint ?? '';
    const box = control.getBoundingClientRect();
    const inSight = box.width > 0 && box.bottom > 0 && box.top < window.innerHeight;
    return keys !== '' && inSight
      ? [
          {
            keys,
            top: box.width > WIDE ? box.top + box.height / 2 : box.bottom,
            left: Math.min(box.right, window.innerWidth - 8),
          },
        ]
      : [];
  });
}

export function HintLayer() {
  const platform = usePlatform();
  const [hints, setHints] = useState(NONE);
  useEffect(() => {
    const modifier = platform === 'darwin' ? 'Meta' : 'Control';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = (): void => {
      clearTimeout(timer);
      setHints(NONE);
    };
    const onDown = (event: KeyboardEvent): void => {
      if (event.key !== modifier) hide();
      else if (!event.repeat) timer = setTimeout(() => setHints(hintsInSight()), HOLD_MS);
    };
    window.addEventListener('keydown', onDown, true);
    window.addEventListener('keyup', hide, true);
    window.addEventListener('blur', hide);
    return () => {
      hide();
      window.removeEventListener('keydown', onDown, true);
      window.removeEventListener('keyup', hide, true);
      window.removeEventListener('blur', hide);
    };
  }, [platform]);
  if (hints.length === 0) return null;
  return (
    <Portal>
      {hints.map(({ keys, top, left }) => (
        <div key={`${keys} ${top} ${left}`} className={classes.hint} style={{ top, left }}>
          <Keys keys={keys} />
        </div>
      ))}
    </Portal>
  );
}
