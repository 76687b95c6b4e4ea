/** The draft of an invoice over what is left of an offer, with the deposits that were paid on it deducted (DO1, AL3). */
import { isOffer } from '../../shared/domain/document-kinds.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { termsOf } from '../commands/copy-document.ts';
import { leftOf } from '../commands/left-of-offer.ts';
import type { Company } from '../company/company.ts';

export async function invoiceOfOffer(
  company: Company,
  id: string,
): Promise<Result<{ readonly draft: Draft }, AppError>> {
  const { keeper, today } = company;
  const [found, offer] = await Promise.all([
    keeper.query('documents.get', { id, today }),
    keeper.lookup('issued', { id }),
  ]);
  if (!found.ok) return found;
  if (!offer.ok) return offer;
  if (!offer.value || !isOffer(offer.value.kind)) return err({ kind: 'not-found', what: 'document', id });
  const rows = await keeper.lookup('documents', { ids: found.value.copies.map((copy) => copy.id) });
  if (!rows.ok) return rows;
  const standing = rows.value.filter((row) => !row.void && row.credited === 0);
  const invoices = await Promise.all(standing.map((row) => keeper.lookup('issued', { id: row.id })));
  const issued = invoices.flatMap((invoice) => (invoice.ok && invoice.value ? [invoice.value] : []));
  const terms = await keeper.lookup('terms', {});
  if (!terms.ok) return terms;
  const left = leftOf(id, offer.value, issued);
  const draft = { ...left, kind: 'invoice' as const, terms: termsOf(offer.value, terms.value) };
  if (draft.lines.length === 0) {
    const params = { number: offer.value.number };
    return err({ kind: 'refused', reason: 'nothing-to-invoice', params });
  }
  const { customerId: customer, currency } = offer.value;
  const open = await keeper.lookup('deposits', { ids: [], of: { customer, currency } });
  if (!open.ok) return open;
  const paid = open.value.filter((deposit) => deposit.offers.includes(id) && deposit.outstanding <= 0);
  if (paid.length === 0) return ok({ draft });
  return ok({ draft: { ...draft, deposits: paid.map((deposit) => deposit.id) } });
}
