/** Which draft was open when the window went: leaving, closing and crashing bring the clerk back to the same field. */
import { invoke } from './client.ts';
import { noteFor, recall } from './lists.ts';

const key = (company: string): string => `open-draft.${company}`;

/** Notes the draft that is open in a company, or that none is. */
export function noteOpenDraft(company: string, draft: string | null): void {
  if ((recall<string | null>(key(company)) ?? null) !== draft) noteFor(key(company), draft);
}

/** The draft to go back to, if it is still one; nothing when it was issued or discarded meanwhile. */
export async function draftToResume(company: string): Promise<string | null> {
  const draft = recall<string | null>(key(company)) ?? null;
  if (draft === null) return null;
  const reply = await invoke('drafts.get', { id: draft });
  return reply.ok ? draft : null;
}
