/** What is typed above the grid of the posting form, and what can be wrong with it; pure. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { containsCardNumber } from '../../../../shared/domain/card-number.ts';
import type { CurrencyCode, Day, Minor } from '../../../../shared/domain/money.ts';

export type Method = OutputOf<'methods.list'>[number];
export type MethodKind = Method['fields']['kind'];

export interface PostingValues {
  /** Empty while none is chosen. */
  readonly method: string;
  readonly date: Day;
  /** `null` while nothing is typed. */
  readonly amount: Minor | null;
  readonly currency: CurrencyCode;
  readonly reference: string;
  readonly chequeNumber: string;
  readonly chequeBank: string;
  readonly chequeDate: Day | null;
  readonly tendered: Minor | null;
  readonly note: string;
}

export type PostingField = keyof PostingValues;

/** Text fields in which a card number would be kept (AL1). */
const TEXTS = ['reference', 'note', 'chequeNumber', 'chequeBank'] as const;

/** Problems by field, as translation keys; none when the values can be sent. `openFrom`: the first open day (PC2). */
export function checkValues(
  values: PostingValues,
  kind: MethodKind | null,
  today: Day,
  openFrom: Day | null = null,
): Partial<Record<PostingField, string>> {
  const problems: Partial<Record<PostingField, string>> = {};
  if (values.method === '') problems.method = 'required';
  if (values.date > today) problems.date = 'in-the-future';
  else if (openFrom !== null && values.date < openFrom) problems.date = 'period-closed';
  if (kind === 'cash' && values.tendered !== null && values.tendered < (values.amount ?? 0)) {
    problems.tendered = 'less-than-amount';
  }
  for (const field of TEXTS) if (containsCardNumber(values[field])) problems[field] = 'card-number';
  return problems;
}

/** The cheque of a payment by cheque; its date is the payment's unless another was typed. */
export function chequeOf(
  values: PostingValues,
  kind: MethodKind | null,
): { number: string; bank: string; date: Day } | null {
  if (kind !== 'cheque') return null;
  return { number: values.chequeNumber, bank: values.chequeBank, date: values.chequeDate ?? values.date };
}
