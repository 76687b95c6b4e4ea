/** A command in the clerk's words; one that has none is named as a change. */
import { i18n } from './i18n.ts';

export function deedOf(command: string): string {
  const key = `history.${command}`;
  return i18n.exists(key, { ns: 'common' })
    ? i18n.t(key, { ns: 'common' })
    : i18n.t('history.other', { ns: 'common' });
}
