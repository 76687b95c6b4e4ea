/** The state of a payment in the words of the screen. */
import type { Minor } from '../../../../shared/domain/money.ts';

/** A posted payment of which something is left says so: that part is the customer's credit (AL3). */
export function stateOf(payment: {
  readonly status: 'posted' | 'void' | 'returned';
  readonly unapplied: Minor;
}): 'posted' | 'void' | 'returned' | 'unapplied' {
  return payment.status === 'posted' && payment.unapplied > 0 ? 'unapplied' : payment.status;
}
