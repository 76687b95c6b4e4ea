/** Committed drafts: header fields, lines and their order merge one by one; what was discarded or issued stays so (EV4, EV5). */
import { mergeFields } from '../../../shared/events/records.ts';
import type { DraftRow } from '../rows.ts';
import { type Act, type Happening, withCommit } from './act.ts';
import { noteWriter } from './records.ts';

/** A document stands under the id of the draft that it was issued from, so one that came before the draft tells of it. */
function rowOf({ work }: Act, id: string): DraftRow {
  const issued = work.documents.get(id) !== undefined;
  return work.drafts.get(id) ?? { id, merged: {}, history: [], changed: 0, discarded: false, issued };
}

function change(act: Act, id: string, by: (row: DraftRow) => Partial<DraftRow>): void {
  const { drafts, topics } = act.work;
  const row = rowOf(act, id);
  const changed = Math.max(row.changed, act.recorded);
  drafts.set({ ...row, changed, history: withCommit(row.history, act.commit), ...by(row) });
  topics.add('drafts');
}

/** A draft's event as fields for the merge: lines are fields of their own, so that two people can type at once. */
export function draftFields(data: Happening<'draft.set'>['event']['data']): Record<string, unknown> {
  const fields: Record<string, unknown> = { ...data.fields };
  for (const [id, line] of Object.entries(data.lines)) fields[`line/${id}`] = line;
  if (data.order) fields.order = data.order;
  return fields;
}

export function draftSet(act: Act, { event }: Happening<'draft.set'>): void {
  change(act, event.entity, (row) => ({
    writers: noteWriter(act, row, event.data.seen, 'drafts'),
    merged: mergeFields(row.merged, draftFields(event.data), act.clock, act.commit),
  }));
}

export function draftDiscarded(act: Act, { event }: Happening<'draft.discarded'>): void {
  change(act, event.entity, () => ({ discarded: true }));
}

/** A document was issued from the draft; most drafts were never committed, and then nothing is kept of them. */
export function markIssued(act: Act, draft: string, document: string): void {
  const { drafts, topics } = act.work;
  if (drafts.get(draft) || draft !== document) drafts.set({ ...rowOf(act, draft), issued: true });
  topics.add('drafts');
}
