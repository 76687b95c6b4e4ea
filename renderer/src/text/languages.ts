/** The texts of every language, one file a feature, and the types that hold their keys together. */
import deAging from './de/aging.json';
import deCommon from './de/common.json';
import deCustomers from './de/customers.json';
import deDashboard from './de/dashboard.json';
import deEinvoice from './de/einvoice.json';
import deErrors from './de/errors.json';
import deFirstRun from './de/first-run.json';
import deInvoices from './de/invoices.json';
import deItems from './de/items.json';
import deMail from './de/mail.json';
import deMoving from './de/moving.json';
import deNumbers from './de/numbers.json';
import dePayments from './de/payments.json';
import dePeriods from './de/periods.json';
import dePrices from './de/prices.json';
import dePrinting from './de/printing.json';
import deReview from './de/review.json';
import deSettings from './de/settings.json';
import deShell from './de/shell.json';
import deSync from './de/sync.json';
import deTaxReport from './de/tax-report.json';
import enAging from './en/aging.json';
import enCommon from './en/common.json';
import enCustomers from './en/customers.json';
import enDashboard from './en/dashboard.json';
import enEinvoice from './en/einvoice.json';
import enErrors from './en/errors.json';
import enFirstRun from './en/first-run.json';
import enInvoices from './en/invoices.json';
import enItems from './en/items.json';
import enMail from './en/mail.json';
import enMoving from './en/moving.json';
import enNumbers from './en/numbers.json';
import enPayments from './en/payments.json';
import enPeriods from './en/periods.json';
import enPrices from './en/prices.json';
import enPrinting from './en/printing.json';
import enReview from './en/review.json';
import enSettings from './en/settings.json';
import enShell from './en/shell.json';
import enSync from './en/sync.json';
import enTaxReport from './en/tax-report.json';
import enGb from './en-GB.json';
import enIn from './en-IN.json';
import enUs from './en-US.json';

export const en = {
  common: enCommon,
  errors: enErrors,
  shell: enShell,
  'first-run': enFirstRun,
  settings: enSettings,
  sync: enSync,
  invoices: enInvoices,
  payments: enPayments,
  customers: enCustomers,
  items: enItems,
  aging: enAging,
  'tax-report': enTaxReport,
  dashboard: enDashboard,
  einvoice: enEinvoice,
  mail: enMail,
  numbers: enNumbers,
  moving: enMoving,
  periods: enPeriods,
  prices: enPrices,
  printing: enPrinting,
  review: enReview,
} as const;

export const de = {
  common: deCommon,
  errors: deErrors,
  shell: deShell,
  'first-run': deFirstRun,
  settings: deSettings,
  sync: deSync,
  invoices: deInvoices,
  payments: dePayments,
  customers: deCustomers,
  items: deItems,
  aging: deAging,
  'tax-report': deTaxReport,
  dashboard: deDashboard,
  einvoice: deEinvoice,
  mail: deMail,
  numbers: deNumbers,
  moving: deMoving,
  periods: dePeriods,
  prices: dePrices,
  printing: dePrinting,
  review: deReview,
} as const;

/**
 * The other Englishes: only the words that differ, laid over `en` (`check` for `cheque`, `credit memo` for `credit note`).
 * A file holds `{ "<namespace>": { "<key>": "…" } }`.
 */
export const overlays = { 'en-US': enUs, 'en-GB': enGb, 'en-IN': enIn } as const;

export const languages = { en, de, ...overlays } as const;

export type Namespace = keyof typeof en;

type Stem<Key> = Key extends `${infer Base}_${'one' | 'other'}` ? Base : Key;

/** Keys of a namespace; plural forms (`_one`, `_other`) are called by their stem with `count`. */
export type TextKey<Name extends Namespace> = Stem<keyof (typeof en)[Name] & string>;
