/** A shortcut beside what it does, in the platform's own writing. */
import { Kbd } from '@mantine/core';
import { ariaKeys, type Platform, showKeys } from '../app/keys.ts';
import { useSession } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import classes from './keys.module.css';

export const usePlatform = (): Platform => useSession(({ app }) => app?.platform ?? 'linux');

/** Shows the keys of a shortcut, for the eye only: the control names them with `aria-keyshortcuts`. */
export function Keys({ keys }: { readonly keys: string }) {
  const platform = usePlatform();
  const t = useText('common');
  const names = { Mod: t('key.ctrl'), Shift: t('key.shift'), Space: t('key.space') };
  return (
    <span className={classes.keys} aria-hidden="true">
      {showKeys(keys, platform, names).map((stroke) => (
        <Kbd key={stroke} size="xs">
          {stroke}
        </Kbd>
      ))}
    </span>
  );
}

/** Attributes of a control that keys also reach: its hint appears while the modifier is held. */
export function useKeyHint(keys: string): {
  readonly 'data-hint': string;
  readonly 'aria-keyshortcuts': string | undefined;
} {
  const platform = usePlatform();
  return { 'data-hint': keys, 'aria-keyshortcuts': ariaKeys(keys, platform) };
}
