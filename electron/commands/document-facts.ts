/** Facts about an issued document that the program itself records: its archived file, and that it left the office (EV11, DO1). */
import type { EInvoiceFormat } from '../../shared/domain/einvoice-request.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';

export interface ArchiveInput {
  readonly commandId: string;
  readonly id: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly template: string;
  /** Number of the clearance that it shows (DO5). */
  readonly clearance?: string;
}

/** Names the archived PDF of a document by its hash (EV11); said once. */
export const archiveDocument: Command<ArchiveInput, { id: string }> = {
  decide: async (input, context) => {
    const found = await context.lookup('documents', { ids: [input.id] });
    if (!found.ok) return found;
    const document = found.value[0];
    if (!document) return err({ kind: 'not-found', what: 'document', id: input.id });
    if (document.archived) return ok([]);
    const { sha256, bytes, template, clearance } = input;
    const shows = clearance === undefined ? {} : { clearance };
    return ok([event('document.archived', input.id, context.today, { sha256, bytes, template, ...shows })]);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};

interface ReleaseInput {
  readonly commandId: string;
  readonly id: string;
  readonly how: 'printed' | 'mailed' | 'exported';
}

/**
 * Records that the document left the office, for the first time: from then on it cannot be voided (DO1). One that was only
 * exported still has its original to give, so its first print or mail is recorded too (DO7). So has one that waits for its
 * clearance: the original is the paper that shows it (DO5).
 */
export const releaseDocument: Command<ReleaseInput, { id: string }> = {
  decide: async (input, context) => {
    const found = await context.lookup('documents', { ids: [input.id] });
    if (!found.ok) return found;
    const document = found.value[0];
    if (!document) return err({ kind: 'not-found', what: 'document', id: input.id });
    const how = document.duty === 'clearance' ? 'exported' : input.how;
    const isKnown = how === 'exported' ? document.released : document.handedOut;
    return isKnown ? ok([]) : ok([event('document.released', input.id, context.today, { how })]);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};

interface EInvoiceInput {
  readonly commandId: string;
  readonly id: string;
  readonly format: EInvoiceFormat;
  readonly sha256: string;
  readonly bytes: number;
}

/** Names the bytes of an e-invoice that was made of a document (EV11). */
export const recordEInvoice: Command<EInvoiceInput, { id: string }> = {
  decide: async ({ id, format, sha256, bytes }, context) => {
    const found = await context.lookup('documents', { ids: [id] });
    if (!found.ok) return found;
    if (!found.value[0]) return err({ kind: 'not-found', what: 'document', id });
    return ok([event('document.einvoiced', id, context.today, { format, sha256, bytes })]);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};
