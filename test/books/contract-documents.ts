/** Lists, totals, search and single documents (BO5, DO3). */
import { describe, expect, it } from 'vitest';
import type { Books } from '../../shared/contract/books-port.ts';
import type { ParsedInputOf } from '../../shared/contract/contract.ts';
import { id } from './record.ts';
import { dayOf, INVOICES, TODAY } from './small-office.ts';
import { ALL, ask, type BooksMaker, filled, pages } from './suite.ts';

export function documentsContract(make: () => BooksMaker): void {
  const open = () => make().open();

  describe('documents', () => {
    const list = (books: Books, more: Partial<ParsedInputOf<'documents.list'>>) =>
      pages((cursor) =>
        ask(books, 'documents.list', {
          ...ALL,
          sort: 'issueDate',
          direction: 'desc',
          today: TODAY,
          limit: 17,
          ...more,
          cursor,
        }),
      );

    it('BO5: pages through every sort in both directions, each row once and in order', async () => {
      const books = await open();
      await filled(books);
      const keys = {
        issueDate: (row: { issueDate: string }) => row.issueDate,
        number: (row: { number: string }) => row.number,
        dueDate: (row: { dueDate: string }) => row.dueDate,
        total: (row: { total: number }) => String(row.total).padStart(9, '0'),
        outstanding: (row: { outstanding: number }) => String(row.outstanding).padStart(9, '0'),
        // Names begin with letters that run against the numbers: customer 12 is A, customer 1 is L.
        customer: (row: { customer: string }) => String(99 - Number.parseInt(row.customer.slice(-4), 16)),
      } as const;
      for (const [sort, key] of Object.entries(keys) as [keyof typeof keys, (row: object) => string][]) {
        for (const direction of ['asc', 'desc'] as const) {
          const rows = await list(books, { sort, direction });
          expect(new Set(rows.map(({ id: row }) => row)).size).toBe(INVOICES);
          const inOrder = rows.map(key);
          const expected = [...inOrder].sort();
          expect(inOrder).toEqual(direction === 'asc' ? expected : expected.reverse());
        }
      }
    });

    it('shows the same rows for a filter in every sort, and totals that add up to them', async () => {
      const books = await open();
      await filled(books);
      const filters = [
        { status: 'open' },
        { status: 'overdue' },
        { status: 'paid' },
        { status: 'void' },
        { status: 'unsent' },
        { status: 'unsent', customer: id('cust', 4) },
        { customer: id('cust', 4) },
        { from: '2026-02-01', to: '2026-02-28' },
        { from: '2026-01-20', to: '2026-04-10' },
        { from: '2026-03-05', to: '2026-03-09', status: 'paid' },
        { from: '2026-03-05', status: 'paid' },
        { search: 'po 4' },
        { search: 'INV-2026' },
        { search: 'customer 12' },
        { status: 'paid', customer: id('cust', 5), from: '2026-02-01' },
      ] as const;
      for (const filter of filters) {
        const byDay = await list(books, filter);
        const byCustomer = await list(books, { ...filter, sort: 'customer', direction: 'asc' });
        const ids = (rows: { id: string }[]) => rows.map((row) => row.id).sort();
        expect(ids(byCustomer)).toEqual(ids(byDay));
        expect(byDay.length).toBeGreaterThan(0);
        const totals = await ask(books, 'documents.totals', { ...ALL, ...filter, today: TODAY });
        expect(totals.count).toBe(byDay.length);
        for (const { currency, total, outstanding } of totals.sums) {
          const own = byDay.filter((row) => row.currency === currency);
          const sum = (of: (row: (typeof own)[number]) => number) =>
            own.reduce((all, row) => all + of(row), 0);
          expect(total).toBe(sum((row) => (row.status === 'void' ? 0 : row.total)));
          expect(outstanding).toBe(sum((row) => row.outstanding));
        }
      }
    });

    it('BO5: finds by number, its last digits, order number, exact amount and customer', async () => {
      const books = await open();
      await filled(books);
      const found = async (search: string) =>
        (await list(books, { search, limit: 200 })).map(({ number }) => number);
      expect(await found('inv-2026-0042')).toEqual(['INV-2026-0042']);
      expect(await found('0042')).toEqual(['INV-2026-0042']);
      expect(await found('PO 44')).toEqual(['INV-2026-0044']);
      expect(await found('100.37')).toContain('INV-2026-0001');
      expect((await found('l customer 1')).length).toBeGreaterThan(5);
      expect(await found('nothing like it')).toEqual([]);
    });

    it('DO3: gives a document back whole, with its settlements and who issued it', async () => {
      const books = await open();
      await filled(books);
      const document = await ask(books, 'documents.get', { id: id('inv', 5), today: TODAY });
      expect(document).toMatchObject({
        outstanding: document.document.totals.due - 4_000,
        status: 'overdue',
        issuedBy: 'Ada',
        released: false,
        handedOut: false,
      });
      expect(document.settlements).toMatchObject([
        { kind: 'payment', source: id('pay', 5), amount: 4_000, until: null },
      ]);
      const voided = await ask(books, 'documents.get', { id: id('inv', 3), today: TODAY });
      expect(voided).toMatchObject({
        status: 'void',
        outstanding: 0,
        voided: { on: dayOf(5), reason: 'typed twice' },
      });
      const missing = await books.query('documents.get', { id: id('inv', 9999), today: TODAY });
      expect(missing).toEqual({
        ok: false,
        error: { kind: 'not-found', what: 'document', id: id('inv', 9999) },
      });
    });
  });
}
