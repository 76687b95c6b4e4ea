/** Count and sums of all payments that a filter shows. */
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import { type Day, minor } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import { compare } from '../customer-index.ts';
import type { PaymentRow } from '../rows.ts';
import type { Query, QueryContext } from './context.ts';
import { readTyped } from './document-search.ts';
import { GATHER_LIMIT, newestBounds, walkIndex } from './keyed-list.ts';
import { edgesOf, wholeMonths } from './month-sums.ts';
import { gather, isShown, walk } from './payments-list.ts';

type Input = ParsedInputOf<'payments.totals'>;

/** Sums by currency; what was voided or returned counts nothing. */
class Totals {
  private count = 0;
  private readonly sums = new Map<string, { readonly amount: number; readonly unapplied: number }>();

  add(currency: string, count: number, amount: number, unapplied: number): void {
    this.count += count;
    const sum = this.sums.get(currency) ?? { amount: 0, unapplied: 0 };
    this.sums.set(currency, { amount: sum.amount + amount, unapplied: sum.unapplied + unapplied });
  }

  addRow({ currency, end, amount, rest }: PaymentRow): void {
    this.add(currency, 1, end ? 0 : amount, rest);
  }

  output(cheques: boolean): OutputOf<'payments.totals'> {
    const inOrder = [...this.sums].sort(([a], [b]) => compare(a, b));
    return {
      count: this.count,
      cheques,
      sums: inOrder.map(([currency, { amount, unapplied }]) => ({
        currency,
        amount: minor(amount),
        unapplied: minor(unapplied),
      })),
    };
  }
}

/** Totals of all payments of some days, mostly from the sums of months. */
async function totalsByMonth({ from, to }: Input, { db, memory }: QueryContext): Promise<Totals> {
  const totals = new Totals();
  const isIn = (day: Day) => (from === null || day >= from) && (to === null || day <= to);
  for (const { currency, count, total } of wholeMonths(memory, 'received', from, to)) {
    totals.add(currency, count, total, 0);
  }
  const keyOf = ({ newest, down }: PaymentRow) => [newest, down];
  for (const edge of edgesOf(from, to)) {
    const steps = { index: '[newest+down]', direction: 'asc', after: null, first: GATHER_LIMIT } as const;
    const rows = walkIndex(db.payments, keyOf, { ...steps, ...newestBounds(edge.from, edge.to) });
    for await (const chunk of rows) for (const row of chunk) totals.addRow({ ...row, rest: minor(0) });
  }
  for (const { date, currency, unapplied } of memory.payments.all.values()) {
    if (isIn(date)) totals.add(currency, 0, 0, unapplied);
  }
  return totals;
}

export const paymentsTotals: Query<'payments.totals'> = async (input, context) => {
  const typed = input.search.trim() ? readTyped(input.search, context.memory, 'payments') : undefined;
  const cheques = (await context.db.payments.where('place').above('').limit(1).count()) > 0;
  if (!typed && input.customer === null && input.status === 'all') {
    return ok((await totalsByMonth(input, context)).output(cheques));
  }
  const totals = new Totals();
  const gathered = await gather(input, typed, context);
  if (gathered) {
    for (const row of gathered) if (isShown(row, input, typed, context.today())) totals.addRow(row);
    return ok(totals.output(cheques));
  }
  const all = { ...input, sort: 'date', direction: 'asc', cursor: null, limit: GATHER_LIMIT } as const;
  for await (const rows of walk(all, context)) {
    for (const row of rows) if (isShown(row, input, typed, context.today())) totals.addRow(row);
  }
  return ok(totals.output(cheques));
};
