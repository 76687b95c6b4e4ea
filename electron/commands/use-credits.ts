/** Credit that a customer already has, an earlier payment's or credit note's rest, on its way to invoices (AL2, AL3). */
import type { DocumentLookup } from '../../shared/contract/books-port.ts';
import type { ParsedInputOf } from '../../shared/contract/contract.ts';
import { laterDay } from '../../shared/domain/day.ts';
import type { Day } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import type { CommandContext } from './command.ts';
import { type Credit, creditLeft } from './credit-left.ts';
import { allocationEvents } from './settle.ts';

export type CreditUse = ParsedInputOf<'payments.applyCredit'>['credits'][number];

export interface UsedCredit extends Credit {
  readonly use: CreditUse;
}

/** Each credit as it stands now. What one source is asked for is added up, however often it is named. */
export async function creditsOf(
  context: CommandContext,
  uses: readonly CreditUse[],
): Promise<Result<UsedCredit[], AppError>> {
  const credits: UsedCredit[] = [];
  for (const use of uses) {
    const credit = await creditLeft(context, use.source);
    if (!credit.ok) return credit;
    credits.push({ ...credit.value, use });
    const { left, currency } = credit.value;
    const same = credits.filter((each) => each.use.source.id === use.source.id);
    // Not yet an amount: what is asked for may be beyond all amounts.
    const asked = same
      .flatMap((each) => each.use.allocations)
      .reduce((total, { amount }) => total + amount, 0);
    if (asked > left) {
      const params = { asked: { minor: asked, currency }, left: { minor: left, currency } };
      return err({ kind: 'refused', reason: 'not-enough-credit', params });
    }
  }
  return ok(credits);
}

/** The allocations of all credits, effective on `date` at the earliest. */
export function creditEvents(
  context: CommandContext,
  credits: readonly UsedCredit[],
  documents: ReadonlyMap<string, DocumentLookup>,
  date: Day,
): DomainEvent[] {
  return credits.flatMap(({ use, day, roomFrom }, index) => {
    const source = { ...use.source, day: laterDay(date, day), roomFrom };
    return allocationEvents(context, source, documents, use.allocations, `credit/${index}`);
  });
}
