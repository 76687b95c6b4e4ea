/** Uses credit that a customer already has: rests of earlier payments and credit notes, in one commit (AL2, AL3, EV1). */
import type { DocumentLookup } from '../../shared/contract/books-port.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { minor, sum } from '../../shared/domain/money.ts';
import { ok } from '../../shared/errors/index.ts';
import { firstOpen } from '../../shared/events/periods.ts';
import type { Command } from './command.ts';
import { openFromFor } from './open-period.ts';
import { checkRoom, settleable } from './settle.ts';
import { creditEvents, creditsOf } from './use-credits.ts';

type Input = ParsedInputOf<'payments.applyCredit'>;

export const applyCredit: Command<Input, OutputOf<'payments.applyCredit'>> = {
  decide: async (input, context) => {
    const credits = await creditsOf(context, input.credits);
    if (!credits.ok) return credits;
    const documents = new Map<string, DocumentLookup>();
    for (const credit of credits.value) {
      const own = credit.use.allocations.map(({ target }) => target);
      const found = await settleable(context, own, credit);
      if (!found.ok) return found;
      for (const [id, document] of found.value) documents.set(id, document);
    }
    const asked = input.credits.flatMap(({ allocations }) => allocations);
    const room = checkRoom(documents, asked);
    if (!room.ok) return room;
    // What would count from a closed day counts from the first open one (AL2).
    const open = await openFromFor(context, input.date);
    if (!open.ok) return open;
    return ok(creditEvents(context, credits.value, documents, firstOpen(input.date, open.value)));
  },
  answer: (events) => ({
    applied: sum(events.map((made) => (made.type === 'allocation.made' ? made.data.amount : minor(0)))),
  }),
};
