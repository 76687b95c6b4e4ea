export { EntryScreen } from './entry/entry-screen.tsx';
export { InvoicesScreen } from './list/invoices-screen.tsx';
export { OffersScreen } from './list/offers-screen.tsx';
export { DocumentScreen } from './view/document-screen.tsx';
