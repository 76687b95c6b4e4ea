/** What is owed: aging by customer and by item, the customer's account, the dashboard (AG, CU3). */
import {
  ageOf,
  ageReport,
  agingSums,
  bucketByIssue,
  bucketOf,
  DEFAULT_WIDTHS,
  tieOut,
} from '../../../shared/domain/aging.ts';
import { type Day, type Minor, minor } from '../../../shared/domain/money.ts';
import { ok } from '../../../shared/errors/index.ts';
import { compare } from '../customer-index.ts';
import type { Memory } from '../memory.ts';
import { together } from '../owed-items.ts';
import type { PaymentRow } from '../rows.ts';
import { sumId } from '../sums.ts';
import type { Queries, QueryContext } from './context.ts';
import { currenciesOf, isOpenNow, openOf, openOn } from './open-on.ts';
import { noteCredit, openItem, paymentCredit } from './payments.ts';
import { notFound } from './records.ts';

/** How many rows "what to do next" shows. */
const FEW = 10;

export function widthsOf(memory: Memory): readonly number[] {
  const [company] = memory.records.company.values();
  return company?.fields.agingWidths ?? DEFAULT_WIDTHS;
}

type AgingQueries = Queries<'aging.report' | 'aging.customer' | 'customers.account' | 'dashboard.get'>;

export const agingQueries: AgingQueries = {
  'aging.report': async ({ asOf, by }, context) => {
    const { memory } = context;
    const asked = `${asOf}/${by}/${memory.meta?.applied}`;
    if (memory.lastAging?.asked === asked) return memory.lastAging.answer;
    const widths = widthsOf(memory);
    const open = await openOn(asOf, context);
    const aged = ageReport(open.items, open.credits, asOf, { by, widths });
    const rows = aged.map((row) => {
      const card = memory.customers.get(row.customer);
      return {
        ...row,
        buckets: [...row.buckets],
        number: card?.number ?? '',
        name: card?.name ?? '',
        key: card?.nameKey ?? '',
      };
    });
    rows.sort(
      (a, b) => compare(a.key, b.key) || compare(a.customer, b.customer) || compare(a.currency, b.currency),
    );
    const answer = ok({
      asOf,
      widths: [...widths],
      rows: rows.map(({ key: _key, ...row }) => row),
      sums: agingSums(aged).map((sums) => ({ ...sums, buckets: [...sums.buckets] })),
      tied: tieOut(aged, open.balances).length === 0,
    });
    memory.lastAging = { asked, answer };
    return answer;
  },

  'aging.customer': async ({ customer, asOf, by }, context) => {
    const widths = widthsOf(context.memory);
    const { items: own } = await openOf(customer, asOf, context);
    own.sort(
      (a, b) => compare(a.dueDate, b.dueDate) || compare(a.numberKey, b.numberKey) || compare(a.id, b.id),
    );
    return ok({
      items: own.map((item) => {
        const age = ageOf(asOf, by === 'due' ? item.dueDate : item.issueDate);
        return {
          ...openItem(item),
          age,
          bucket: by === 'due' ? bucketOf(age, widths) : bucketByIssue(age, widths),
        };
      }),
    });
  },

  'customers.account': async ({ id, today }, context) => {
    const { db, memory } = context;
    const card = memory.customers.get(id);
    if (!card) return notFound('customer', id);
    const recent = db.payments.where('[customer+newest+down]').between([id], [id, []]).limit(50);
    const payments = (await recent.toArray()).filter(({ end, from }) => end === null && from <= today);
    const { items, credits } = await openOf(id, today, context);
    const currencies = new Set([
      card.currency,
      ...[...items, ...credits, ...payments].map(({ currency }) => currency),
    ]);
    const accounts = [...currencies].map((currency) => {
      const owed = items.filter((item) => item.currency === currency);
      const late = owed.filter(({ dueDate }) => dueDate < today);
      const outstanding = total(owed, ({ outstanding: rest }) => rest);
      const left = credits.filter((item) => item.currency === currency);
      const unapplied = total(left, (credit) => credit.unapplied);
      return {
        currency,
        outstanding,
        overdue: total(late, ({ outstanding: rest }) => rest),
        unapplied,
        balance: minor(outstanding - unapplied),
        invoices: together(owed).length,
        lastPayment: payments.find((payment) => payment.currency === currency)?.date ?? null,
      };
    });
    return ok({ accounts });
  },

  'dashboard.get': async ({ today }, context) => {
    const { memory } = context;
    const widths = widthsOf(memory);
    const open = await openOn(today, context);
    const items = [...open.items];
    const aged = agingSums(ageReport(items, open.credits, today, { by: 'due', widths }));
    const month = today.slice(0, 7);
    const monthly = (table: 'billed' | 'received', currency: string): Minor =>
      minor(memory.sums.get(sumId(table, month, currency))?.total ?? 0);
    const documents = together(items);
    const overdue = [...together(items.filter(({ dueDate }) => dueDate < today))];
    overdue.sort(
      (a, b) => compare(a.dueDate, b.dueDate) || b.outstanding - a.outstanding || compare(a.id, b.id),
    );
    const held = isOpenNow(memory, today) ? [] : await heldCheques(context, today);
    const stillToCome = (currency: string): Minor =>
      total(
        held.filter((row) => row.currency === currency && row.date.slice(0, 7) === month),
        ({ amount }) => amount,
      );
    const currencies = currenciesOf(memory).map((currency) => {
      const sums = aged.find((one) => one.currency === currency);
      const late = overdue.filter((item) => item.currency === currency);
      return {
        currency,
        owed: total(sums?.buckets ?? [], (amount) => amount),
        overdue: total(late, ({ outstanding }) => outstanding),
        receivedThisMonth: minor(monthly('received', currency) - stillToCome(currency)),
        billedThisMonth: monthly('billed', currency),
        unapplied: sums?.unapplied ?? minor(0),
        buckets: sums ? [...sums.buckets] : new Array<Minor>(widths.length + 2).fill(minor(0)),
        openInvoices: documents.filter((item) => item.currency === currency).length,
        overdueInvoices: late.length,
      };
    });
    const named = <Row extends { readonly customer: string }>(row: Row) => ({
      ...row,
      customerName: memory.customers.nameOf(row.customer),
    });
    const notes = [...memory.documents.all.values()].filter(({ kind }) => kind === 'creditNote');
    const credits = [
      ...notes.map((item) => named({ ...noteCredit(item), customer: item.customer })),
      ...[...memory.payments.all.values()].map((item) =>
        named({ ...paymentCredit(item), customer: item.customer }),
      ),
    ];
    credits.sort((a, b) => b.unapplied - a.unapplied || compare(a.id, b.id));
    const counted = [...memory.sums.values()].filter(
      ({ kind, table }) => table === 'documents' && kind === 'invoice',
    );
    return ok({
      currencies,
      widths: [...widths],
      overdue: overdue
        .slice(0, FEW)
        .map((item) => ({ ...named(openItem(item)), age: ageOf(today, item.dueDate) })),
      credits: credits.slice(0, FEW),
      customers: memory.customers.size,
      invoices: counted.reduce((sum, { count }) => sum + count, 0),
    });
  },
};

/** Cheques that pay nothing yet (AL1). */
async function heldCheques({ db }: QueryContext, today: Day): Promise<PaymentRow[]> {
  const inHand = await db.payments.where('place').equals('in-hand').toArray();
  return inHand.filter(({ from }) => from > today);
}

function total<Item>(items: readonly Item[], amount: (item: Item) => Minor): Minor {
  return minor(items.reduce((sum, item) => sum + amount(item), 0));
}
