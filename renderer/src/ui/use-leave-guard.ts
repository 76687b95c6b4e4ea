/** Asks before a screen with unsaved changes is left. */
import { useEffect } from 'react';
import { guardLeaving } from '../app/navigation.ts';
import { textOf } from '../text/i18n.ts';
import { confirm } from './confirm.tsx';

/** While `dirty`, leaving the screen asks first; Escape stays. */
export function useLeaveGuard(dirty: boolean): void {
  useEffect(() => {
    if (!dirty) return undefined;
    return guardLeaving(() => {
      const t = textOf('common');
      return confirm({
        title: t('leave.title'),
        text: t('leave.text'),
        yes: t('discard'),
        no: t('keep-editing'),
        danger: true,
      });
    });
  }, [dirty]);
}
