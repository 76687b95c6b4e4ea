/** Old credit that nobody claims is written to income, by a manager and with a reason, and taken back where somebody does (AL8). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { laterDay } from '../../shared/domain/day.ts';
import { minor } from '../../shared/domain/money.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import { type Command, eventOf } from './command.ts';
import { roomToTake } from './credit-left.ts';

export const writeCredit: Command<ParsedInputOf<'credits.write'>, OutputOf<'credits.write'>> = {
  decide: async (input, context) => {
    const room = await roomToTake(context, input);
    if (!room.ok) return room;
    const { source, amount, reason } = input;
    return ok([event('credit.written', context.newId('income'), input.date, { source, amount, reason })]);
  },
  answer: (events, _commitId, input) => {
    const { entity, data } = eventOf(events, 'credit.written');
    return { id: entity, written: minor(data.amount), source: input.source.id };
  },
};

/** The credit is the customer's again from today on. */
export const takeIncomeBack: Command<ParsedInputOf<'credits.takeBack'>, OutputOf<'credits.takeBack'>> = {
  decide: async ({ id, reason }, context) => {
    const found = await context.lookup('deduction', { id });
    if (!found.ok) return found;
    const written = found.value;
    if (written?.kind !== 'income') return err({ kind: 'not-found', what: 'allocation', id });
    if (written.takenBack !== null) return err({ kind: 'refused', reason: 'already-taken-back' });
    const on = laterDay(written.from, context.today);
    return ok([event('deduction.taken-back', id, on, { reason })]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};
