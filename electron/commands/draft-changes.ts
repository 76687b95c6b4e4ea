/** What a clerk changed of a draft, field by field and line by line, so that two desks can work on one (EV4). */
import { canonicalJson } from '../../shared/events/canonical-json.ts';
import type { Draft, DraftHeader, DraftLine } from '../../shared/events/drafts.ts';

/** As a `draft.set` event carries it: a line that is `null` was removed; an order that is `null` stayed. */
export interface DraftChanges {
  readonly fields: Partial<DraftHeader>;
  readonly lines: Record<string, DraftLine | null>;
  readonly order: string[] | null;
}

const same = (a: unknown, b: unknown) => canonicalJson({ value: a }) === canonicalJson({ value: b });

/** What changed from one version of a draft to the next; `null` when nothing did. */
export function draftChanges(before: Draft | null, after: Draft): DraftChanges | null {
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

/** The draft as it is with the changes; lines that their order does not name stand at the end. */
export function withDraftChanges(draft: Draft, { fields, lines, order }: DraftChanges): Draft {
  const byId = new Map<string, DraftLine | null>(draft.lines.map((line) => [line.id, line]));
  for (const [id, line] of Object.entries(lines)) byId.set(id, line);
  const ids = [...new Set([...(order ?? []), ...byId.keys()])];
  return { ...draft, ...fields, lines: ids.flatMap((id) => byId.get(id) ?? []) };
}
