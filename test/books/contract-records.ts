/** Master data, drafts, series, history and search (EV2, EV4, EV12, NU2). */

import { describe, expect, it } from 'vitest';
import { blankDraft } from '../../shared/contract/blank-records.ts';
import type { Books } from '../../shared/contract/books-port.ts';
import { minor } from '../../shared/domain/money.ts';
import { event } from '../../shared/events/event-types.ts';
import type { CustomerFields } from '../../shared/events/masters.ts';
import type { Seen } from '../../shared/events/primitives.ts';
import { Author, id, issued } from './record.ts';
import { CUSTOMERS, dayOf, INVOICES, TODAY } from './small-office.ts';
import { ask, type BooksMaker, filled, value } from './suite.ts';

export function recordsContract(make: () => BooksMaker): void {
  const open = () => make().open();

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

    describe('changed by two people', () => {
      const customer = id('cust', 1);
      const marks = (books: Books, today = TODAY) =>
        ask(books, 'records.changedTwice', { of: 'customers', id: customer, today });

      /** The office, and a second desktop that has seen everything until now. */
      async function twoDesktops() {
        const books = await open();
        const { build, office } = await filled(books);
        const other = new Author(id('dev', 2), Date.parse('2026-06-20'));
        office.author.now = Date.parse('2026-06-21');
        let received = 0;
        const own = async (fields: Partial<CustomerFields>, seen: Seen = {}) => {
          const commit = office.author.write([event('customer.set', customer, TODAY, { fields, seen })]);
          value(await books.apply(build, [office.writer.own(commit)]));
          return commit.envelope.sequence;
        };
        const foreign = async (fields: Partial<CustomerFields>, seen: Seen) => {
          const commit = other.write([event('customer.set', customer, TODAY, { fields, seen })]);
          received += 1;
          const confirmation = { epoch: 'e1', sequence: received, received: Date.parse('2026-06-22') };
          value(await books.apply(build, [office.writer.foreign(commit, confirmation)]));
          return commit.envelope.sequence;
        };
        const seen = value(await books.lookup('seen', { table: 'customers', id: customer }));
        return { books, own, foreign, seen, other };
      }

      it('EV4: both values of a field are told, with who wrote them and on which desktop', async () => {
        const { books, own, foreign, seen } = await twoDesktops();
        expect(await marks(books)).toEqual([]);
        await own({ phone: '0117 1', city: 'x' } as Partial<CustomerFields>);
        await foreign({ phone: '0117 2', email: 'b@c.example' }, seen);
        const told = await marks(books);
        expect(told).toMatchObject([
          {
            field: 'phone',
            present: { value: '0117 1', actor: 'Ada', recorded: Date.parse('2026-06-21') },
            other: {
              value: '0117 2',
              actor: 'Ada',
              device: id('dev', 2),
              recorded: Date.parse('2026-06-20'),
            },
          },
        ]);
        expect((await ask(books, 'customers.get', { id: customer })).fields.phone).toBe('0117 1');
      });

      it('EV4: a change that was made in knowledge of the other one is no conflict, nor is the same value', async () => {
        const { books, own, foreign, other } = await twoDesktops();
        other.now = Date.parse('2026-06-22');
        const first = await own({ phone: '0117 1', email: 'same@a.example' });
        await foreign({ phone: '0117 2' }, { [id('dev', 1)]: first });
        await foreign({ email: 'same@a.example' }, {});
        expect(await marks(books)).toEqual([]);
      });

      it('EV4: taking one of the two values ends it', async () => {
        const { books, own, foreign, seen } = await twoDesktops();
        await own({ phone: '0117 1' });
        const theirs = await foreign({ phone: '0117 2' }, seen);
        expect(await marks(books)).toHaveLength(1);
        await own({ phone: '0117 2' }, { [id('dev', 2)]: theirs });
        expect(await marks(books)).toEqual([]);
      });

      it('EV4: it is said for thirty days', async () => {
        const { books, own, foreign, seen } = await twoDesktops();
        await own({ phone: '0117 1' });
        await foreign({ phone: '0117 2' }, seen);
        expect(await marks(books, '2026-07-21')).toHaveLength(1);
        expect(await marks(books, '2026-07-22')).toEqual([]);
      });
    });

    it('EV4: of a draft two desks changed, its fields and each line are told apart', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const draft = id('drft', 7);
      const line = (description: string) => ({
        id: id('line', 1),
        item: null,
        description,
        quantity: '1',
        unit: '',
        unitPrice: '2',
        adjustments: [],
        tax: null,
      });
      const set = (author: Author, notes: string, lines: Record<string, ReturnType<typeof line> | null>) =>
        author.write([
          event('draft.set', draft, TODAY, { fields: { notes }, lines, order: Object.keys(lines) }),
        ]);
      office.author.now = Date.parse('2026-06-21');
      const other = new Author(id('dev', 2), Date.parse('2026-06-22'));
      const mine = set(office.author, 'same', { [id('line', 1)]: line('Paper') });
      const theirs = set(other, 'same', { [id('line', 1)]: null });
      const confirmation = { epoch: 'e1', sequence: 1, received: Date.parse('2026-06-23') };
      value(await books.apply(build, [office.writer.own(mine), office.writer.foreign(theirs, confirmation)]));
      expect(
        await ask(books, 'records.changedTwice', { of: 'drafts', id: draft, today: TODAY }),
      ).toMatchObject([
        {
          field: `line/${id('line', 1)}`,
          present: { value: null },
          other: { value: { description: 'Paper' } },
        },
      ]);
    });

    it('an item is found by its id, archived or not', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const gone = event('item.set', id('item', 1), TODAY, { fields: { archived: true } });
      value(await books.apply(build, [office.writer.own(office.author.write([gone]))]));
      expect((await ask(books, 'items.get', { id: id('item', 1) })).fields).toMatchObject({ archived: true });
      const none = await books.query('items.get', { id: id('item', 9) });
      expect(none).toMatchObject({ ok: false, error: { kind: 'not-found', what: 'item' } });
      const list = async (archived: boolean) =>
        (await ask(books, 'items.list', { search: '', archived, cursor: null, limit: 10 })).count;
      expect([await list(false), await list(true)]).toEqual([0, 1]);
    });

    it('archived customers stand among the others when they are asked for, not instead of them', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const gone = event('customer.set', id('cust', 3), TODAY, { fields: { archived: true } });
      value(await books.apply(build, [office.writer.own(office.author.write([gone]))]));
      const list = (archived: boolean) =>
        ask(books, 'customers.list', {
          search: '',
          archived,
          sort: 'number',
          direction: 'asc',
          cursor: null,
          limit: 50,
        });
      expect((await list(false)).count).toBe(CUSTOMERS - 1);
      const all = await list(true);
      expect(all.count).toBe(CUSTOMERS);
      expect(all.rows.filter(({ archived }) => archived).map(({ id: each }) => each)).toEqual([
        id('cust', 3),
      ]);
    });

    it('NU2: of a device’s series the one opened last is in use, in whatever order their ids stand', async () => {
      const maker = make();
      const books = await maker.open();
      const { build, office } = await filled(books);
      const opened = (number: number, prefix: string) =>
        event('series.opened', id('aaa', number), TODAY, {
          kind: 'invoice',
          device: id('dev', 1),
          prefix,
          year: 2026,
          width: 4,
          first: 1,
        });
      value(await books.apply(build, [office.writer.own(office.author.write([opened(2, 'B-')]))]));
      value(await books.apply(build, [office.writer.own(office.author.write([opened(1, 'C-')]))]));
      const after = await maker.again(books);
      const series = await ask(after, 'series.list', {});
      expect(series.map(({ prefix, current }) => [prefix, current])).toEqual([
        ['B-', false],
        ['C-', true],
        ['INV-', false],
      ]);
      const rows = value(await after.lookup('series', { device: id('dev', 1) }));
      expect(rows.at(-1)).toMatchObject({ prefix: 'C-' });
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

    it('NU3: accounts for every number of a series, also beside another whose numbers begin alike', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const data = { kind: 'invoice', device: id('dev', 1), prefix: 'INV-2', year: null, width: 4 } as const;
      const other = event('series.opened', id('seri', 2), TODAY, { ...data, first: 1 });
      const of = { customer: id('cust', 1), day: TODAY, total: 1 };
      const far = issued({ ...of, id: id('inv', 901), number: 'INV-2026-0140', counter: 140 });
      const beside = { ...of, id: id('inv', 902), number: 'INV-20001', counter: 1, series: id('seri', 2) };
      const written = office.author.write([other, far, issued(beside)]);
      value(await books.apply(build, [office.writer.own(written)]));
      const { series, years } = await ask(books, 'series.report', { year: null });
      expect(years).toEqual([2026]);
      expect(series).toMatchObject([
        { given: INVOICES + 1, voided: 1, missing: 9, last: 'INV-2026-0140' },
        { given: 1, voided: 0, missing: 0, last: 'INV-20001' },
      ]);
      const runs = series[0]?.runs.map(({ fate, first, count }) => `${fate} ${first} ${count}`);
      expect(runs).toEqual([
        'issued INV-2026-0001 2',
        'void INV-2026-0003 1',
        `issued INV-2026-0004 ${INVOICES - 3}`,
        `missing INV-2026-0131 9`,
        'issued INV-2026-0140 1',
      ]);
    });

    it('EV12: a committed draft is known until it is discarded or issued', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const draft = id('drft', 1);
      const { lines: _none, ...fields } = { ...blankDraft('EUR'), notes: 'first' };
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
      const alike = { customer: id('cust', 5), orderNumber: 'po4', currency: 'EUR', date: dayOf(90) };
      const total = minor(10_000 + 4 * 37);
      const [same, ...others] = value(await books.lookup('lookalikes', alike));
      expect(same).toEqual({ number: 'INV-2026-0004', total, sameOrder: true });
      expect(others.map(({ sameOrder }) => sameOrder)).not.toContain(true);
      const near = { ...alike, orderNumber: '', date: dayOf(6) };
      expect(value(await books.lookup('lookalikes', near))).toContainEqual({
        number: 'INV-2026-0004',
        total,
        sameOrder: false,
      });
      expect(value(await books.lookup('lookalikes', { ...near, currency: 'JPY' }))).toEqual([]);
    });
  });
}
