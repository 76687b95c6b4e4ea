/** What invoices bill and credit notes take of it, deposits included (DO4, AL3); minor units of the invoice's currency. */
import type { HeldDeposit } from '../../shared/domain/credit-note.ts';
import { type Minor, minor, sum } from '../../shared/domain/money.ts';
import type { DocumentRow } from './rows.ts';

type Credited = Pick<DocumentRow, 'total' | 'deducts' | 'creditedBy'>;

/** All that it bills: what it asks for, and what it deducted of deposits. */
export const billedOf = ({ total, deducts = [] }: Pick<Credited, 'total' | 'deducts'>): Minor =>
  minor(total + sum(deducts.map(({ amount }) => amount)));

/**
 * What credit notes took of it with the deposits that they gave back, and those that it deducts still. Two desktops may
 * give one deposit back, and it comes back once.
 * @param stands which credit notes count.
 */
export function creditedOf(
  { deducts = [], creditedBy }: Pick<Credited, 'deducts' | 'creditedBy'>,
  stands: (note: string) => boolean = () => true,
): { readonly credited: Minor; readonly deducts: readonly HeldDeposit[] } {
  const notes = creditedBy.filter(({ note }) => stands(note));
  const isFreed = ({ id }: HeldDeposit) => notes.some(({ frees }) => frees?.includes(id));
  const taken = notes.map(({ amount }) => amount);
  const freed = deducts.filter(isFreed).map(({ amount }) => amount);
  return {
    credited: sum([...taken, ...freed]),
    deducts: deducts.filter((deposit) => !isFreed(deposit)),
  };
}

/** Whether it is neither void nor taken back whole, by the credit notes that count. */
export function isStanding(row: DocumentRow, isCounted: (note: string) => boolean): boolean {
  const billed = billedOf(row);
  return row.end === null && (billed === 0 || creditedOf(row, isCounted).credited < billed);
}
