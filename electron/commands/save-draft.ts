/** Commits a draft as the fields and lines that changed, so that two desks can work on one draft (EV4, EV12). */
import type { OutputOf, ParsedInputOf } from '../../shared/contract/contract.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import type { Draft, DraftHeader, DraftLine } from '../../shared/events/drafts.ts';
import { event } from '../../shared/events/event-types.ts';
import type { Command } from './command.ts';
import { cardNumberProblems } from './save-record.ts';
import { seenBefore } from './seen-before.ts';

/** Also of fields that may be absent. */
const same = (a: unknown, b: unknown) => canonicalJson({ value: a }) === canonicalJson({ value: b });

/** What changed from one version of a draft to the next; `null` when nothing did. */
export function draftChanges(
  before: Draft | null,
  after: Draft,
): { fields: Partial<DraftHeader>; lines: Record<string, DraftLine | null>; order: string[] | null } | null {
  const { lines: linesAfter, ...headerAfter } = after;
  const headerBefore: Partial<Draft> = before ?? {};
  const fields = Object.fromEntries(
    Object.entries(headerAfter).filter(
      ([name, value]) => !(name in headerBefore) || !same(headerBefore[name as keyof DraftHeader], value),
    ),
  ) as Partial<DraftHeader>;
  const lines: Record<string, DraftLine | null> = {};
  const old = new Map((before?.lines ?? []).map((line) => [line.id, line]));
  for (const line of linesAfter) {
    const earlier = old.get(line.id);
    if (!earlier || !same(earlier, line)) lines[line.id] = line;
    old.delete(line.id);
  }
  for (const id of old.keys()) lines[id] = null;
  const order = linesAfter.map((line) => line.id);
  const reordered = !same(
    order,
    (before?.lines ?? []).map((line) => line.id),
  );
  if (Object.keys(fields).length === 0 && Object.keys(lines).length === 0 && !reordered) return null;
  return { fields, lines, order: reordered ? order : null };
}

export const saveDraft: Command<ParsedInputOf<'drafts.save'>, OutputOf<'drafts.save'>> = {
  decide: async (input, context) => {
    const cards = cardNumberProblems({ notes: input.draft.notes, orderNumber: input.draft.orderNumber });
    if (cards.length > 0) return err({ kind: 'invalid', fields: cards });
    const issued = await context.lookup('documents', { ids: [input.id] });
    if (!issued.ok) return issued;
    if (issued.value[0]) {
      return err({ kind: 'refused', reason: 'already-issued', params: { number: issued.value[0].number } });
    }
    const found = await context.lookup('draft', { id: input.id });
    if (!found.ok) return found;
    const changes = draftChanges(found.value?.draft ?? null, input.draft);
    if (!changes) return ok([]);
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
