/** Payments: the list, posting, one payment with what it paid, and old credits. */
export { CreditsScreen } from './credits-screen.tsx';
export { PaymentNewScreen } from './payment-new-screen.tsx';
export { PaymentScreen } from './payment-screen.tsx';
export { PaymentsScreen } from './payments-screen.tsx';
