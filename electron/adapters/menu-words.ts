/** The words of the native menu by language; the page's own words come from `renderer/src/text`. */

const EN = {
  settings: 'Settings…',
  quit: 'Quit Counterfoil',
  exit: 'Exit',
  file: '&File',
  newInvoice: 'New invoice',
  newCustomer: 'New customer',
  postPayment: 'Post payment',
  newCompany: 'New company…',
  closeCompany: 'Close company',
  edit: '&Edit',
  go: '&Go',
  find: 'Find anything…',
  dashboard: 'Dashboard',
  invoices: 'Invoices',
  quotes: 'Quotes',
  payments: 'Payments',
  customers: 'Customers',
  items: 'Items',
  aging: 'Aging',
  taxReport: 'Tax report',
  view: '&View',
  window: '&Window',
  help: '&Help',
  keys: 'Keyboard map',
};

const DE: typeof EN = {
  settings: 'Einstellungen…',
  quit: 'Counterfoil beenden',
  exit: 'Beenden',
  file: '&Datei',
  newInvoice: 'Neue Rechnung',
  newCustomer: 'Neuer Kunde',
  postPayment: 'Zahlung buchen',
  newCompany: 'Neue Firma…',
  closeCompany: 'Firma schließen',
  edit: '&Bearbeiten',
  go: '&Gehe zu',
  find: 'Alles finden…',
  dashboard: 'Übersicht',
  invoices: 'Rechnungen',
  quotes: 'Angebote',
  payments: 'Zahlungen',
  customers: 'Kunden',
  items: 'Artikel',
  aging: 'Offene Posten',
  taxReport: 'Steuerübersicht',
  view: '&Ansicht',
  window: '&Fenster',
  help: '&Hilfe',
  keys: 'Tastenübersicht',
};

export type MenuLanguage = 'en' | 'de';

export const menuWords = (language: MenuLanguage): typeof EN => (language === 'de' ? DE : EN);

/** The language of the program: what the user chose, else the system's where we speak it (BCP 47), else English. */
export function menuLanguage(chosen: MenuLanguage | null, locale: string): MenuLanguage {
  return chosen ?? (/^de\b/i.test(locale) ? 'de' : 'en');
}
