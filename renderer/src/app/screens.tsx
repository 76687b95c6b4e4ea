/** Which component shows which place. All but the first screen are loaded when they are first asked for. */
import { type ComponentType, lazy } from 'react';
import { DashboardScreen } from '../features/dashboard/index.ts';
import type { Place, ScreenName } from './navigation.ts';

export type Screen = ComponentType<{ readonly place: Place }>;

const later = (load: () => Promise<Screen>): Screen => lazy(async () => ({ default: await load() }));

const aging = () => import('../features/aging/index.ts');
const customers = () => import('../features/customers/index.ts');
const invoices = () => import('../features/invoices/index.ts');
const items = () => import('../features/items/index.ts');
const numbers = () => import('../features/numbers/index.ts');
const payments = () => import('../features/payments/index.ts');
const periods = () => import('../features/periods/index.ts');
const printing = () => import('../features/printing/index.ts');
const received = () => import('../features/received/index.ts');
const taxReport = () => import('../features/tax-report/index.ts');
const review = () => import('../features/review/index.ts');
const settings = () => import('../features/settings/index.ts');

/** Every screen by name. */
export const screens: Readonly<Record<ScreenName, Screen>> = {
  dashboard: DashboardScreen,
  invoices: later(async () => (await invoices()).InvoicesScreen),
  quotes: later(async () => (await invoices()).OffersScreen),
  draft: later(async () => (await invoices()).EntryScreen),
  invoice: later(async () => (await invoices()).DocumentScreen),
  payments: later(async () => (await payments()).PaymentsScreen),
  payment: later(async () => (await payments()).PaymentScreen),
  'payment-new': later(async () => (await payments()).PaymentNewScreen),
  'old-credits': later(async () => (await payments()).CreditsScreen),
  customers: later(async () => (await customers()).CustomersScreen),
  customer: later(async () => (await customers()).CustomerScreen),
  items: later(async () => (await items()).ItemsScreen),
  aging: later(async () => (await aging()).AgingScreen),
  received: later(async () => (await received()).ReceivedScreen),
  'print-run': later(async () => (await printing()).PrintRunScreen),
  'tax-report': later(async () => (await taxReport()).TaxReportScreen),
  periods: later(async () => (await periods()).PeriodsScreen),
  'number-report': later(async () => (await numbers()).NumberReportScreen),
  review: later(async () => (await review()).ReviewScreen),
  settings: later(async () => (await settings()).SettingsScreen),
};
