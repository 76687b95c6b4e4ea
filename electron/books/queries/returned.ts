/** What the bank took back: what it had settled, and each return with its code and fee (AL5). */
import type { PaymentLookup } from '../../../shared/contract/books-port.ts';
import { minor, sum } from '../../../shared/domain/money.ts';
import { lifeOf } from '../../../shared/events/turns.ts';
import type { PaymentRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import { present } from './facts.ts';

/** `null` while it stands or is void. */
export async function returnedOf(db: BooksDatabase, row: PaymentRow): Promise<PaymentLookup['returned']> {
  if (row.end?.kind !== 'return') return null;
  const { on } = row.end;
  const [allocations, reductions] = await Promise.all([
    db.allocations.bulkGet([...row.allocations]),
    db.reductions.bulkGet([...row.reductions]),
  ]);
  // What was taken back before the return, or on its day, is not what the return took back.
  const settled = present(allocations).filter(
    ({ end, amount, until }) => end === null && amount > 0 && until === on,
  );
  const taken = present(reductions).filter(({ end }) => end === null);
  return {
    on,
    settled: settled.map(({ target, amount }) => ({ target, amount })),
    free: minor(row.amount - sum(taken.map(({ amount }) => amount))),
  };
}

/** Every return of a payment, the earliest first, each with the day on which it was presented again. */
export const returnsOf = ({ turns = [] }: Pick<PaymentRow, 'turns'>) =>
  lifeOf(turns).returns.map(({ turn: { on, code = '', fee = minor(0), reason }, again }) => ({
    ...{ on, code, fee, reason, again },
  }));
