/** A typed beginning of very many numbers: the newest of them are found however old they are (BO5). */
import { describe, expect, it } from 'vitest';
import { codeKey } from '../../electron/books/keys.ts';
import { SEARCH_LIMIT } from '../../electron/books/queries/keyed-list.ts';
import { numberRanges } from '../../electron/books/queries/newest-streams.ts';
import type { SeriesRow } from '../../electron/books/rows.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { booksHolding } from './memory-books.ts';
import { Author, customerFields, FrameWriter, id, issued } from './record.ts';
import { TODAY } from './small-office.ts';
import { ALL, ask, pages } from './suite.ts';

const MANY = SEARCH_LIMIT + 20;
const dayIn = (year: number, number: number) =>
  new Date(Date.UTC(year, 0, 1 + Math.floor(number / 2))).toISOString().slice(0, 10);

/** Two series that keep the order of days, the newer one short, and one with an invoice for an earlier day. */
function office() {
  const author = new Author(id('dev', 1), Date.UTC(2024, 0, 1));
  const writer = new FrameWriter();
  const series = [
    { id: id('seri', 1), prefix: 'INV-', year: 2024, count: MANY, customer: 1 },
    { id: id('seri', 2), prefix: 'INV-', year: 2025, count: 40, customer: 2 },
    { id: id('seri', 3), prefix: 'B-', year: 2024, count: MANY, customer: 1 },
  ];
  for (const number of [1, 2]) {
    const fields = customerFields({ number: String(number), name: ['Alder', 'Birch'][number - 1] ?? '' });
    writer.own(author.write([event('customer.set', id('cust', number), '2024-01-01', { fields })]));
  }
  const all: {
    readonly number: string;
    readonly customer: number;
    readonly day: string;
    readonly at: number;
  }[] = [];
  for (const { id: own, prefix, year, count, customer } of series) {
    const data = { kind: 'invoice', device: id('dev', 1), prefix, year, width: 4, first: 1 } as const;
    const events: DomainEvent[] = [event('series.opened', own, '2024-01-01', data)];
    for (let counter = 1; counter <= count; counter += 1) {
      const isLate = prefix === 'B-' && counter === 300;
      const day = dayIn(year, isLate ? 10 : counter);
      const number = `${prefix}${year}-${String(counter).padStart(4, '0')}`;
      const who = customer === 1 && counter === 7 ? 2 : customer;
      const document = {
        number,
        counter,
        series: own,
        customer: id('cust', who),
        day,
        total: 1_000 + counter,
      };
      all.push({ number, customer: who, day, at: all.length });
      events.push(issued({ id: id(`d${own.slice(-1)}`, counter), ...document }));
    }
    writer.own(author.write(events));
  }
  all.sort((a, b) => (a.day === b.day ? b.at - a.at : a.day < b.day ? 1 : -1));
  return { frames: writer.frames, all };
}

describe('the beginning of very many numbers', () => {
  it('BO5: finds the newest of them first, whether their series kept the order of days or not', async () => {
    const { frames, all } = office();
    const books = await booksHolding(frames);
    const listed = async (search: string, from: string | null) => {
      const rows = await pages((cursor) =>
        ask(books, 'documents.list', {
          ...{ ...ALL, search, from, today: TODAY },
          ...{ sort: 'issueDate', direction: 'desc', limit: 150, cursor },
        }),
      );
      return rows.map(({ number }) => number);
    };
    for (const search of ['inv', 'INV-2024', 'inv-2024-0', 'inv-2025', 'b-2024-0', 'inv-2024-01'])
      for (const from of [null, dayIn(2024, 400)]) {
        const expected = all.filter(
          ({ number, day }) => codeKey(number).startsWith(codeKey(search)) && (from === null || day >= from),
        );
        expect(await listed(search, from)).toEqual(expected.map(({ number }) => number));
      }
    await books.close();
  });

  const row = (changed: Partial<SeriesRow> = {}): SeriesRow => ({
    id: 's',
    opened: {
      ...{ commit: 'c', kind: 'invoice', device: 'd', prefix: 'INV-', year: 2024, width: 4, first: 3, at: 1 },
    },
    closed: null,
    sheets: [],
    highest: 57,
    lastIssue: null,
    order: 'days',
    ...changed,
  });
  const ends = (code: string, changed?: Partial<SeriesRow>) =>
    numberRanges([row(changed)], code)?.map(({ lowest, highest }) => [lowest, highest]);

  it('NU2: takes the numbers that a code begins, from the first that was given to the last', () => {
    expect(ends('i')).toEqual([[3, 57]]);
    expect(ends('inv2024')).toEqual([[3, 57]]);
    expect(ends('inv2024000')).toEqual([[3, 9]]);
    expect(ends('inv20240012')).toEqual([[12, 12]]);
    for (const code of ['inv20241', 'inv2023', 'inv2024x', 'inv202400120', 'inv20240060'])
      expect(ends(code)).toEqual([]);
    expect(ends('inv', { highest: 0 })).toEqual([]);
  });

  it('NU2: takes none where numbers do not tell the order of their days', () => {
    expect(ends('inv', { order: 'mixed' })).toBeUndefined();
    expect(ends('b', { order: 'mixed' })).toEqual([]);
    expect(ends('b', { order: 'free' })).toBeUndefined();
    expect(ends('inv', { highest: 10_000 })).toBeUndefined();
  });
});
