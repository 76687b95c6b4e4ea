/** Payments: the list, posting, and one payment with what it paid. */
export { PaymentNewScreen } from './payment-new-screen.tsx';
export { PaymentScreen } from './payment-screen.tsx';
export { PaymentsScreen } from './payments-screen.tsx';
