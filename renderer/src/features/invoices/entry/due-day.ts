/** The due date that a draft will have, of an offer the last day on which it stands; pure. */

import { addDays } from '../../../../../shared/domain/day.ts';
import {
  type DocumentKind,
  isOffer,
  isOwed,
  OFFER_DAYS,
} from '../../../../../shared/domain/document-kinds.ts';
import { firstDue, instalmentsOf } from '../../../../../shared/domain/instalments.ts';
import type { Instalment } from '../../../../../shared/domain/issued-terms.ts';
import type { Day, Minor } from '../../../../../shared/domain/money.ts';
import { paymentTerms, type TermsRecord } from '../../../../../shared/domain/terms.ts';

export interface DueDayInput {
  readonly kind: DocumentKind;
  readonly issueDate: Day | null;
  readonly dueDate: Day | null;
  readonly terms: string | null;
}

/** The typed due date, or the one that follows from the terms, of instalments the first, or nothing without either. `today` stands for an open issue date. */
export function dueDayOf(
  header: DueDayInput,
  termsById: ReadonlyMap<string, TermsRecord>,
  today: Day,
): Day | null {
  if (header.dueDate !== null) return header.dueDate;
  if (isOffer(header.kind)) return addDays(header.issueDate ?? today, OFFER_DAYS);
  const terms = header.terms === null ? undefined : termsById.get(header.terms);
  return terms ? firstDue(paymentTerms(terms), header.issueDate ?? today) : null;
}

/** The instalments of what the draft will ask for (AG3); none where a due date was typed: then all is due on that. */
export function draftInstalments(
  header: DueDayInput,
  termsById: ReadonlyMap<string, TermsRecord>,
  today: Day,
  total: Minor | undefined,
): Instalment[] {
  const terms = header.terms === null ? undefined : termsById.get(header.terms);
  if (!terms || total === undefined || header.dueDate !== null || !isOwed(header.kind)) return [];
  return instalmentsOf(paymentTerms(terms), header.issueDate ?? today, total);
}
