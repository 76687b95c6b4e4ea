/** Uses credit that a customer already has: an earlier payment's or credit note's rest (AL2, AL3). */

import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { laterDay } from '../../shared/domain/day.ts';
import type { Day, Minor } from '../../shared/domain/money.ts';
import { minor, sum } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Command, CommandContext } from './command.ts';
import { allocationEvents, checkRoom, settleable } from './settle.ts';

type Input = ParsedInputOf<'payments.applyCredit'>;

interface Credit {
  readonly customer: string;
  readonly currency: string;
  readonly day: Day;
  readonly roomFrom: Day;
  readonly left: Minor;
}

async function creditOf(context: CommandContext, source: Input['source']): Promise<Result<Credit, AppError>> {
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

export const applyCredit: Command<Input, OutputOf<'payments.applyCredit'>> = {
  decide: async (input, context) => {
    const credit = await creditOf(context, input.source);
    if (!credit.ok) return credit;
    const found = await settleable(
      context,
      input.allocations.map(({ target }) => target),
      credit.value,
    );
    if (!found.ok) return found;
    const room = checkRoom(found.value, input.allocations);
    if (!room.ok) return room;
    const { left, currency, day } = credit.value;
    const asked = sum(input.allocations.map(({ amount }) => amount));
    if (asked > left) {
      const params = { asked: { minor: asked, currency }, left: { minor: left, currency } };
      return err({ kind: 'refused', reason: 'not-enough-credit', params });
    }
    const source = {
      ...input.source,
      day: laterDay(input.date, day),
      roomFrom: credit.value.roomFrom,
    };
    return ok(allocationEvents(context, source, found.value, input.allocations));
  },
  answer: (events) => ({
    applied: sum(events.map((made) => (made.type === 'allocation.made' ? made.data.amount : minor(0)))),
  }),
};
