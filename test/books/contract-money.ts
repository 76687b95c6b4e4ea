/** What is owed, credits and payments (AG, AL, CU). */
import { describe, expect, it } from 'vitest';
import { minor } from '../../shared/domain/money.ts';
import { event } from '../../shared/events/event-types.ts';
import { allocated, id, issued, posted } from './record.ts';
import { CUSTOMERS, dayOf, INVOICES, naiveBalance, TODAY } from './small-office.ts';
import { ALL, ask, type BooksMaker, filled, pages, value } from './suite.ts';

export function moneyContract(make: () => BooksMaker): void {
  const open = () => make().open();

  describe('money', () => {
    it('AG4: the aging report ties out with the sums, today and on a past day', async () => {
      const books = await open();
      await filled(books);
      for (const asOf of [TODAY, dayOf(4), dayOf(60), dayOf(100)]) {
        const report = await ask(books, 'aging.report', { asOf, by: 'due' });
        expect(report.tied).toBe(true);
        const owed = report.sums.reduce((sum, { balance }) => sum + balance, 0);
        expect(owed).toBe(naiveBalance(asOf));
      }
    });

    it('AL5, AG2: a void reopens invoices from its own day on and leaves earlier days as they were', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const before = await ask(books, 'aging.report', { asOf: '2026-06-01', by: 'due' });
      const void6 = event('payment.voided', id('pay', 7), '2026-06-15', { reason: 'bounced' });
      value(await books.apply(build, [office.writer.own(office.author.write([void6]))]));
      expect(await ask(books, 'aging.report', { asOf: '2026-06-01', by: 'due' })).toEqual(before);
      const [invoice] = value(await books.lookup('documents', { ids: [id('inv', 7)] }));
      expect(invoice).toMatchObject({ outstanding: invoice?.total, roomFrom: '2026-06-15', settled: false });
      const [payment] = value(await books.lookup('payments', { ids: [id('pay', 7)] }));
      expect(payment).toMatchObject({ status: 'void', unapplied: 0 });
    });

    it('AG2: what was settled whole by one thing or by several was open until each of them took effect', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const customer = id('cust', 1);
      const aged = async (day: number) => {
        const { rows } = await ask(books, 'aging.report', { asOf: dayOf(day), by: 'due' });
        const row = rows.find((one) => one.customer === customer && one.currency === 'EUR');
        return [(row?.buckets ?? []).reduce((sum, amount) => sum + amount, 0), row?.unapplied ?? 0] as const;
      };
      const days = Array.from({ length: 26 }, (_, index) => 138 + index);
      const before = new Map<number, readonly [number, number]>();
      for (const day of days) before.set(day, await aged(day));

      const invoice = (number: number, total: number) => {
        const one = { id: id('late', number), number: `INV-2026-09${number}`, counter: 900 + number };
        return issued({ ...one, customer, day: dayOf(140), total });
      };
      const taken = (number: number, target: number, amount: number, day: number) => {
        const made = { source: id('gets', 1), target: id('late', target), amount, day: dayOf(day) };
        return allocated({ id: id('take', number), customer, ...made });
      };
      const forgone = (target: number, amount: number, day: number) =>
        event('deduction.made', id('less', target), dayOf(day), {
          ...{ target: id('late', target), kind: 'bad-debt', amount: minor(amount), currency: 'EUR' },
          ...{ reason: 'small', payment: null, customer },
        });
      const events = [
        ...[invoice(1, 1_000), invoice(2, 900), invoice(3, 500)],
        posted({ id: id('gets', 1), customer, day: dayOf(145), amount: 1_600 }),
        posted({ id: id('gets', 2), customer, day: dayOf(142), amount: 70 }),
        ...[taken(1, 1, 1_000, 150), taken(2, 2, 600, 155)],
        ...[forgone(2, 300, 160), forgone(3, 500, 158)],
        event('refund.made', id('back', 1), dayOf(152), {
          ...{ source: { kind: 'payment', id: id('gets', 2) }, method: id('meth', 1), reason: 'overpaid' },
          ...{ methodName: 'Transfer', amount: minor(70), reference: '' },
        }),
      ];
      value(await books.apply(build, [office.writer.own(office.author.write(events))]));
      const from = (day: number, since: number, amount: number) => (day >= since ? amount : 0);
      for (const day of days) {
        const owed = from(day, 140, 2_400) - from(day, 150, 1_000) - from(day, 155, 600);
        const forgiven = from(day, 158, 500) + from(day, 160, 300);
        const left = from(day, 142, 70) + from(day, 145, 1_600) - from(day, 150, 1_000);
        const used = from(day, 152, 70) + from(day, 155, 600);
        const [open, unapplied] = before.get(day) ?? [0, 0];
        expect([day, ...(await aged(day))]).toEqual([day, open + owed - forgiven, unapplied + left - used]);
      }
    });

    it('AL4: lists open invoices oldest due first, and credits', async () => {
      const books = await open();
      await filled(books);
      const { items, credits } = await ask(books, 'payments.openItems', { customer: id('cust', 8) });
      const due = items.map(({ dueDate }) => dueDate);
      expect(due.length).toBeGreaterThan(1);
      expect(due).toEqual([...due].sort());
      expect(credits).toMatchObject([
        { kind: 'payment', unapplied: 50, date: dayOf(7) },
        { kind: 'payment', unapplied: 50, date: dayOf(91) },
      ]);
      const exposure = value(
        await books.lookup('exposure', {
          ...{ customer: id('cust', 8), currency: 'EUR', on: '2026-12-31' },
          besides: [],
        }),
      );
      const owed = items
        .filter(({ currency }) => currency === 'EUR')
        .reduce((sum, item) => sum + item.outstanding, 0);
      expect(exposure.balance).toBe(owed - 100);
    });

    it('CU3: customer list, account and dashboard agree with the report', async () => {
      const books = await open();
      await filled(books);
      const report = await ask(books, 'aging.report', { asOf: TODAY, by: 'due' });
      const customers = await ask(books, 'customers.list', {
        search: '',
        archived: false,
        sort: 'balance',
        direction: 'desc',
        cursor: null,
        limit: 50,
      });
      expect(customers.count).toBe(CUSTOMERS);
      for (const { id: customer, currency, balance } of customers.rows) {
        expect(balance).toBe(
          report.rows.find((row) => row.customer === customer && row.currency === currency)?.balance ?? 0,
        );
        const { accounts } = await ask(books, 'customers.account', { id: customer, today: TODAY });
        expect(accounts.find((account) => account.currency === currency)?.balance).toBe(balance);
      }
      const found = new Map<string, { balance: number; overdue: number }>();
      for (const { currency, balance, overdue } of customers.rows) {
        if (balance === 0 && overdue === 0) continue;
        const sum = found.get(currency) ?? { balance: 0, overdue: 0 };
        found.set(currency, { balance: sum.balance + balance, overdue: sum.overdue + overdue });
      }
      // MO3: what all of them owe together, in each currency by itself.
      expect(new Map(customers.sums.map(({ currency, ...sum }) => [currency, sum]))).toEqual(found);
      const dashboard = await ask(books, 'dashboard.get', { today: TODAY });
      for (const sums of report.sums) {
        const shown = dashboard.currencies.find(({ currency }) => currency === sums.currency);
        expect(shown).toMatchObject({ buckets: sums.buckets, unapplied: sums.unapplied });
      }
      expect(dashboard.invoices).toBe(INVOICES);
    });

    it('pages through payments in every sort, and finds them by reference and amount', async () => {
      const books = await open();
      await filled(books);
      const input = { ...ALL, direction: 'asc', limit: 9 } as const;
      for (const sort of ['date', 'customer', 'amount', 'unapplied'] as const) {
        const rows = await pages((cursor) => ask(books, 'payments.list', { ...input, sort, cursor }));
        expect(new Set(rows.map((row) => row.id)).size).toBe(87);
      }
      const found = await ask(books, 'payments.list', {
        ...input,
        sort: 'date',
        cursor: null,
        search: 'rf14',
      });
      expect(found.rows.map(({ reference }) => reference)).toEqual(['RF14']);
      const totals = await ask(books, 'payments.totals', { ...ALL, status: 'unapplied' });
      expect(totals.sums).toMatchObject([{ currency: 'EUR' }, { currency: 'JPY' }]);
      for (const days of [
        { from: '2026-02-03', to: '2026-04-30' },
        { from: '2026-03-03', to: '2026-03-20' },
        {},
      ]) {
        const shown = await pages((cursor) =>
          ask(books, 'payments.list', { ...input, ...days, sort: 'date', cursor }),
        );
        const sums = await ask(books, 'payments.totals', { ...ALL, ...days });
        expect(sums.count).toBe(shown.length);
        for (const { currency, amount, unapplied } of sums.sums) {
          const own = shown.filter((row) => row.currency === currency);
          expect(amount).toBe(own.reduce((sum, row) => sum + row.amount, 0));
          expect(unapplied).toBe(own.reduce((sum, row) => sum + row.unapplied, 0));
        }
      }
      const payment = await ask(books, 'payments.get', { id: id('pay', 7) });
      expect(payment).toMatchObject({ status: 'posted', unapplied: 50, postedBy: 'Ada' });
      expect(payment.allocations).toMatchObject([{ target: id('inv', 7), number: 'INV-2026-0007', cut: 0 }]);
    });
  });
}
