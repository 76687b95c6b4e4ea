/** Money that was given back out of a payment or a credit note, each time with the paper that confirms it (AL6). */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { EventOf } from '../../../shared/events/event-types.ts';
import type { SettlementSource } from '../../../shared/events/payments.ts';
import type { DocumentRow, Links, ReductionRow } from '../rows.ts';
import type { BooksDatabase } from '../schema.ts';
import type { Query } from './context.ts';
import { present, readEventOf, readFact } from './facts.ts';

/** The standing papers of the refunds of a source, by refund. */
async function papersOf(
  db: BooksDatabase,
  { namedBy }: Pick<Links, 'namedBy'>,
): Promise<ReadonlyMap<string, DocumentRow>> {
  const ids = namedBy.filter(({ kind }) => kind === 'refund').map(({ by }) => by);
  const papers = present(await db.documents.bulkGet(ids)).filter(({ end }) => end === null);
  const named = papers.map(async (row) => {
    const fact = await readFact(db, row);
    const refund = fact?.event.type === 'document.issued' ? fact.event.data.document.refund?.id : undefined;
    return refund === undefined ? [] : [[refund, row] as const];
  });
  return new Map((await Promise.all(named)).flat());
}

const sourceRow = (db: BooksDatabase, { kind, id }: SettlementSource) =>
  kind === 'payment' ? db.payments.get(id) : db.documents.get(id);

async function madeBy(
  db: BooksDatabase,
  { id, commit }: ReductionRow,
): Promise<EventOf<'refund.made'> | null> {
  const event = await readEventOf(db, commit, id);
  return event?.type === 'refund.made' ? event : null;
}

export const refundsList: Query<'refunds.list'> = async ({ source }, { db }) => {
  const row = await sourceRow(db, source);
  if (!row) return ok([]);
  const reductions = present(await db.reductions.bulkGet([...row.reductions]));
  const refunds = reductions.filter(({ kind }) => kind === 'refund');
  if (refunds.length === 0) return ok([]);
  const papers = await papersOf(db, row);
  const rows = refunds.map(async (one): Promise<OutputOf<'refunds.list'>> => {
    const made = await madeBy(db, one);
    if (!made) return [];
    const { methodName, reference, reason } = made.data;
    const paper = papers.get(one.id);
    return [
      {
        ...{ id: one.id, date: one.from, amount: one.amount, currency: row.currency },
        ...{ methodName, reference, reason, takenBack: one.end?.on ?? null },
        paper: paper ? { id: paper.id, number: paper.number } : null,
      },
    ];
  });
  const all = (await Promise.all(rows)).flat();
  return ok(all.sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1)));
};

/** What the paper of a refund says; `null` where there is no such refund. */
export async function refundOf(db: BooksDatabase, id: string) {
  const reduction = await db.reductions.get(id);
  const made = reduction?.kind === 'refund' ? await madeBy(db, reduction) : null;
  if (!reduction || !made) return null;
  const { source, methodName, reference } = made.data;
  const row = await sourceRow(db, source);
  if (!row) return null;
  const papers = await papersOf(db, row);
  return {
    source,
    label: 'number' in row ? row.number : row.reference || row.methodName,
    customer: row.customer,
    currency: row.currency,
    amount: reduction.amount,
    date: reduction.from,
    methodName,
    reference,
    takenBack: reduction.end?.on ?? null,
    paper: papers.get(id)?.number ?? null,
  };
}
