/** Begins a draft with what an issued invoice holds: a copy (DO6), the credit note over it (DO4), the invoice over an offer. */
import type { InputOf } from '../../../../../shared/contract/contract.ts';
import type { AppError, Result } from '../../../../../shared/errors/index.ts';
import type { Draft } from '../../../../../shared/events/drafts.ts';
import { go } from '../../../app/navigation.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { notifyError } from '../../../ui/notify.ts';

/** The draft is kept before it is shown, so that nothing of it depends on the form. */
async function beginDraft(
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
async function openMade(
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

export const copyInvoice = (id: string): Promise<void> => beginDraft('invoices.copy', id, 'customer');

export const creditInvoice = (id: string): Promise<void> =>
  beginDraft('invoices.credit', id, 'credits.reason');

export const invoiceOffer = (id: string): Promise<void> => beginDraft('offers.invoice', id, 'orderNumber');

/** The invoice that ends the order of a deposit invoice, and deducts it (AL3). */
export const finalInvoice = (id: string): Promise<void> => beginDraft('deposits.invoice', id, 'orderNumber');

/** A debit note that raises an invoice (DO4). */
export const chargeInvoice = (id: string): Promise<void> => beginDraft('invoices.charge', id, 'about.reason');

/** A deposit invoice on an offer; answers what went wrong, so that the dialog can say it. */
export const depositOnOffer = async (
  id: string,
  asked: InputOf<'offers.deposit'>['asked'],
): Promise<AppError | null> => openMade(await invoke('offers.deposit', { id, asked }), 'issueDate');

/** A delivery note over what an offer promises. */
export const deliverOffer = (id: string): Promise<void> => beginDraft('offers.deliver', id, 'orderNumber');

/** One invoice over deliveries of one customer (RE4). */
export async function invoiceDeliveries(ids: readonly string[]): Promise<void> {
  const failure = await openMade(await invoke('deliveries.invoice', { ids: [...ids] }), 'orderNumber');
  if (failure) notifyError(failure);
}
