/** Copies an issued invoice into a new draft and opens it (DO6). */
import { go } from '../../../app/navigation.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { notifyError } from '../../../ui/notify.ts';

/** The draft is kept before it is shown, so that nothing of it depends on the form. */
export async function copyInvoice(id: string): Promise<void> {
  const copy = await invoke('invoices.copy', { id });
  if (!copy.ok) return notifyError(copy.error);
  const draft = newId();
  const kept = await invoke('drafts.keep', { id: draft, draft: copy.value.draft, focus: 'customer' });
  if (!kept.ok) return notifyError(kept.error);
  await go({ screen: 'draft', id: draft });
}
