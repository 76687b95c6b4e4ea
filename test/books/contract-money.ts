/** What is owed, credits and payments (AG, AL, CU). */
import { describe, expect, it } from 'vitest';
import { event } from '../../shared/events/event-types.ts';
import { id } from './record.ts';
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
      const exposure = value(await books.lookup('exposure', { customer: id('cust', 8), currency: 'EUR' }));
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
