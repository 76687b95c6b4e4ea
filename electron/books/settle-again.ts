/** Folds settlement again for everything that is connected with what changed (BO4, EV6). */
import { type Day, type Minor, minor } from '../../shared/domain/money.ts';
import { isOfSource } from '../../shared/events/payments.ts';
import {
  FOREVER,
  type ReductionFact,
  type SourceFact,
  type StandingAllocation,
  settle,
  type TargetFact,
} from '../../shared/events/settlement.ts';
import { gapsOf } from './payment-life.ts';
import { mostNow } from './periods.ts';
import type { AllocationRow, DocumentRow, PaymentRow, ReductionRow, Rest } from './rows.ts';
import { isIdle, isTarget } from './settle-at-end.ts';
import { spanOf } from './span.ts';
import type { Workspace } from './workspace.ts';

interface Component {
  readonly documents: ReadonlyMap<string, DocumentRow>;
  readonly payments: ReadonlyMap<string, PaymentRow>;
  readonly allocations: ReadonlyMap<string, AllocationRow>;
  readonly reductions: ReadonlyMap<string, ReductionRow>;
}

/** All that is connected by allocations with the subjects to be folded again, read round by round to a fixed point. */
async function connected(work: Workspace): Promise<Component> {
  const documents = new Map<string, DocumentRow>();
  const payments = new Map<string, PaymentRow>();
  const allocations = new Map<string, AllocationRow>();
  const reductions = new Map<string, ReductionRow>();
  let next = { documents: [...work.refold.documents], payments: [...work.refold.payments] };
  while (next.documents.length + next.payments.length > 0) {
    await work.documents.load(next.documents);
    await work.payments.load(next.payments);
    const reached: (DocumentRow | PaymentRow)[] = [];
    for (const id of next.documents) {
      const row = work.documents.get(id);
      if (!row) continue;
      documents.set(id, row);
      reached.push(row);
    }
    for (const id of next.payments) {
      const row = work.payments.get(id);
      if (!row) continue;
      payments.set(id, row);
      reached.push(row);
    }
    const links = reached.flatMap((row) => row.allocations);
    const reductionIds = reached.flatMap((row) => row.reductions);
    await work.allocations.load(links);
    await work.reductions.load(reductionIds);
    for (const id of reductionIds) {
      const row = work.reductions.get(id);
      if (row) reductions.set(id, row);
    }
    const further = { documents: new Set<string>(), payments: new Set<string>() };
    for (const id of links) {
      const row = work.allocations.get(id);
      if (!row) continue;
      allocations.set(id, row);
      if (!documents.has(row.target)) further.documents.add(row.target);
      // An absent side leads nowhere, so the rounds end.
      const side = row.sourceTable === 'documents' ? documents : payments;
      if (!side.has(row.source)) further[row.sourceTable].add(row.source);
    }
    next = { documents: [...further.documents], payments: [...further.payments] };
  }
  return { documents, payments, allocations, reductions };
}

const untilOf = (row: { readonly end: { readonly on: Day } | null }): Day => row.end?.on ?? FOREVER;

const factOf = (row: DocumentRow | PaymentRow): TargetFact => ({
  id: row.id,
  amount: 'total' in row ? row.total : row.amount,
  from: row.from,
  until: untilOf(row),
});

const paymentFact = (row: PaymentRow): SourceFact => ({ ...factOf(row), gaps: gapsOf(row) });

/** Folds again and writes rests and standing allocations into the workspace. Loads whatever it needs. */
export async function settleAgain(work: Workspace): Promise<void> {
  if (work.refold.documents.size + work.refold.payments.size === 0) return;
  const { documents, payments, allocations, reductions } = await connected(work);
  const subject = (table: 'documents' | 'payments', id: string) =>
    (table === 'documents' ? documents : payments).get(id);
  const sources: SourceFact[] = [...payments.values()].map(paymentFact);
  const targets: TargetFact[] = [];
  for (const row of documents.values())
    if (!isIdle(row)) (isTarget(row) ? targets : sources).push(factOf(row));

  const reductionFacts: ReductionFact[] = [];
  for (const row of reductions.values()) {
    const of = subject(row.subjectTable, row.subject);
    if (!of || isIdle(of) || isTarget(of) === isOfSource(row.kind)) continue;
    if (row.currency !== null && row.currency !== of.currency) continue;
    reductionFacts.push({
      id: row.id,
      subject: row.subject,
      amount: row.amount,
      from: row.from,
      until: untilOf(row),
    });
  }
  const fits = (row: AllocationRow): boolean => {
    const source = subject(row.sourceTable, row.source);
    const target = documents.get(row.target);
    return (
      source !== undefined &&
      target !== undefined &&
      !isTarget(source) &&
      !isIdle(source) &&
      isTarget(target) &&
      row.currency === source.currency &&
      row.currency === target.currency
    );
  };
  const most = mostNow(work);
  const settled = settle({
    sources,
    targets,
    reductions: reductionFacts,
    allocations: [...allocations.values()].filter(fits).map((row) => ({
      id: row.id,
      source: row.source,
      target: row.target,
      asked: row.asked,
      most: most.get(row.id) ?? null,
      from: row.effective,
      until: untilOf(row),
      order: row.order,
    })),
  });
  const standing = new Map(settled.map((one) => [one.id, one]));
  for (const row of allocations.values()) {
    const stands = standing.get(row.id);
    const { amount, cut, from, until } = stands ?? {
      amount: minor(0),
      cut: row.asked,
      from: row.effective,
      until: row.effective,
    };
    work.allocations.set({ ...row, amount, cut, from, until });
    // What a confirmation puts in another order is mostly not seen, and a first one is of thousands: nobody need ask again.
    if (row.amount !== amount || row.cut !== cut || row.from !== from || row.until !== until)
      work.topics.add('documents').add('payments');
  }
  const touching = sharesBySubject(settled, reductionFacts);
  const orders = ordersBySubject(allocations.values());
  for (const row of documents.values()) {
    const rest = isIdle(row)
      ? {}
      : restOfFact(factOf(row), touching.get(row.id) ?? [], orders.get(row.id) ?? '');
    if (differs(row, rest)) {
      work.documents.set({ ...row, ...rest, ...voidedOf(row) });
      work.topics.add('documents');
    }
  }
  for (const row of payments.values()) {
    const rest = restOfFact(paymentFact(row), touching.get(row.id) ?? [], orders.get(row.id) ?? '');
    if (differs(row, rest)) {
      work.payments.set({ ...row, ...rest, ...voidedOf(row) });
      work.topics.add('payments');
    }
  }
}

const voidedOf = ({ end }: DocumentRow | PaymentRow): { readonly voided?: Day } =>
  end ? { voided: end.on } : {};

/**
 * Whether a row must be written for what was found: with all its indexes that is the dearest part of a fold. When thousands of
 * allocations are confirmed their keys fall, from pending to placed; a row that keeps the greater one is folded once more
 * than it needs to be (`settle-at-end.ts`), never once too little.
 */
function differs(row: DocumentRow | PaymentRow, { order, ...rest }: Partial<Rest>): boolean {
  if (order !== undefined && order > row.order) return true;
  if (row.voided !== row.end?.on) return true;
  return Object.entries(rest).some(([name, value]) => row[name as keyof Rest] !== value);
}

/** What is taken from a subject in [from, until). */
interface Share {
  readonly amount: Minor;
  readonly from: Day;
  readonly until: Day;
}

function sharesBySubject(
  standing: readonly StandingAllocation[],
  reductions: readonly ReductionFact[],
): Map<string, Share[]> {
  const shares = new Map<string, Share[]>();
  const add = (id: string, share: Share) => {
    const list = shares.get(id);
    if (list) list.push(share);
    else shares.set(id, [share]);
  };
  for (const one of standing) {
    add(one.source, one);
    add(one.target, one);
  }
  for (const one of reductions) add(one.subject, one);
  return shares;
}

function ordersBySubject(allocations: Iterable<AllocationRow>): Map<string, string> {
  const orders = new Map<string, string>();
  for (const { source, target, order } of allocations) {
    for (const id of [source, target]) if (order > (orders.get(id) ?? '')) orders.set(id, order);
  }
  return orders;
}

const later = (a: Day, b: Day): Day => (a > b ? a : b);

function restOfFact(fact: SourceFact, shares: readonly Share[], order: string): Rest {
  const ended = fact.until !== FOREVER;
  let rest: number = ended ? 0 : fact.amount;
  let last = ended ? later(fact.from, fact.until) : fact.from;
  let roomFrom = fact.from;
  let settled = false;
  for (const { until } of fact.gaps ?? []) {
    last = later(last, until);
    roomFrom = later(roomFrom, until);
  }
  for (const { amount, from, until } of shares) {
    const begin = later(from, fact.from);
    if (amount === 0 || begin >= until || begin >= fact.until) continue;
    last = later(last, begin);
    if (amount < 0) roomFrom = later(roomFrom, begin);
    if (until !== FOREVER && until < fact.until) {
      last = later(last, until);
      if (amount > 0) roomFrom = later(roomFrom, until);
    }
    if (until === FOREVER) {
      settled = true;
      if (!ended) rest -= amount;
    }
  }
  const closed = rest === 0 ? last : FOREVER;
  return { rest: minor(rest), last, roomFrom, closed, span: spanOf(fact.from, closed), settled, order };
}
