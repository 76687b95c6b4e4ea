/** What the list says about an issued document, as of a day. */
import type { DocumentKind } from './document.ts';
import type { Day, Minor } from './money.ts';

export type DocumentStatus = 'issued' | 'part-paid' | 'paid' | 'overdue' | 'void';

export interface StatusFacts {
  readonly kind: DocumentKind;
  readonly total: Minor;
  /** What is left to pay; of a credit note, what is left to use. */
  readonly outstanding: Minor;
  readonly dueDate: Day;
  readonly void: boolean;
}

/**
 * Status as of a day. Overdue begins on the day after the due date (AG1) and wins over part paid. Nothing outstanding
 * is `paid`, also for a total of zero (DO2); a credit note is never overdue.
 */
export function documentStatus(document: StatusFacts, asOf: Day): DocumentStatus {
  if (document.void) return 'void';
  if (document.outstanding <= 0) return 'paid';
  if (document.kind === 'invoice' && document.dueDate < asOf) return 'overdue';
  return document.outstanding < document.total ? 'part-paid' : 'issued';
}
