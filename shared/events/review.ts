/**
 * What a person must look at after the work of several desktops came together (EV4, EV6, EV9), and what a person said of
 * it. The machine decides none of these by itself: both sides stand until somebody says what they are.
 */
import { dayNumber } from '../domain/day.ts';
import type { Day, Minor } from '../domain/money.ts';
import { zLine } from './primitives.ts';
import { TYPED_RECORDS } from './records.ts';
import { z } from './zod.ts';

/**
 * - `same-payment`, `same-customer`: likely entered twice, on two desktops (EV9);
 * - `issued-twice`: one draft became two documents (EV5); `same-number`: two documents have one number (DV3);
 * - `cut`: an allocation that did not fit whole, or whose invoice was voided elsewhere (AL7);
 * - `overdrawn`: more was taken out of a payment, credit note or invoice than was in it (EV6);
 * - `over-credited`: credit notes for more than their invoice (DO4);
 * - `over-deducted`: a deposit that invoices deduct, or one deducts and a credit note gives back, for more than it is (AL3);
 * - `changed-twice`: one field, changed on two desktops that did not know of each other (EV4).
 */
export const zReviewKind = z.enum([
  'same-payment',
  'same-customer',
  'issued-twice',
  'same-number',
  'cut',
  'overdrawn',
  'over-credited',
  'over-deducted',
  'changed-twice',
]);
export type ReviewKind = z.output<typeof zReviewKind>;

/** Where fields are that people type: records and shared drafts (EV4). */
export const REVIEWED_TABLES = [...TYPED_RECORDS, 'drafts'] as const;

/** Kinds whose two subjects are alike, so that their order means nothing. */
const PAIRS: ReadonlySet<ReviewKind> = new Set([
  'same-payment',
  'same-customer',
  'issued-twice',
  'same-number',
]);

/** The subjects in the order in which every desktop names them. */
export const reviewSubjects = (kind: ReviewKind, subjects: readonly string[]): readonly string[] =>
  PAIRS.has(kind) ? [...subjects].sort() : subjects;

/** What an entry is called on every desktop: kind and subjects. */
export const reviewKey = (kind: ReviewKind, subjects: readonly string[]): string =>
  [kind, ...reviewSubjects(kind, subjects)].join('/');

/**
 * A person's word: `same` and `different` of doubles, `seen` of what there is nothing to say about, `open` takes the word
 * back. `of` says what was looked at: what has changed since then must be looked at again.
 */
export const answerFields = z.object({
  key: zLine(300),
  of: zLine(200),
  answer: z.enum(['same', 'different', 'seen', 'open']),
});
export type AnswerFields = z.output<typeof answerFields>;

/** What tells a payment from another one. */
export interface PaymentTraits {
  readonly id: string;
  readonly customer: string;
  readonly currency: string;
  /** Minor units of `currency`. */
  readonly amount: Minor;
  readonly date: Day;
  /** How it came, by name. */
  readonly method: string;
  /** Desktop on which it was recorded. */
  readonly device: string;
}

/** EV9: the same customer, amount, method and day (± 1), from two desktops. */
export function isLikelyDouble(one: PaymentTraits, other: PaymentTraits): boolean {
  return (
    one.id !== other.id &&
    one.customer === other.customer &&
    one.currency === other.currency &&
    one.amount === other.amount &&
    one.method === other.method &&
    one.device !== other.device &&
    Math.abs(dayNumber(one.date) - dayNumber(other.date)) <= 1
  );
}
