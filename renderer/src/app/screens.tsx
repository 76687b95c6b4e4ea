/** Which component shows which place. */
import type { ComponentType } from 'react';
import { DocumentScreen, EntryScreen, InvoicesScreen } from '../features/invoices/index.ts';
import { SettingsScreen } from '../features/settings/index.ts';
import type { Place, ScreenName } from './navigation.ts';

export type Screen = ComponentType<{ readonly place: Place }>;

/** Every screen by name. */
export const screens: Partial<Record<ScreenName, Screen>> = {
  invoices: InvoicesScreen,
  draft: EntryScreen,
  invoice: DocumentScreen,
  settings: SettingsScreen,
};
