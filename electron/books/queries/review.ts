/**
 * The review list: what was noted while things came together (`note-review.ts`), looked at again by the rows as they are
 * now. What has settled itself, or what somebody has said a word about on any desktop, is not on it.
 */
import type { ReviewEntry } from '../../../shared/contract/review.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { ReviewKind } from '../../../shared/events/review.ts';
import type { ReviewRow } from '../rows.ts';
import type { Query, QueryContext } from './context.ts';
import { isAnswered } from './review-answers.ts';
import { sameCustomers } from './review-customers.ts';
import { overDeducted } from './review-deposits.ts';
import { issuedTwice, sameNumber, samePayment } from './review-doubles.ts';
import { changedFields } from './review-fields.ts';
import { cutAllocation, overCredited, overdrawn } from './review-settlement.ts';
import type { Look } from './review-sides.ts';

/** So many are shown; whoever has more begins with these. */
const SHOWN = 200;

const LOOKS: Readonly<Record<Exclude<ReviewKind, 'same-customer' | 'changed-twice'>, Look>> = {
  'same-payment': samePayment,
  'issued-twice': issuedTwice,
  'same-number': sameNumber,
  cut: cutAllocation,
  overdrawn,
  'over-credited': overCredited,
  'over-deducted': overDeducted,
};

async function entriesOf(row: ReviewRow, today: string, context: QueryContext): Promise<ReviewEntry[]> {
  const { kind, subjects, since } = row;
  if (kind === 'changed-twice') return changedFields(subjects, since, today, context);
  if (kind === 'same-customer') return [];
  const entry = await LOOKS[kind](subjects, context);
  return entry ? [entry] : [];
}

const newest = ({ sides }: ReviewEntry): number => Math.max(...sides.map(({ recorded }) => recorded));

export const reviewList: Query<'review.list'> = async ({ today }, context) => {
  const { db, memory } = context;
  const noted = await db.review.toArray();
  const found = await Promise.all(noted.map((row) => entriesOf(row, today, context)));
  const entries = [...found.flat(), ...(await sameCustomers(context))]
    .filter(({ key, of }) => !isAnswered(memory, key, of))
    .sort((a, b) => newest(a) - newest(b) || (a.key < b.key ? -1 : 1));
  return ok({ entries: entries.slice(0, SHOWN), count: entries.length });
};
