/** One payment with its allocations; open items and credits of a customer (AL4). */
import { isOwed } from '../../../shared/domain/document-kinds.ts';
import { ok } from '../../../shared/errors/index.ts';
import { FOREVER } from '../../../shared/events/settlement.ts';
import { compare } from '../customer-index.ts';
import type { Memory } from '../memory.ts';
import type { OpenDocument, OpenPayment } from '../open-items.ts';
import type { OwedItem } from '../owed-items.ts';
import { arrivedAfterClose } from '../periods.ts';
import type { DocumentRow } from '../rows.ts';
import type { Queries } from './context.ts';
import { labels, present, readFact, userName } from './facts.ts';
import { chequeState, paymentStatus } from './payments-list.ts';
import { notFound } from './records.ts';
import { returnsOf } from './returned.ts';

export function openItem(item: OwedItem) {
  const { id, number, customer, issueDate, dueDate, currency, total, outstanding, discount } = item;
  const part = item.instalment ? { instalment: item.instalment } : {};
  return { id, number, customer, issueDate, dueDate, currency, total, outstanding, discount, ...part };
}

export function noteCredit({ id, number, issueDate, currency, total, outstanding }: OpenDocument) {
  const kind = 'creditNote' as const;
  return { id, kind, label: number, date: issueDate, currency, amount: total, unapplied: outstanding };
}

export function paymentCredit({ id, date, currency, amount, unapplied, reference, methodName }: OpenPayment) {
  const label = reference ? `${methodName} ${reference}`.trim() : methodName;
  return { id, kind: 'payment' as const, label, date, currency, amount, unapplied };
}

/** Credits of one customer, oldest first; a payment that was drawn beyond its amount is none. */
function creditsOf(memory: Memory, customer: string) {
  const notes = [...memory.documents.of(customer)]
    .filter(({ kind }) => kind === 'creditNote')
    .map(noteCredit);
  const credits = [...notes, ...[...memory.payments.of(customer)].map(paymentCredit)];
  return credits
    .filter(({ unapplied }) => unapplied > 0)
    .sort((a, b) => compare(a.date, b.date) || compare(a.id, b.id));
}

/** The receipt that stands among documents that name a payment. */
export function receiptAmong(rows: readonly DocumentRow[]): { id: string; number: string } | null {
  const found = rows.find(({ kind, end }) => kind === 'receipt' && end === null);
  return found ? { id: found.id, number: found.number } : null;
}

export const paymentQueries: Queries<'payments.get' | 'payments.openItems'> = {
  'payments.get': async ({ id }, { db, memory, today }) => {
    const row = await db.payments.get(id);
    if (!row) return notFound('payment', id);
    const [fact, linked, granted, receipts] = await Promise.all([
      readFact(db, row),
      db.allocations.bulkGet([...row.allocations]),
      db.reductions.bulkGet([...row.granted]),
      db.documents.bulkGet(row.namedBy.map(({ by }) => by)),
    ]);
    if (fact?.event.type !== 'payment.posted') return notFound('payment', id);
    const allocations = present(linked).filter(({ source }) => source === id);
    const deductions = present(granted);
    const numbers = await labels(db, allocations);
    const invoices = present(await db.documents.bulkGet(deductions.map(({ subject }) => subject)));
    for (const invoice of invoices) numbers.set(invoice.id, invoice.number);
    const state = chequeState(row, today());
    return ok({
      id,
      payment: fact.event.data,
      status: paymentStatus(row),
      from: row.from,
      cheque: state && row.cheque ? { state, on: row.cheque.on } : null,
      unapplied: row.rest,
      allocations: allocations.map(({ id: allocation, target, amount, cut, from, until }) => {
        const number = numbers.get(target) ?? '';
        return { id: allocation, target, number, amount, cut, from, until: until === FOREVER ? null : until };
      }),
      deductions: deductions.map(({ id: deduction, subject, kind, amount }) => {
        return { id: deduction, target: subject, number: numbers.get(subject) ?? '', kind, amount };
      }),
      receipt: receiptAmong(present(receipts)),
      ended: row.end && { on: row.end.on, reason: row.end.reason },
      returns: returnsOf(row),
      postedBy: userName(memory, fact.actor),
      recorded: fact.recorded,
      arrivedAfter: arrivedAfterClose(memory, row.commit, row.from),
    });
  },
  'payments.openItems': ({ customer }, { memory }) => {
    const items = [...memory.documents.of(customer)].filter(
      ({ kind, outstanding }) => isOwed(kind) && outstanding > 0,
    );
    items.sort(
      (a, b) => compare(a.dueDate, b.dueDate) || compare(a.numberKey, b.numberKey) || compare(a.id, b.id),
    );
    return ok({ items: items.map(openItem), credits: creditsOf(memory, customer) });
  },
};
