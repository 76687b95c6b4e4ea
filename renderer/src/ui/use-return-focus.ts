/** Gives the focus back to where it was when a dialog that is mounted only while open goes away. */
import { useEffect, useState } from 'react';

export function useReturnFocus(): void {
  // Read while the dialog is first rendered: its own focus comes later.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (!(before instanceof HTMLElement) || !before.isConnected) return;
      // After the dialog has let go of the focus.
      setTimeout(() => before.focus({ preventScroll: true }), 0);
    },
    [before],
  );
}
