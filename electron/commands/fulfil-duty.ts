/** A person's word that a duty of a document is done: what the authority answered, or that the e-invoice has arrived (DO5). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { isIrn } from '../../shared/domain/clearance.ts';
import { err, type FieldProblem, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';

/** Records what the portal answered; what was mistyped is said again, and the last word stands. */
export const clearDocument: Command<ParsedInputOf<'documents.clear'>, OutputOf<'documents.clear'>> = {
  decide: async (input, context) => {
    const { id, number, acknowledgement, date, code } = input;
    const [found, issued] = await Promise.all([
      context.lookup('documents', { ids: [id] }),
      context.lookup('issued', { id }),
    ]);
    if (!found.ok) return found;
    if (!issued.ok) return issued;
    const document = found.value[0];
    if (!document || issued.value?.clearance === undefined)
      return err({ kind: 'not-found', what: 'document', id });
    if (document.void)
      return err({ kind: 'refused', reason: 'already-void', params: { number: document.number } });
    const problems: FieldProblem[] = [];
    if (!isIrn(number)) problems.push({ path: 'number', problem: number === '' ? 'required' : 'not-an-irn' });
    if (!/^\d{1,20}$/.test(acknowledgement))
      problems.push({
        path: 'acknowledgement',
        problem: acknowledgement === '' ? 'required' : 'not-a-number',
      });
    if (date < document.issueDate || date > context.today)
      problems.push({ path: 'date', problem: 'not-since-issue' });
    if (problems.length > 0) return err({ kind: 'invalid', fields: problems });
    return ok([
      event('document.cleared', id, context.today, {
        number: number.toLowerCase(),
        acknowledgement,
        date,
        code: code.trim(),
      }),
    ]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};

/** Records that an e-invoice reached its buyer in another way: over a portal, by another program. */
export const deliverDocument: Command<ParsedInputOf<'documents.deliver'>, OutputOf<'documents.deliver'>> = {
  decide: async ({ id, how }, context) => {
    const found = await context.lookup('documents', { ids: [id] });
    if (!found.ok) return found;
    const document = found.value[0];
    if (!document) return err({ kind: 'not-found', what: 'document', id });
    if (document.void)
      return err({ kind: 'refused', reason: 'already-void', params: { number: document.number } });
    if (document.duty !== 'delivery') return ok([]);
    const isOut = document.released
      ? []
      : [event('document.released', id, context.today, { how: 'exported' })];
    return ok([event('document.delivered', id, context.today, { how: how.trim() }), ...isOut]);
  },
  answer: (_events, _commitId, { id }) => ({ id }),
};
