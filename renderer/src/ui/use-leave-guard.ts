/** Asks before a screen with unsaved changes is left. */
import { useEffect } from 'react';
import { guardLeaving } from '../app/navigation.ts';
import { textOf } from '../text/i18n.ts';
import { confirm } from './confirm.tsx';

/** Asks whether what is typed may be lost; Escape keeps it. */
export function askToDiscard(): Promise<boolean> {
  const t = textOf('common');
  return confirm({
    title: t('leave.title'),
    text: t('leave.text'),
    yes: t('discard'),
    no: t('keep-editing'),
    danger: true,
  });
}

/** While `dirty`, leaving the screen asks first. */
export function useLeaveGuard(dirty: boolean): void {
  useEffect(() => (dirty ? guardLeaving(askToDiscard) : undefined), [dirty]);
}
