/** Master data, drafts, series, history and search (EV2, EV4, EV12, NU2). */
import { describe, expect, it } from 'vitest';
import { minor } from '../../shared/domain/money.ts';
import { event } from '../../shared/events/event-types.ts';
import { id, issued } from './record.ts';
import { dayOf, INVOICES, TODAY } from './small-office.ts';
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
