/** Which component shows which place. */
import type { ComponentType } from 'react';
import { AgingScreen } from '../features/aging/index.ts';
import { CustomerScreen, CustomersScreen } from '../features/customers/index.ts';
import { DashboardScreen } from '../features/dashboard/index.ts';
import { DocumentScreen, EntryScreen, InvoicesScreen } from '../features/invoices/index.ts';
import { ItemsScreen } from '../features/items/index.ts';
import { PaymentNewScreen, PaymentScreen, PaymentsScreen } from '../features/payments/index.ts';
import { SettingsScreen } from '../features/settings/index.ts';
import type { Place, ScreenName } from './navigation.ts';

export type Screen = ComponentType<{ readonly place: Place }>;

/** Every screen by name. */
export const screens: Readonly<Record<ScreenName, Screen>> = {
  dashboard: DashboardScreen,
  invoices: InvoicesScreen,
  draft: EntryScreen,
  invoice: DocumentScreen,
  payments: PaymentsScreen,
  payment: PaymentScreen,
  'payment-new': PaymentNewScreen,
  customers: CustomersScreen,
  customer: CustomerScreen,
  items: ItemsScreen,
  aging: AgingScreen,
  settings: SettingsScreen,
};
