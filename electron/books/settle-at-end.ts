/**
 * The common case of settlement without folding a component again: a new allocation or deduction at the end of the order
 * that fits whole. From `roomFrom` on a rest only falls, so on every later day at least the final rest is there; what
 * fits into that takes nothing from anything that stands already. A property test holds this to the fold.
 */
import { isBilling, isOwed } from '../../shared/domain/document-kinds.ts';
import { type Day, type Minor, minor } from '../../shared/domain/money.ts';
import { isOfSource } from '../../shared/events/payments.ts';
import { FOREVER } from '../../shared/events/settlement.ts';
import type { AllocationRow, DocumentRow, PaymentRow, ReductionRow, Rest } from './rows.ts';
import { spanOf } from './span.ts';
import type { SubjectKey, Workspace } from './workspace.ts';

const later = (a: Day, b: Day): Day => (a > b ? a : b);

function reducedRest(row: DocumentRow | PaymentRow, by: Minor, from: Day, order: string): Rest {
  const rest = minor(row.rest - by);
  const last = later(row.last, from);
  const { roomFrom } = row;
  const closed = rest === 0 ? last : FOREVER;
  const settled = row.settled || by > 0;
  return { rest, last, roomFrom, closed, span: spanOf(row.from, closed), settled, order };
}

/** The subject when its stored rest is whole and can be taken from on `from` or later; else undefined. */
function steady(
  work: Workspace,
  key: SubjectKey,
  currency: string | null,
): DocumentRow | PaymentRow | undefined {
  if (work.refold[key.table].has(key.id)) return undefined;
  const row = work.subject(key);
  return row && !row.end && !isIdle(row) && (currency === null || row.currency === currency)
    ? row
    : undefined;
}

function take(work: Workspace, key: SubjectKey, by: Minor, from: Day, order?: string): void {
  const row = work.subject(key);
  if (!row) return;
  const rest = reducedRest(row, by, from, order ?? row.order);
  if (key.table === 'documents') work.documents.set({ ...(row as DocumentRow), ...rest });
  else work.payments.set({ ...(row as PaymentRow), ...rest });
}

/** Quotes and pro-formas neither owe nor give. */
export const isIdle = (row: DocumentRow | PaymentRow): boolean => 'kind' in row && !isBilling(row.kind);

export const isTarget = (row: DocumentRow | PaymentRow): boolean => 'kind' in row && isOwed(row.kind);

/** The allocation as it stands when it fits whole at the end of the order, its two sides moved; else undefined. */
export function allocateAtEnd(
  work: Workspace,
  allocation: AllocationRow,
  sourceKey: SubjectKey,
  targetKey: SubjectKey,
): AllocationRow | undefined {
  const source = steady(work, sourceKey, allocation.currency);
  const target = steady(work, targetKey, allocation.currency);
  if (work.isNamed(allocation.id)) return undefined;
  if (!source || !target || allocation.end || isTarget(source) || !isTarget(target)) return undefined;
  const { asked, order } = allocation;
  const from = later(allocation.effective, later(source.from, target.from));
  const free = (row: Rest) => from >= row.roomFrom && asked <= row.rest && order > row.order;
  if (!free(source) || !free(target)) return undefined;
  take(work, sourceKey, asked, from, order);
  take(work, targetKey, asked, from, order);
  return { ...allocation, amount: asked, cut: minor(0), from, until: FOREVER };
}

/** Whether a new deduction or refund fits into what is left at the end; then its subject is moved. */
export function reduceAtEnd(work: Workspace, reduction: ReductionRow, key: SubjectKey): boolean {
  const subject = steady(work, key, reduction.currency);
  if (!subject || reduction.end || reduction.amount < 0) return false;
  if (isTarget(subject) === isOfSource(reduction.kind)) return false;
  const from = later(reduction.from, subject.from);
  if (from < subject.roomFrom || reduction.amount > subject.rest) return false;
  take(work, key, reduction.amount, from);
  return true;
}
