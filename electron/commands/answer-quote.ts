/** The customer's word on a quote: accepted or declined; a later word takes the place of an earlier one (DO1). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';

export const answerQuote: Command<ParsedInputOf<'quotes.answer'>, OutputOf<'quotes.answer'>> = {
  decide: async (input, context) => {
    const found = await context.lookup('documents', { ids: [input.id] });
    if (!found.ok) return found;
    const quote = found.value[0];
    if (quote?.kind !== 'quote') return err({ kind: 'not-found', what: 'document', id: input.id });
    if (quote.void) return err({ kind: 'refused', reason: 'already-void', params: { number: quote.number } });
    const { accepted, reason } = input;
    return ok([event('quote.answered', input.id, context.today, { accepted, reason })]);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};
