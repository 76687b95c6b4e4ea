/** What posting and applying credit share: allocations checked against what is left (AL2, AL3). */

import type { DocumentLookup } from '../../shared/contract/books-port.ts';
import { laterDay } from '../../shared/domain/day.ts';
import { isOwed } from '../../shared/domain/document-kinds.ts';
import type { Day, Minor } from '../../shared/domain/money.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import type { SettlementSource } from '../../shared/events/payments.ts';
import type { CommandContext } from './command.ts';

export interface AllocationRequest {
  readonly target: string;
  readonly amount: Minor;
}

/** The invoices that a command settles, each once, all of one customer and currency, none void. */
export async function settleable(
  context: CommandContext,
  ids: readonly string[],
  of: { readonly customer: string; readonly currency: string },
): Promise<Result<ReadonlyMap<string, DocumentLookup>, AppError>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return ok(new Map());
  const found = await context.lookup('documents', { ids: wanted });
  if (!found.ok) return found;
  const documents = new Map(found.value.map((document) => [document.id, document]));
  for (const id of wanted) {
    const document = documents.get(id);
    if (!document || !isOwed(document.kind)) return err({ kind: 'not-found', what: 'document', id });
    const params = { number: document.number };
    if (document.customer !== of.customer)
      return err({ kind: 'refused', reason: 'customer-differs', params });
    if (document.currency !== of.currency)
      return err({ kind: 'refused', reason: 'currency-differs', params });
    if (document.void) return err({ kind: 'refused', reason: 'already-void', params });
  }
  return ok(documents);
}

/** Refuses what would take more from an invoice than is outstanding (AL3); amounts in minor units per invoice. */
export function checkRoom(
  documents: ReadonlyMap<string, DocumentLookup>,
  asked: readonly AllocationRequest[],
): Result<void, AppError> {
  const sums = new Map<string, number>();
  for (const { target, amount } of asked) sums.set(target, (sums.get(target) ?? 0) + amount);
  for (const [target, amount] of sums) {
    const document = documents.get(target);
    if (document && amount > document.outstanding) {
      return err({
        kind: 'refused',
        reason: 'not-enough-room',
        params: {
          number: document.number,
          asked: { minor: amount, currency: document.currency },
          left: { minor: document.outstanding, currency: document.currency },
        },
      });
    }
  }
  return ok(undefined);
}

/**
 * Allocation events from one source. Effective on the later of the two documents' days (AL2), but not before the last
 * day on which something was taken back from either: only from then on is the room there. `purpose` tells the ids of
 * several sources in one commit apart.
 */
export function allocationEvents(
  context: CommandContext,
  source: SettlementSource & { readonly day: Day; readonly roomFrom: Day },
  documents: ReadonlyMap<string, DocumentLookup>,
  asked: readonly AllocationRequest[],
  purpose = 'allocation',
): DomainEvent[] {
  return asked.flatMap(({ target, amount }, index) => {
    const document = documents.get(target);
    if (!document || amount === 0) return [];
    const days = [source.day, source.roomFrom, document.issueDate, document.roomFrom];
    const effective = days.reduce(laterDay);
    return [
      event('allocation.made', context.newId(`${purpose}/${index}`), effective, {
        source: { kind: source.kind, id: source.id },
        target,
        amount,
        customer: document.customer,
        currency: document.currency,
      }),
    ];
  });
}
