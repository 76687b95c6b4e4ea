/** The draft of an invoice over what is left of an offer, with the deposits that were paid on it deducted (DO1, AL3). */
import { Decimal, decimal } from '../../shared/domain/decimal.ts';
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { isOffer } from '../../shared/domain/document-kinds.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import { termsOf } from '../commands/copy-document.ts';
import type { Delivery } from '../commands/delivery-draft.ts';
import { cutToLeft, leftOf } from '../commands/left-of-offer.ts';
import type { Company } from '../company/company.ts';

export async function invoiceOfOffer(
  company: Company,
  id: string,
): Promise<Result<{ readonly draft: Draft }, AppError>> {
  const { keeper } = company;
  const found = await toInvoice(company, id);
  if (!found.ok) return found;
  if (!found.value) return err({ kind: 'not-found', what: 'document', id });
  const { offer, left } = found.value;
  const terms = await keeper.lookup('terms', {});
  if (!terms.ok) return terms;
  const draft = { ...left, kind: 'invoice' as const, terms: termsOf(offer, terms.value) };
  if (draft.lines.length === 0) {
    const params = { number: offer.number };
    return err({ kind: 'refused', reason: 'nothing-to-invoice', params });
  }
  const { customerId: customer, currency } = offer;
  const open = await keeper.lookup('deposits', { ids: [], of: { customer, currency } });
  if (!open.ok) return open;
  const paid = open.value.filter((deposit) => deposit.offers.includes(id) && deposit.outstanding <= 0);
  if (paid.length === 0) return ok({ draft });
  return ok({ draft: { ...draft, deposits: paid.map((deposit) => deposit.id) } });
}

interface ToInvoice {
  readonly offer: IssuedDocument;
  /** What no standing invoice has billed yet, with the ids of the offer's lines. */
  readonly left: Draft;
}

/**
 * What is left to invoice of an offer, whichever way it was billed: by invoices that were made of it, and by those over its
 * delivery notes (RE4).
 * @returns `null` where the document is no offer.
 */
export async function toInvoice(company: Company, id: string): Promise<Result<ToInvoice | null, AppError>> {
  const { keeper, today } = company;
  const [found, offer] = await Promise.all([
    keeper.query('documents.get', { id, today }),
    keeper.lookup('issued', { id }),
  ]);
  if (!found.ok) return found;
  if (!offer.ok) return offer;
  if (!offer.value || !isOffer(offer.value.kind)) return ok(null);
  const { copies, namedBy } = found.value;
  const notes = namedBy.filter(({ kind }) => kind === 'deliveryNote');
  const rows = await keeper.lookup('documents', { ids: [...copies, ...notes].map((part) => part.id) });
  if (!rows.ok) return rows;
  const standing = rows.value.filter((row) => !row.void && row.credited === 0);
  const invoices = standing.filter(({ kind }) => kind !== 'deliveryNote');
  // An invoice of the offer that names a delivery bills both at once.
  const own = new Set(invoices.map(({ number }) => number));
  const billed = standing.filter(({ billedBy }) => billedBy !== null && !own.has(billedBy));
  const parts = await Promise.all(
    [...invoices, ...billed].map((row) => keeper.lookup('issued', { id: row.id })),
  );
  const issued = parts.flatMap((part) => (part.ok && part.value ? [part.value] : []));
  return ok({ offer: offer.value, left: leftOf(id, offer.value, issued) });
}

/**
 * Deliveries as far as their offers are not billed yet: what an invoice of the offer has billed already is billed by no
 * delivery. Lines of no offer stay.
 */
export async function notBilledYet(
  company: Company,
  deliveries: readonly Delivery[],
): Promise<Result<Delivery[], AppError>> {
  const left = new Map<string, Decimal>();
  const named = deliveries.flatMap(({ document }) => document.about?.documents ?? []);
  for (const id of new Set(named.map((one) => one.id))) {
    const found = await toInvoice(company, id);
    if (!found.ok) return found;
    for (const line of found.value?.offer.lines ?? []) left.set(line.id, new Decimal(0));
    for (const line of found.value?.left.lines ?? []) left.set(line.id, decimal(line.quantity));
  }
  const cut = deliveries.map(({ id, document }) => ({ id, document: cutToLeft(document, left) }));
  return ok(cut.filter(({ document }) => document.lines.length > 0));
}
