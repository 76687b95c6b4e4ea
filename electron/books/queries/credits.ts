/** Credit that customers have left, by age, and what of it was written to income (AL8). */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { oldCredits } from '../../../shared/domain/old-credits.ts';
import { ok } from '../../../shared/errors/index.ts';
import type { Queries } from './context.ts';
import { present, readEventOf } from './facts.ts';
import { noteCredit, paymentCredit } from './payments.ts';

export const creditQueries: Queries<'credits.old' | 'credits.written'> = {
  'credits.old': async ({ today, olderThan }, { db, memory }) => {
    const notes = [...memory.documents.all.values()].filter(({ kind }) => kind === 'creditNote');
    const payments = [...memory.payments.all.values()];
    // Since when all of it is free only the rows tell; there are few of them at any time.
    const [noteRows, paymentRows] = await Promise.all([
      db.documents.bulkGet(notes.map(({ id }) => id)),
      db.payments.bulkGet(payments.map(({ id }) => id)),
    ]);
    const since = new Map(present([...noteRows, ...paymentRows]).map(({ id, roomFrom }) => [id, roomFrom]));
    const named = <Credit extends { readonly id: string; readonly date: string }>(
      credit: Credit,
      { customer }: { readonly customer: string },
    ) => ({
      ...credit,
      customer,
      customerName: memory.customers.nameOf(customer),
      since: since.get(credit.id) ?? credit.date,
    });
    const credits = [
      ...notes.map((note) => named(noteCredit(note), note)),
      ...payments.map((payment) => named(paymentCredit(payment), payment)),
    ];
    const { rows, sums } = oldCredits(credits, today, olderThan);
    return ok({ rows: [...rows], sums: [...sums] });
  },

  'credits.written': async ({ source: { kind, id } }, { db }) => {
    const row = await (kind === 'payment' ? db.payments.get(id) : db.documents.get(id));
    const reductions = row ? present(await db.reductions.bulkGet([...row.reductions])) : [];
    const written = reductions.filter((one) => one.kind === 'income');
    const rows = written.map(async (one): Promise<OutputOf<'credits.written'>> => {
      const event = await readEventOf(db, one.commit, one.id);
      if (!row || event?.type !== 'credit.written') return [];
      const { amount, from, end } = one;
      const takenBack = end && { on: end.on, reason: end.reason };
      return [
        { id: one.id, date: from, amount, currency: row.currency, reason: event.data.reason, takenBack },
      ];
    });
    const all = (await Promise.all(rows)).flat();
    return ok(all.sort((a, b) => (a.date + a.id < b.date + b.id ? -1 : 1)));
  },
};
