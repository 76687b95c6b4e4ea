/** Commits a draft as the fields and lines that changed, so that two desks can work on one draft (EV4, EV12). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';
import { draftChanges } from './draft-changes.ts';
import { knowing, seenBefore } from './seen-before.ts';

/** Also of fields that may be absent. */
export const saveDraft: Command<ParsedInputOf<'drafts.save'>, OutputOf<'drafts.save'>> = {
  decide: async (input, context) => {
    const issued = await context.lookup('documents', { ids: [input.id] });
    if (!issued.ok) return issued;
    if (issued.value[0]) {
      return err({ kind: 'refused', reason: 'already-issued', params: { number: issued.value[0].number } });
    }
    const found = await context.lookup('draft', { id: input.id });
    if (!found.ok) return found;
    const { base } = input;
    // A field set on it now would bring nothing back: what was discarded stays so.
    if (base && !found.value) return err({ kind: 'refused', reason: 'draft-discarded' });
    const changes = draftChanges(base?.draft ?? found.value?.draft ?? null, input.draft);
    if (!changes) return ok([]);
    if (base) {
      return ok([
        event('draft.set', input.id, context.today, { ...changes, ...knowing(context, base.seen) }),
      ]);
    }
    const known = found.value ? await seenBefore(context, { table: 'drafts', id: input.id }) : ok({});
    if (!known.ok) return known;
    return ok([event('draft.set', input.id, context.today, { ...changes, ...known.value })]);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};

export const discardDraft: Command<ParsedInputOf<'drafts.discard'>, OutputOf<'drafts.discard'>> = {
  decide: async (input, context) => {
    const found = await context.lookup('draft', { id: input.id });
    if (!found.ok) return found;
    return ok(found.value ? [event('draft.discarded', input.id, context.today, {})] : []);
  },
  answer: (_events, _commitId, input) => ({ id: input.id }),
};
