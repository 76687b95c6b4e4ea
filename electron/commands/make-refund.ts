/** Gives money back to a customer out of credit that stands (AL6): a dated fact against its source. */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { minor } from '../../shared/domain/money.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import { type Command, eventOf } from './command.ts';
import { roomToTake } from './credit-left.ts';

export const makeRefund: Command<ParsedInputOf<'refunds.make'>, OutputOf<'refunds.make'>> = {
  decide: async (input, context) => {
    const room = await roomToTake(context, input);
    if (!room.ok) return room;
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
