/** Allocations, deductions, refunds, what is written to income, and their take-backs as facts; what stands of them is `settlement.ts`'s to say (AL2, AL9). */
import type { Day, Minor } from '../../../shared/domain/money.ts';
import { minor } from '../../../shared/domain/money.ts';
import type { SettlementSource } from '../../../shared/events/payments.ts';
import type { AllocationRow, End, ReductionRow } from '../rows.ts';
import { allocateAtEnd, reduceAtEnd } from '../settle-at-end.ts';
import type { SubjectKey } from '../workspace.ts';
import { type Act, allocationOrder, type Happening } from './act.ts';
import { added, earlierEnd, linkSubject } from './facts.ts';

export const sourceKey = (source: SettlementSource): SubjectKey => ({
  table: source.kind === 'payment' ? 'payments' : 'documents',
  id: source.id,
});

export const targetKey = (id: string): SubjectKey => ({ table: 'documents', id });

export function allocationMade(act: Act, { event, index }: Happening<'allocation.made'>): void {
  const { work, commit } = act;
  const { data, entity } = event;
  const known = work.allocations.get(entity);
  // Ids are random: two commits that claim one are no accident, and the smaller commit id decides on every device.
  if (known && known.commit <= commit) return;
  const source = sourceKey(data.source);
  const target = targetKey(data.target);
  if (known) {
    work.needsRefold({ table: known.sourceTable, id: known.source });
    work.needsRefold(targetKey(known.target));
  }
  const end = known?.end ?? work.takeWaiting('allocations', entity)?.end ?? null;
  const row: AllocationRow = {
    id: entity,
    sourceTable: source.table,
    source: source.id,
    target: target.id,
    currency: data.currency,
    asked: data.amount,
    effective: event.effective,
    commit,
    order: allocationOrder(act.order, index),
    end,
    amount: minor(0),
    cut: data.amount,
    from: event.effective,
    until: event.effective,
  };
  for (const key of [source, target]) {
    linkSubject(work, key, (links) => ({ allocations: added(links.allocations, entity) }));
  }
  const stands = known ? undefined : allocateAtEnd(work, row, source, target);
  work.allocations.set(stands ?? row);
  if (!stands) {
    work.needsRefold(source);
    work.needsRefold(target);
  }
  work.topics.add('documents').add('payments');
}

export function allocationTakenBack(act: Act, { event }: Happening<'allocation.taken-back'>): void {
  const { work } = act;
  const row = work.allocations.get(event.entity);
  const end = takeBack(act, event.effective, event.data.reason);
  work.topics.add('documents').add('payments');
  if (!row) {
    work.wait('allocations', event.entity, (links) => ({ end: earlierEnd(links.end, end) }));
    return;
  }
  work.allocations.set({ ...row, end: earlierEnd(row.end, end) });
  work.needsRefold({ table: row.sourceTable, id: row.source });
  work.needsRefold(targetKey(row.target));
}

export function deductionMade(act: Act, { event }: Happening<'deduction.made'>): void {
  const { target, kind, amount, currency, payment, tax } = event.data;
  reduced(act, {
    id: event.entity,
    kind,
    amount,
    ...(tax === undefined ? {} : { tax }),
    currency,
    from: event.effective,
    subject: targetKey(target),
  });
  if (payment) {
    linkSubject(act.work, { table: 'payments', id: payment }, (links) => ({
      granted: added(links.granted, event.entity),
    }));
  }
  act.work.topics.add('documents');
}

export function refundMade(act: Act, { event }: Happening<'refund.made'>): void {
  const { source, amount } = event.data;
  const subject = sourceKey(source);
  reduced(act, { id: event.entity, kind: 'refund', amount, currency: null, from: event.effective, subject });
  act.work.topics.add('payments').add('documents');
}

export function creditWritten(act: Act, { event }: Happening<'credit.written'>): void {
  const { source, amount } = event.data;
  const subject = sourceKey(source);
  reduced(act, { id: event.entity, kind: 'income', amount, currency: null, from: event.effective, subject });
  act.work.topics.add('payments').add('documents');
}

interface Reduced {
  readonly id: string;
  readonly kind: string;
  readonly amount: Minor;
  readonly tax?: Minor;
  readonly currency: string | null;
  readonly from: Day;
  readonly subject: SubjectKey;
}

function reduced({ work, commit }: Act, fact: Reduced): void {
  const known = work.reductions.get(fact.id);
  if (known && known.commit <= commit) return;
  if (known) work.needsRefold({ table: known.subjectTable, id: known.subject });
  const { id, kind, amount, tax, currency, from, subject } = fact;
  const end = known?.end ?? work.takeWaiting('reductions', id)?.end ?? null;
  const row: ReductionRow = {
    id,
    subjectTable: subject.table,
    subject: subject.id,
    kind,
    currency,
    amount,
    ...(tax === undefined ? {} : { tax }),
    from,
    commit,
    end,
  };
  work.reductions.set(row);
  linkSubject(work, subject, (links) => ({ reductions: added(links.reductions, id) }));
  if (known || !reduceAtEnd(work, row, subject)) work.needsRefold(subject);
}

export function deductionTakenBack(act: Act, { event }: Happening<'deduction.taken-back'>): void {
  const { work } = act;
  const row = work.reductions.get(event.entity);
  const end = takeBack(act, event.effective, event.data.reason);
  // A refund too may be taken back: one that was recorded twice (EV6); and credit that was written to income (AL8).
  work.topics.add('documents').add('payments');
  if (!row) {
    work.wait('reductions', event.entity, (links) => ({ end: earlierEnd(links.end, end) }));
    return;
  }
  work.reductions.set({ ...row, end: earlierEnd(row.end, end) });
  work.needsRefold({ table: row.subjectTable, id: row.subject });
}

const takeBack = ({ commit }: Act, on: Day, reason: string): End => ({
  on,
  kind: 'take-back',
  reason,
  commit,
});
