/** What is left of a source that settles: a payment's unapplied rest, or a credit note's (AL2, AL3, AL6). */
import type { Day, Minor } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { SettlementSource } from '../../shared/events/payments.ts';
import type { CommandContext } from './command.ts';
import { refuseClosed } from './open-period.ts';

export interface Credit {
  readonly customer: string;
  readonly currency: string;
  readonly day: Day;
  readonly roomFrom: Day;
  readonly left: Minor;
}

export async function creditLeft(
  context: CommandContext,
  source: SettlementSource,
): Promise<Result<Credit, AppError>> {
  if (source.kind === 'payment') {
    const found = await context.lookup('payments', { ids: [source.id] });
    if (!found.ok) return found;
    const payment = found.value[0];
    if (!payment) return err({ kind: 'not-found', what: 'payment', id: source.id });
    if (payment.status !== 'posted') return err({ kind: 'refused', reason: 'payment-void' });
    return ok({ ...payment, day: payment.date, left: payment.unapplied });
  }
  const found = await context.lookup('documents', { ids: [source.id] });
  if (!found.ok) return found;
  const note = found.value[0];
  if (note?.kind !== 'creditNote') return err({ kind: 'not-found', what: 'document', id: source.id });
  if (note.void) return err({ kind: 'refused', reason: 'already-void', params: { number: note.number } });
  return ok({ ...note, day: note.issueDate, left: note.outstanding });
}

/** The credit, if so much can be taken out of it on a day: some, no more than is left, not before it was free (AL6, AL8). */
export async function roomToTake(
  context: CommandContext,
  { source, amount, date }: { readonly source: SettlementSource; readonly amount: Minor; readonly date: Day },
): Promise<Result<Credit, AppError>> {
  if (amount === 0) return err({ kind: 'invalid', fields: [{ path: 'amount', problem: 'required' }] });
  if (date > context.today)
    return err({ kind: 'invalid', fields: [{ path: 'date', problem: 'in-the-future' }] });
  const open = await refuseClosed(context, 'date', date);
  if (!open.ok) return open;
  const credit = await creditLeft(context, source);
  if (!credit.ok) return credit;
  const { left, currency, day, roomFrom } = credit.value;
  if (date < day || date < roomFrom)
    return err({ kind: 'invalid', fields: [{ path: 'date', problem: 'not-in-range' }] });
  if (amount > left) {
    const params = { asked: { minor: amount, currency }, left: { minor: left, currency } };
    return err({ kind: 'refused', reason: 'not-enough-credit', params });
  }
  return credit;
}
