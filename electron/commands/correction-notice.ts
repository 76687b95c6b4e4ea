/**
 * Puts right what an issued invoice says without new money (DO6): order number, contact, a text; a later due date is a
 * dated fact, by which the invoice ages from the notice's day on.
 */
import { blankDraft } from '../../shared/contract/blank-records.ts';
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import type { Corrected } from '../../shared/domain/document.ts';
import { isOwed } from '../../shared/domain/document-kinds.ts';
import { err, type FieldProblem } from '../../shared/errors/index.ts';
import { type Command, eventOf } from './command.ts';
import { issuePlain } from './plain-document.ts';

type Input = ParsedInputOf<'invoices.notice'>;

export const correctionNotice: Command<Input, OutputOf<'invoices.notice'>> = {
  decide: async (input, context) => {
    const [found, issued] = await Promise.all([
      context.lookup('documents', { ids: [input.invoice, input.id] }),
      context.lookup('issued', { id: input.invoice }),
    ]);
    if (!found.ok) return found;
    if (!issued.ok) return issued;
    const invoice = found.value.find(({ id }) => id === input.invoice);
    const original = issued.value;
    if (!invoice || !isOwed(invoice.kind) || !original)
      return err({ kind: 'not-found', what: 'document', id: input.invoice });
    const before = found.value.find(({ id }) => id === input.id);
    if (before) return err({ kind: 'refused', reason: 'already-issued', params: { number: before.number } });
    if (invoice.void)
      return err({ kind: 'refused', reason: 'already-void', params: { number: invoice.number } });
    const problems: FieldProblem[] = [];
    // An earlier day would make overdue what the customer was told is not.
    if (input.dueDate !== null && input.dueDate <= invoice.dueDate)
      problems.push({ path: 'dueDate', problem: 'not-later' });
    const corrects = correctedOf(input);
    if (Object.keys(corrects).length === 0) problems.push({ path: 'text', problem: 'required' });
    if (problems.length > 0) return err({ kind: 'invalid', fields: problems });
    const draft = {
      ...blankDraft(invoice.currency, 'correction', invoice.customer),
      about: { documents: [input.invoice], reason: input.reason },
      orderNumber: input.orderNumber ?? original.orderNumber,
    };
    return issuePlain(context, input.id, draft, {
      corrects,
      // To whom the invoice went, wherever the customer is now.
      buyer: { ...original.buyer, contact: input.contact ?? original.buyer.contact },
      language: original.language,
    });
  },
  answer: (events, _commitId, { id }) => ({
    id,
    number: eventOf(events, 'document.issued').data.document.number,
  }),
};

function correctedOf({ orderNumber, contact, dueDate, text }: Input): Corrected {
  return {
    ...(orderNumber === null ? {} : { orderNumber }),
    ...(contact === null ? {} : { contact }),
    ...(dueDate === null ? {} : { dueDate }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
}
