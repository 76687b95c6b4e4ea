/** What was said of entries of the review list. */
import type { Memory } from '../memory.ts';

/** Whether a person has said a word about just this; a word about what it was before does not count. */
export function isAnswered(memory: Memory, key: string, of: string): boolean {
  for (const { fields } of memory.records.answers.values())
    if (fields.key === key && fields.of === of && fields.answer !== 'open') return true;
  return false;
}
