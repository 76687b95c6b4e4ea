/** Begins a draft with what an issued invoice holds: a copy (DO6), the credit note over it (DO4), the invoice over an offer. */
import type { InputOf } from '../../../../../shared/contract/contract.ts';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { beginDraft, openMade } from '../../../app/begin-draft.ts';
import { invoke } from '../../../data/client.ts';
import { notifyError } from '../../../ui/notify.ts';

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
