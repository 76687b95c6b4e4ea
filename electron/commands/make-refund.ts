/** Gives money back to a customer out of credit that stands (AL6): a dated fact against its source. */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { minor } from '../../shared/domain/money.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import { type Command, eventOf } from './command.ts';
import { creditLeft } from './credit-left.ts';
import { refuseClosed } from './open-period.ts';

export const makeRefund: Command<ParsedInputOf<'refunds.make'>, OutputOf<'refunds.make'>> = {
  decide: async (input, context) => {
    if (input.amount === 0)
      return err({ kind: 'invalid', fields: [{ path: 'amount', problem: 'required' }] });
    if (input.date > context.today)
      return err({ kind: 'invalid', fields: [{ path: 'date', problem: 'in-the-future' }] });
    const open = await refuseClosed(context, 'date', input.date);
    if (!open.ok) return open;
    const credit = await creditLeft(context, input.source);
    if (!credit.ok) return credit;
    const { left, currency, day, roomFrom } = credit.value;
    // Money cannot be given back before it came, or before it was free.
    if (input.date < day || input.date < roomFrom)
      return err({ kind: 'invalid', fields: [{ path: 'date', problem: 'not-in-range' }] });
    if (input.amount > left) {
      const params = { asked: { minor: input.amount, currency }, left: { minor: left, currency } };
      return err({ kind: 'refused', reason: 'not-enough-credit', params });
    }
    const methods = await context.lookup('methods', {});
    if (!methods.ok) return methods;
    const method = methods.value.find(({ id }) => id === input.method);
    if (!method) return err({ kind: 'not-found', what: 'method', id: input.method });
    return ok([
      event('refund.made', context.newId('refund'), input.date, {
        source: input.source,
        amount: input.amount,
        method: method.id,
        methodName: method.fields.name,
        reference: input.reference,
        reason: input.reason,
      }),
    ]);
  },
  answer: (events, _commitId, input) => {
    const { amount } = eventOf(events, 'refund.made').data;
    return { id: events[0]?.entity ?? '', refunded: minor(amount), source: input.source.id };
  },
};
