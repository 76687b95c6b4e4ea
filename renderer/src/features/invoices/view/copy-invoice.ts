/** Begins a draft with what an issued invoice holds: a copy (DO6), the credit note over it (DO4), the invoice over an offer. */
import { go } from '../../../app/navigation.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { notifyError } from '../../../ui/notify.ts';

/** The draft is kept before it is shown, so that nothing of it depends on the form. */
async function beginDraft(
  channel: 'invoices.copy' | 'invoices.credit' | 'offers.invoice',
  id: string,
  focus: string,
) {
  const made = await invoke(channel, { id });
  if (!made.ok) return notifyError(made.error);
  const draft = newId();
  const kept = await invoke('drafts.keep', { id: draft, draft: made.value.draft, focus });
  if (!kept.ok) return notifyError(kept.error);
  await go({ screen: 'draft', id: draft });
}

export const copyInvoice = (id: string): Promise<void> => beginDraft('invoices.copy', id, 'customer');

export const creditInvoice = (id: string): Promise<void> =>
  beginDraft('invoices.credit', id, 'credits.reason');

export const invoiceOffer = (id: string): Promise<void> => beginDraft('offers.invoice', id, 'orderNumber');
