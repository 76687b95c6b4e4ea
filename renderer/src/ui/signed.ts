/** Amounts of a list that holds invoices and credit notes: a credit note carries positive amounts, the sign is its kind (DO4). */
import type { DocumentKind } from '../../../shared/domain/document-kinds.ts';
import { type Minor, minor } from '../../../shared/domain/money.ts';

export const signed = (kind: DocumentKind, amount: Minor): Minor =>
  kind === 'creditNote' && amount !== 0 ? minor(-amount) : amount;
