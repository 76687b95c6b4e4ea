/** Uses credit that a customer already has: an earlier payment's or credit note's rest (AL2, AL3). */

import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { laterDay } from '../../shared/domain/day.ts';
import { minor, sum } from '../../shared/domain/money.ts';
import { err, ok } from '../../shared/errors/index.ts';
import type { Command } from './command.ts';
import { creditLeft } from './credit-left.ts';
import { allocationEvents, checkRoom, settleable } from './settle.ts';

type Input = ParsedInputOf<'payments.applyCredit'>;

export const applyCredit: Command<Input, OutputOf<'payments.applyCredit'>> = {
  decide: async (input, context) => {
    const credit = await creditLeft(context, input.source);
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
