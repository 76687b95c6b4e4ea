/** Begins a draft with what an issued document holds, and opens it. */
import type { AppError, Result } from '../../../shared/errors/index.ts';
import type { Draft } from '../../../shared/events/drafts.ts';
import { invoke } from '../data/client.ts';
import { newId } from '../data/ids.ts';
import { notifyError } from '../ui/notify.ts';
import { go } from './navigation.ts';

/** The draft is kept before it is shown, so that nothing of it depends on the form. */
export async function beginDraft(
  channel:
    | 'invoices.copy'
    | 'invoices.credit'
    | 'offers.invoice'
    | 'deposits.invoice'
    | 'invoices.charge'
    | 'offers.deliver',
  id: string,
  focus: string,
) {
  const failure = await openMade(await invoke(channel, { id }), focus);
  if (failure) notifyError(failure);
}

/** Keeps a draft that was made and opens it; what went wrong, if anything did. */
export async function openMade(
  made: Result<{ readonly draft: Draft }, AppError>,
  focus: string,
): Promise<AppError | null> {
  if (!made.ok) return made.error;
  const draft = newId();
  const kept = await invoke('drafts.keep', { id: draft, draft: made.value.draft, focus });
  if (!kept.ok) return kept.error;
  await go({ screen: 'draft', id: draft });
  return null;
}
