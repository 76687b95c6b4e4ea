/** What kinds of payment methods there are, and what may be done with each (rules AL). */

export const PAYMENT_METHOD_KINDS = ['cash', 'cheque', 'transfer', 'card', 'direct-debit', 'other'] as const;
export type PaymentMethodKind = (typeof PAYMENT_METHOD_KINDS)[number];

/** Money that the office asks of the customer's bank, and can ask for again after its return (AL5). */
export const PRESENTED_KINDS: readonly PaymentMethodKind[] = ['cheque', 'card', 'direct-debit'];
