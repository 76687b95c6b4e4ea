/** One issued document with its settlements, read whole from its frame (BO1). */
import { creditable } from '../../../shared/domain/credit-note.ts';
import { documentStatus } from '../../../shared/domain/document-status.ts';
import { DUTIES, type Duty } from '../../../shared/domain/duty.ts';
import { openInstalments } from '../../../shared/domain/instalments.ts';
import { minor } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import { FOREVER } from '../../../shared/events/settlement.ts';
import { billedOf, creditedOf } from '../credited.ts';
import { paperNow } from '../light-documents.ts';
import { arrivedAfterClose } from '../periods.ts';
import type { AllocationRow, ReductionRow } from '../rows.ts';
import { isDelivered } from '../workspace.ts';
import type { Queries } from './context.ts';
import { deductedBy } from './deposits.ts';
import { fromRow } from './documents-list.ts';
import { labels, present, readFact, userName } from './facts.ts';
import { sheetIn } from './numbered-by.ts';
import { documentsOpenOn } from './open-on.ts';
import { notFound } from './records.ts';
import { standingAmong } from './standing.ts';

const until = (day: string): string | null => (day === FOREVER ? null : day);

function allocationOutput(row: AllocationRow, label: string) {
  const kind = row.sourceTable === 'payments' ? ('payment' as const) : ('creditNote' as const);
  return {
    id: row.id,
    kind,
    source: row.source,
    target: row.target,
    label,
    amount: row.amount,
    from: row.from,
    until: until(row.until),
  };
}

function deductionOutput({ id, subject, kind, amount, from, end }: ReductionRow) {
  const target = subject;
  return {
    id,
    kind: 'deduction' as const,
    source: id,
    target,
    label: kind,
    amount,
    from,
    until: end?.on ?? null,
  };
}

export const documentQueries: Queries<'documents.get' | 'documents.duties'> = {
  'documents.duties': async (_input, { db }) => {
    const count = (duty: Duty) => db.documents.where('duty').equals(duty).count();
    const [clearance, delivery] = await Promise.all(DUTIES.map(count));
    return ok({ clearance: clearance ?? 0, delivery: delivery ?? 0 });
  },

  'documents.get': async ({ id, today }, context) => {
    const { db, memory } = context;
    const row = await db.documents.get(id);
    if (!row) return notFound('document', id);
    const shares = new Map(row.creditedBy.map(({ note, amount }) => [note, amount]));
    const [fact, allocations, reductions, notes, copies, naming, deducting] = await Promise.all([
      readFact(db, row),
      db.allocations.bulkGet([...row.allocations]),
      db.reductions.bulkGet([...row.reductions]),
      db.documents.bulkGet([...shares.keys()]),
      db.documents.bulkGet([...row.copies]),
      db.documents.bulkGet(row.namedBy.map(({ by }) => by)),
      deductedBy(db, row),
    ]);
    if (fact?.event.type !== 'document.issued') return notFound('document', id);
    const settling = present(allocations).filter(
      ({ target, source, amount }) => amount > 0 && (target === id || source === id),
    );
    const named = await labels(db, settling);
    const settlements = [
      ...settling.map((one) =>
        allocationOutput(one, named.get(one.target === id ? one.source : one.target) ?? ''),
      ),
      ...present(reductions).map(deductionOutput),
    ];
    settlements.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id < b.id ? -1 : 1));
    const light = fromRow(row);
    const invoices =
      row.kind === 'deliveryNote' ? present(naming).filter((one) => one.kind === 'invoice') : [];
    const isBilled = (await standingAmong(db, invoices)).length > 0;
    const offer = row.kind === 'deliveryNote' ? { offer: { accepted: null, isInvoiced: isBilled } } : {};
    // What a held cheque will pay is still open (AL1).
    const held = row.last > today ? (await documentsOpenOn(today, context)).get(id) : undefined;
    const outstanding = held?.outstanding ?? row.rest;
    const dueDate = held?.dueDate ?? light.due;
    const facts = { ...light, ...offer, outstanding, dueDate };
    const status = documentStatus(facts, today);
    const paper = paperNow(row);
    const crediting = present(notes).filter(({ end }) => end === null);
    const taken = creditedOf(row, (note) => crediting.some((one) => one.id === note));
    return ok({
      id,
      document: fact.event.data.document,
      status,
      dueDate,
      outstanding,
      instalments: openInstalments(row.instalments ?? [], outstanding, row.dues, FOREVER).map(
        ({ due, amount, number }) => ({ due, amount, number }),
      ),
      settlements,
      voided: row.end && { on: row.end.on, reason: row.end.reason },
      released: row.released,
      handedOut: row.handedOut,
      sheet: sheetIn(memory, row),
      archived: paper && { sha256: paper.sha256, bytes: paper.bytes },
      duty: row.duty ?? null,
      cleared: row.cleared && {
        number: row.cleared.number,
        acknowledgement: row.cleared.acknowledgement,
        date: row.cleared.date,
        code: row.cleared.code,
      },
      delivered: isDelivered(row),
      issuedBy: userName(memory, fact.actor),
      recorded: fact.recorded,
      arrivedAfter: arrivedAfterClose(memory, row.commit, row.from),
      copiedFrom: fact.event.data.copiedFrom,
      answer: row.answer && { accepted: row.answer.accepted, on: row.answer.on, reason: row.answer.reason },
      copies: present(copies).map((copy) => ({ id: copy.id, number: copy.number })),
      namedBy: present(naming)
        .filter(({ end }) => end === null)
        .map((one) => ({ id: one.id, number: one.number, kind: one.kind })),
      deductedBy: deducting,
      creditable: creditable({ billed: billedOf(row), ...taken }),
      creditedBy: crediting.map((note) => ({
        id: note.id,
        number: note.number,
        amount: shares.get(note.id) ?? minor(0),
      })),
    });
  },
};
