/** One field of a draft as the record keeps it: a header field, or a line by its id (EV4). Pure. */
import type { OutputOf } from '../../../../../shared/contract/contract.ts';

type Draft = OutputOf<'drafts.get'>['draft'];

/** The draft with `value` in the field; the line `line/<id>` is put back where it stood, at the end, or taken out by `null`. */
export function withField(draft: Draft, field: string, value: unknown): Draft {
  if (!field.startsWith('line/')) return { ...draft, [field]: value };
  const id = field.slice('line/'.length);
  if (value === null) return { ...draft, lines: draft.lines.filter((line) => line.id !== id) };
  const line = value as Draft['lines'][number];
  const known = draft.lines.some((each) => each.id === id);
  return {
    ...draft,
    lines: known ? draft.lines.map((each) => (each.id === id ? line : each)) : [...draft.lines, line],
  };
}
