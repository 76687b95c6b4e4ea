/** What is left of a source that settles: a payment's unapplied rest, or a credit note's (AL2, AL3, AL6). */
import type { Day, Minor } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { SettlementSource } from '../../shared/events/payments.ts';
import type { CommandContext } from './command.ts';

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
