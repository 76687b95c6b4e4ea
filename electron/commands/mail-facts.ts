/** Facts about mails: the document is about to leave (DO1), and the server has taken the mail over (EV11). */
import { err, ok } from '../../shared/errors/index.ts';
import { type EventData, event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';

interface BeginInput {
  readonly commandId: string;
  readonly document: string;
}

/** Before the first word of a mail is sent: from here on the document may have left and cannot be voided; refused for one that is void. */
export const beginMail: Command<BeginInput, { id: string }> = {
  decide: async ({ document: id }, context) => {
    const found = await context.lookup('documents', { ids: [id] });
    if (!found.ok) return found;
    const document = found.value[0];
    if (!document) return err({ kind: 'not-found', what: 'document', id });
    if (document.void) return err({ kind: 'refused', reason: 'already-void' });
    if (document.handedOut) return ok([]);
    return ok([event('document.released', id, context.today, { how: 'mailed' })]);
  },
  answer: (_events, _commitId, input) => ({ id: input.document }),
};

interface SentInput {
  readonly commandId: string;
  readonly document: string;
  readonly mail: EventData<'document.mailed'>;
}

/** Names who got which bytes. */
export const recordMail: Command<SentInput, { id: string }> = {
  decide: async ({ document: id, mail }, context) => ok([event('document.mailed', id, context.today, mail)]),
  answer: (_events, _commitId, input) => ({ id: input.document }),
};
