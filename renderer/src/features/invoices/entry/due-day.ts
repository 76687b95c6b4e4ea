/** The due date that a draft will have, of an offer the last day on which it stands; pure. */

import { addDays } from '../../../../../shared/domain/day.ts';
import { type DocumentKind, isOffer, OFFER_DAYS } from '../../../../../shared/domain/document-kinds.ts';
import type { Day } from '../../../../../shared/domain/money.ts';
import { dueDate, paymentTerms, type TermsRecord } from '../../../../../shared/domain/terms.ts';

export interface DueDayInput {
  readonly kind: DocumentKind;
  readonly issueDate: Day | null;
  readonly dueDate: Day | null;
  readonly terms: string | null;
}

/** The typed due date, or the one that follows from the terms, or nothing without either. `today` stands for an open issue date. */
export function dueDayOf(
  header: DueDayInput,
  termsById: ReadonlyMap<string, TermsRecord>,
  today: Day,
): Day | null {
  if (header.dueDate !== null) return header.dueDate;
  if (isOffer(header.kind)) return addDays(header.issueDate ?? today, OFFER_DAYS);
  const terms = header.terms === null ? undefined : termsById.get(header.terms);
  return terms ? dueDate(paymentTerms(terms), header.issueDate ?? today) : null;
}
