/** What every implementation of `Books` must do; the same suite runs against fake-indexeddb and against the real window. */
import { describe, expect, it } from 'vitest';
import type { Books, BooksFrame } from '../../shared/contract/books-port.ts';
import {
  type BooksQueryName,
  contract,
  type OutputOf,
  type ParsedInputOf,
} from '../../shared/contract/contract.ts';
import { minor } from '../../shared/domain/money.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
import { event } from '../../shared/events/event-types.ts';
import { Author, allocated, customerFields, FrameWriter, id, issued, posted } from './record.ts';

/** Opens empty books of a name of their own; `again` opens those that are there. */
export interface BooksMaker<Made extends Books = Books> {
  open(): Promise<Made>;
  again(books: Made): Promise<Made>;
}

export const TODAY = '2026-06-30';
const CUSTOMERS = 12;
const INVOICES = 130;

const dayOf = (number: number) => new Date(Date.UTC(2026, 0, 2 + number)).toISOString().slice(0, 10);

/** A year of a small office: invoices of two currencies, two thirds of them paid, some part paid, one void. */
export function smallOffice(): {
  readonly frames: readonly BooksFrame[];
  readonly author: Author;
  readonly writer: FrameWriter;
} {
  const author = new Author(id('dev', 1), Date.UTC(2026, 0, 1));
  const writer = new FrameWriter();
  writer.add(1, new Uint8Array([1, 2, 3]));
  writer.own(
    author.write([
      event('company.set', id('firm', 1), '2026-01-01', {
        fields: { name: 'Quay Office', timeZone: 'UTC', agingWidths: [30, 60, 90] },
      }),
      event('user.set', id('user', 1), '2026-01-01', {
        fields: { name: 'Ada', role: 'owner', archived: false },
      }),
      event('series.opened', id('seri', 1), '2026-01-01', {
        kind: 'invoice',
        device: id('dev', 1),
        prefix: 'INV-',
        year: 2026,
        width: 4,
        first: 1,
      }),
      event('item.set', id('item', 1), '2026-01-01', {
        fields: {
          code: 'A4-80',
          name: 'Büropapier',
          description: '',
          unit: 'box',
          price: '10',
          tax: null,
          archived: false,
        },
      }),
    ]),
  );
  for (let number = 1; number <= CUSTOMERS; number++) {
    const fields = customerFields({
      number: String(10_000 + number),
      name: `${'LKJIHGFEDCBA'[number - 1]} Çustomer ${number}`,
      email: `c${number}@a.example`,
    });
    writer.own(author.write([event('customer.set', id('cust', number), '2026-01-01', { fields })]));
  }
  for (let number = 1; number <= INVOICES; number++) {
    const day = dayOf(number);
    author.now = Date.parse(day);
    const customer = id('cust', 1 + (number % CUSTOMERS));
    const currency = number % 10 === 0 ? 'JPY' : 'EUR';
    const total = 10_000 + ((number * 37) % 500);
    const own = { customer, day, currency };
    const due = dayOf(number + 14);
    const orderNumber = number % 4 === 0 ? `PO ${number}` : '';
    const name = `Customer ${1 + (number % CUSTOMERS)}`;
    writer.own(
      author.write([
        issued({
          ...own,
          id: id('inv', number),
          number: `INV-2026-${String(number).padStart(4, '0')}`,
          counter: number,
          total,
          due,
          orderNumber,
          name,
        }),
      ]),
    );
    if (number % 3 === 0) continue;
    const amount = number % 5 === 0 ? 4_000 : total;
    const payment = {
      ...own,
      id: id('pay', number),
      amount: amount + (number % 7 === 0 ? 50 : 0),
      reference: `RF${number}`,
    };
    writer.own(
      author.write([
        posted(payment),
        allocated({ ...own, id: id('allo', number), source: payment.id, target: id('inv', number), amount }),
      ]),
    );
  }
  writer.own(author.write([event('document.voided', id('inv', 3), dayOf(5), { reason: 'typed twice' })]));
  return { frames: writer.frames, author, writer };
}

const value = <T>(result: Result<T, AppError>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

const ALL = { search: '', status: 'all', customer: null, from: null, to: null } as const;

/** Asks and checks the answer against the contract's own schema, as the router does. */
async function ask<Name extends BooksQueryName>(
  books: Books,
  name: Name,
  input: ParsedInputOf<Name>,
): Promise<OutputOf<Name>> {
  const answer = value(await books.query(name, input));
  expect(contract[name].output.safeParse(answer).error).toBeUndefined();
  return answer;
}

async function filled(books: Books): Promise<{ build: string; office: ReturnType<typeof smallOffice> }> {
  const { build } = value(await books.begin('journal', 'incarnation'));
  const office = smallOffice();
  for (let at = 0; at < office.frames.length; at += 60)
    value(await books.apply(build, office.frames.slice(at, at + 60)));
  return { build, office };
}

/** All pages of a list, fetched a few rows at a time. */
async function pages<Row>(
  page: (cursor: string | null) => Promise<{ rows: Row[]; next: string | null }>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  do {
    const got: { rows: Row[]; next: string | null } = await page(cursor);
    rows.push(...got.rows);
    cursor = got.next;
  } while (cursor !== null);
  return rows;
}

export function booksContract(make: () => BooksMaker): void {
  const open = () => make().open();

  describe('state and apply', () => {
    it('BO3: new books are empty, begun books stand before the first frame', async () => {
      const books = await open();
      expect(value(await books.state())).toEqual({ state: 'empty' });
      const { build } = value(await books.begin('journal', 'incarnation'));
      const begun = value(await books.state());
      expect(begun).toMatchObject({
        state: 'ready',
        journalId: 'journal',
        incarnation: 'incarnation',
        applied: 0,
        build,
      });
    });

    it('BO2: apply is a compare-and-set of the last frame and of the build, and a refused one changes nothing', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const last = office.frames.length;
      const next = office.writer.own(
        office.author.write([posted({ id: id('pay', 999), customer: id('cust', 1), day: TODAY, amount: 5 })]),
      );
      const later = office.writer.own(
        office.author.write([posted({ id: id('pay', 998), customer: id('cust', 1), day: TODAY, amount: 5 })]),
      );
      expect((await books.apply('another build', [next])).ok).toBe(false);
      expect((await books.apply(build, [later])).ok).toBe(false);
      expect((await books.apply(build, [next, next])).ok).toBe(false);
      expect(value(await books.state())).toMatchObject({ applied: last });
      expect(value(await books.apply(build, [next, later]))).toMatchObject({
        applied: last + 2,
        topics: ['payments'],
      });
      expect((await books.apply(build, [next])).ok).toBe(false);
    });

    it('BO3: gives back every frame as it was applied, so that a lost journal can be rebuilt', async () => {
      const books = await open();
      const { office } = await filled(books);
      const frames: BooksFrame[] = [];
      while (frames.length < office.frames.length)
        frames.push(...value(await books.frames(frames.length + 1, 70)));
      expect(frames).toEqual(office.frames);
      expect(value(await books.frames(frames.length + 1, 10))).toEqual([]);
    });

    it('BO3: keeps everything when it is opened again', async () => {
      const maker = make();
      const first = await maker.open();
      await filled(first);
      const before = await ask(first, 'aging.report', { asOf: TODAY, by: 'due' });
      const state = value(await first.state());
      const second = await maker.again(first);
      expect(value(await second.state())).toEqual(state);
      expect(await ask(second, 'aging.report', { asOf: TODAY, by: 'due' })).toEqual(before);
    });

    it('BO3: begins anew with nothing in it and another build', async () => {
      const books = await open();
      const { build } = await filled(books);
      const again = value(await books.begin('journal', 'second'));
      expect(again.build).not.toBe(build);
      expect(await ask(books, 'books.counts', {})).toEqual({ customers: 0, documents: 0, payments: 0 });
      expect(value(await books.frames(1, 10))).toEqual([]);
    });

    it('BO2: a query that asks to see a commit waits for it, and says "catching up" when it does not come', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const next = office.writer.own(
        office.author.write([posted({ id: id('pay', 999), customer: id('cust', 1), day: TODAY, amount: 5 })]),
      );
      const waiting = books.query('books.counts', {}, next.number);
      value(await books.apply(build, [next]));
      expect(value(await waiting).payments).toBe(88);
      const wanted = next.number + 1;
      const answer = await books.query('books.counts', {}, wanted);
      expect(answer).toEqual({ ok: false, error: { kind: 'catching-up', applied: next.number, wanted } });
    });

    it('EV7: an event of a newer program is kept, marks its entity, and stops nothing', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const strange = {
        type: 'invoice.blessed',
        version: 1,
        entity: id('inv', 1),
        effective: TODAY,
        data: { by: 'x' },
      };
      const next = office.writer.own(
        office.author.write([
          strange,
          posted({ id: id('pay', 999), customer: id('cust', 1), day: TODAY, amount: 5 }),
        ]),
      );
      value(await books.apply(build, [next]));
      expect((await ask(books, 'books.counts', {})).payments).toBe(88);
      expect(value(await books.lookup('commit', { id: id('act', 1_000_001) }))?.events).toHaveLength(4);
    });
  });

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
        { customer: id('cust', 4) },
        { from: '2026-02-01', to: '2026-02-28' },
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

  describe('money', () => {
    it('AG4: the aging report ties out with the sums, today and on a past day', async () => {
      const books = await open();
      const { office } = await filled(books);
      for (const asOf of [TODAY, dayOf(4), dayOf(60), dayOf(100)]) {
        const report = await ask(books, 'aging.report', { asOf, by: 'due' });
        expect(report.tied).toBe(true);
        const owed = report.sums.reduce((sum, { balance }) => sum + balance, 0);
        expect(owed).toBe(naiveBalance(office.frames.length, asOf));
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
      const payment = await ask(books, 'payments.get', { id: id('pay', 7) });
      expect(payment).toMatchObject({ status: 'posted', unapplied: 50, postedBy: 'Ada' });
      expect(payment.allocations).toMatchObject([{ target: id('inv', 7), number: 'INV-2026-0007', cut: 0 }]);
    });
  });

  describe('records and search', () => {
    it('EV4: the last writer wins per field, and every write gives a new revision', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const before = await ask(books, 'customers.get', { id: id('cust', 1) });
      const change = event('customer.set', id('cust', 1), TODAY, { fields: { phone: '0117 1' } });
      value(await books.apply(build, [office.writer.own(office.author.write([change]))]));
      const after = await ask(books, 'customers.get', { id: id('cust', 1) });
      expect(after.fields).toEqual({ ...before.fields, phone: '0117 1' });
      expect(after.revision).not.toBe(before.revision);
      expect(
        (await ask(books, 'history.list', { entity: id('cust', 1), cursor: null, limit: 10 })).rows,
      ).toHaveLength(2);
    });

    it('BO5: search finds customers without accents, documents, payments and items in one go', async () => {
      const books = await open();
      await filled(books);
      const search = (text: string) => ask(books, 'search.everything', { text, limit: 10 });
      expect((await search('l custo')).customers[0]).toMatchObject({ number: '10001' });
      expect((await search('buropap')).items.map(({ code }) => code)).toEqual(['A4-80']);
      expect((await search('77')).documents[0]).toMatchObject({ number: 'INV-2026-0077' });
      expect((await search('rf77')).payments).toMatchObject([{ reference: 'RF77' }]);
      expect(await search('  ')).toEqual({ customers: [], documents: [], payments: [], items: [] });
    });

    it('NU2: a series tells the next counter and the day of its last issue', async () => {
      const books = await open();
      await filled(books);
      const series = await ask(books, 'series.list', {});
      expect(series).toMatchObject([{ next: INVOICES + 1, lastIssue: dayOf(INVOICES) }]);
      expect(value(await books.lookup('series', { device: id('dev', 2) }))).toEqual([]);
      expect(await ask(books, 'customers.nextNumber', {})).toEqual({ number: '10013' });
    });

    it('EV12: a committed draft is known until it is discarded or issued', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const draft = id('drft', 1);
      const fields = {
        kind: 'invoice',
        customer: null,
        currency: 'EUR',
        issueDate: null,
        dueDate: null,
        supplyDate: null,
        terms: null,
        orderNumber: '',
        shipTo: null,
        pricesIncludeTax: false,
        adjustments: [],
        notes: 'first',
        copiedFrom: null,
      } as const;
      const line = {
        id: id('line', 1),
        item: null,
        description: 'Paper',
        quantity: '1',
        unit: '',
        unitPrice: '2',
        adjustments: [],
        tax: null,
      };
      const set = event('draft.set', draft, TODAY, {
        fields: { ...fields, adjustments: [] },
        lines: { [line.id]: line },
        order: [line.id],
      });
      value(await books.apply(build, [office.writer.own(office.author.write([set]))]));
      expect(value(await books.lookup('draft', { id: draft }))?.draft).toEqual({ ...fields, lines: [line] });
      expect(value(await books.lookup('drafts', {}))).toMatchObject([{ id: draft, discarded: false }]);
      const gone = issued({
        id: id('inv', 900),
        number: 'INV-2026-0900',
        counter: 900,
        customer: id('cust', 1),
        day: TODAY,
        total: 1,
        draft,
      });
      value(await books.apply(build, [office.writer.own(office.author.write([gone]))]));
      expect(value(await books.lookup('draft', { id: draft }))).toBeNull();
      expect(value(await books.lookup('drafts', {}))).toMatchObject([{ id: draft, discarded: true }]);
    });

    it('EV2: knows where each device stands in its own chain', async () => {
      const books = await open();
      const { office } = await filled(books);
      const author = value(await books.lookup('author', { device: id('dev', 1) }));
      expect(author).toMatchObject({ hash: office.author.hash, recorded: office.author.now });
      expect(value(await books.lookup('author', { device: id('dev', 7) }))).toBeNull();
    });

    it('DO2: finds the document that has the order number or the amount already', async () => {
      const books = await open();
      await filled(books);
      const alike = {
        customer: id('cust', 5),
        orderNumber: 'po4',
        total: minor(1),
        currency: 'EUR',
        date: dayOf(90),
      };
      expect(value(await books.lookup('lookalikes', alike))).toEqual([
        { number: 'INV-2026-0004', because: 'order-number' },
      ]);
      const same = { ...alike, orderNumber: '', total: minor(10_000 + 4 * 37), date: dayOf(6) };
      expect(value(await books.lookup('lookalikes', same))).toEqual([
        { number: 'INV-2026-0004', because: 'amount-and-date' },
      ]);
    });
  });
}

/** Balance of all currencies on a day, added up from what `smallOffice` does. */
function naiveBalance(_frames: number, asOf: string): number {
  let balance = 0;
  for (let number = 1; number <= INVOICES; number++) {
    if (dayOf(number) > asOf) continue;
    const total = 10_000 + ((number * 37) % 500);
    if (number !== 3 || asOf < dayOf(5)) balance += total;
    if (number % 3 !== 0) balance -= (number % 5 === 0 ? 4_000 : total) + (number % 7 === 0 ? 50 : 0);
  }
  return balance;
}
