/** One side of an entry of the review list: the figures that tell it from the other, and who made it, when and where. */
import type { ReviewEntry, ReviewSide, ReviewValue } from '../../../shared/contract/review.ts';
import type { Minor } from '../../../shared/domain/money.ts';
import { type ReviewKind, reviewKey } from '../../../shared/events/review.ts';
import type { CommitRow, DocumentRow, PaymentRow } from '../rows.ts';
import type { QueryContext } from './context.ts';
import { userName } from './facts.ts';

/** Looks at what was noted; `undefined` where nothing is the matter any more. */
export type Look = (subjects: readonly string[], context: QueryContext) => Promise<ReviewEntry | undefined>;

export type Fact = ReviewSide['facts'][number];
type Name = Fact['name'];

const fact = (name: Name, value: ReviewValue): Fact => ({ name, value });
export const text = (name: Name, words: string): Fact => fact(name, { type: 'text', text: words });
export const day = (name: Name, on: string): Fact => fact(name, { type: 'day', day: on as never });
export const amount = (name: Name, minor: Minor, currency: string): Fact =>
  fact(name, { type: 'amount', minor, currency });

/** Who wrote a commit, when, and on which desktop. */
export async function writtenBy(
  { db, memory }: QueryContext,
  commit: string,
): Promise<Pick<ReviewSide, 'recorded' | 'actor' | 'device'> & { readonly commit: CommitRow | undefined }> {
  const row = await db.commits.get(commit);
  return {
    commit: row,
    recorded: row?.recorded ?? 0,
    actor: userName(memory, row?.actor ?? ''),
    device: row ? (memory.records.devices.get(row.device)?.fields.name ?? '') : '',
  };
}

export async function paymentSide(context: QueryContext, row: PaymentRow): Promise<ReviewSide> {
  const { commit: _commit, ...by } = await writtenBy(context, row.commit);
  return {
    what: 'payment',
    id: row.id,
    facts: [
      text('customer', context.memory.customers.nameOf(row.customer)),
      amount('amount', row.amount, row.currency),
      day('date', row.date),
      text('method', row.methodName),
      text('reference', row.reference),
      amount('unapplied', row.rest, row.currency),
      ...(row.end ? [day('ended', row.end.on)] : []),
    ],
    ...by,
    end: row.end ? null : { how: 'void', what: 'payment', id: row.id },
  };
}

export const voidOf = ({ id }: DocumentRow) => ({ how: 'void', what: 'document', id }) as const;

export async function documentSide(context: QueryContext, row: DocumentRow): Promise<ReviewSide> {
  const { commit: _commit, ...by } = await writtenBy(context, row.commit);
  return {
    what: 'document',
    id: row.id,
    facts: [
      text('number', row.number),
      text('customer', row.name),
      day('date', row.issue),
      amount('total', row.total, row.currency),
      amount('rest', row.rest, row.currency),
      ...(row.end ? [day('ended', row.end.on)] : []),
    ],
    ...by,
    end: row.end || row.settled || row.released ? null : voidOf(row),
  };
}

/** An entry without what most do not have. */
export const entryOf = (
  kind: ReviewKind,
  subjects: readonly string[],
  rest: Pick<ReviewEntry, 'of' | 'title' | 'sides'> & Partial<Pick<ReviewEntry, 'bothEnded' | 'field'>>,
): ReviewEntry => ({ key: reviewKey(kind, subjects), kind, bothEnded: false, field: null, ...rest });
