/** What the frame of the window shows over the screens. */
import { create } from 'zustand';

interface WindowStore {
  /** The `?` map of keys. */
  readonly keyMap: boolean;
  /** Setting up a further company while one is open. */
  readonly settingUp: boolean;
  /** The modifier is held: hints stand on the controls. */
  readonly hints: boolean;
  /** Warnings about this computer that were read and put away. */
  readonly dismissed: readonly string[];
}

export const useWindow = create<WindowStore>()(() => ({
  keyMap: false,
  settingUp: false,
  hints: false,
  dismissed: [],
}));
