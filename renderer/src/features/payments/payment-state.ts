/** The state of a payment in the words of the screen. */
import type { ChequeState } from '../../../../shared/contract/payments.ts';
import type { Minor } from '../../../../shared/domain/money.ts';

/**
 * What is most worth knowing of a posted payment: that it pays nothing yet, that part of it is the customer's credit (AL3),
 * or where the cheque is (AL1).
 */
export function stateOf(payment: {
  readonly status: 'posted' | 'void' | 'returned';
  readonly unapplied: Minor;
  readonly cheque: ChequeState | null;
}): 'posted' | 'void' | 'returned' | 'unapplied' | ChequeState {
  if (payment.status !== 'posted') return payment.status;
  if (payment.cheque === 'held') return 'held';
  return payment.unapplied > 0 ? 'unapplied' : (payment.cheque ?? 'posted');
}
