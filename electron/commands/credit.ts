/** What a credit note does besides being issued: it names its invoices and settles them in the same commit (DO4, EV6). */
import type { DocumentLookup } from '../../shared/contract/books-port.ts';
import { shareCredit } from '../../shared/domain/credit-note.ts';
import type { Credits, DeductedDeposit, IssuedDocument } from '../../shared/domain/document.ts';
import { type Minor, minor } from '../../shared/domain/money.ts';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import type { Draft } from '../../shared/events/drafts.ts';
import type { DomainEvent } from '../../shared/events/event-types.ts';
import type { CommandContext, Reader } from './command.ts';
import { allocationEvents } from './settle.ts';

/** The invoices that a draft credits, in the order in which it names them; those that do not exist are left out. */
export async function creditedInvoices(
  reader: Reader,
  draft: Draft,
): Promise<Result<readonly DocumentLookup[], AppError>> {
  const ids = draft.kind === 'creditNote' ? (draft.credits?.invoices ?? []) : [];
  if (ids.length === 0) return ok([]);
  const found = await reader.lookup('documents', { ids });
  if (!found.ok) return found;
  return ok(ids.flatMap((id) => found.value.find((one) => one.id === id) ?? []));
}

/** The deposits that a credit note gives back, with their tax as the invoices that it names deducted it (AL3). */
export async function freedDeposits(
  reader: Reader,
  { kind, deposits = [], credits }: Draft,
): Promise<Result<readonly DeductedDeposit[], AppError>> {
  if (kind !== 'creditNote' || deposits.length === 0) return ok([]);
  const known: DeductedDeposit[] = [];
  for (const id of credits?.invoices ?? []) {
    const invoice = await reader.lookup('issued', { id });
    if (!invoice.ok) return invoice;
    known.push(...(invoice.value?.deposits ?? []));
  }
  return ok(deposits.flatMap((id) => known.find((one) => one.id === id) ?? []));
}

/** What the credit note will say of its reference. `total` in minor units of the draft's currency. */
export function creditsOf(draft: Draft, total: Minor, invoices: readonly DocumentLookup[]): Credits {
  const shares = shareCredit(total, invoices, draft.deposits ?? []);
  return {
    invoices: invoices.map(({ id, number, issueDate }, index) => ({
      id,
      number,
      issueDate,
      amount: shares[index]?.amount ?? minor(0),
    })),
    period: draft.credits?.period ?? null,
    reason: draft.credits?.reason ?? '',
  };
}

/**
 * The allocations of a fresh credit note: to each invoice that it names its share, as far as the invoice is still
 * open. The rest is the customer's credit (DO4).
 */
export function creditAllocations(
  context: CommandContext,
  id: string,
  note: IssuedDocument,
  invoices: readonly DocumentLookup[],
): DomainEvent[] {
  const open = new Map(invoices.map((invoice) => [invoice.id, invoice]));
  const asked = (note.credits?.invoices ?? []).map((share) => ({
    target: share.id,
    amount: minor(Math.max(0, Math.min(share.amount, open.get(share.id)?.outstanding ?? 0))),
  }));
  const source = { kind: 'creditNote', id, day: note.issueDate, roomFrom: note.issueDate } as const;
  return allocationEvents(context, source, open, asked);
}
