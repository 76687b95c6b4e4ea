/** Copies an issued invoice into a new draft and opens it (DO6). */
import { go } from '../../../app/navigation.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { errorWords } from '../../../text/error-words.ts';
import { note } from '../../../ui/undo-note.tsx';

/** The draft is kept before it is shown, so that nothing of it depends on the form. */
export async function copyInvoice(id: string): Promise<void> {
  const copy = await invoke('invoices.copy', { id });
  if (!copy.ok) return note(errorWords(copy.error).what);
  const draft = newId();
  const kept = await invoke('drafts.keep', { id: draft, draft: copy.value.draft, focus: 'customer' });
  if (!kept.ok) return note(errorWords(kept.error).what);
  await go({ screen: 'draft', id: draft });
}
