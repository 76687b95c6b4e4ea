/** Searches that find very many documents: read once, then answered from memory, which every commit moves (BO5). */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import type { Books } from '../../shared/contract/books-port.ts';
import { event } from '../../shared/events/event-types.ts';
import { allocated, id, issued, posted } from './record.ts';
import { dayOf, INVOICES, smallOffice, TODAY } from './small-office.ts';
import { ALL, ask, pages, value } from './suite.ts';

const MORE = 600;
const STATUSES = ['all', 'open', 'overdue', 'paid', 'unsent', 'void'] as const;

function begin() {
  const indexedDB = new IDBFactory();
  const open = () =>
    openBooks({
      indexedDB,
      keyRange: IDBKeyRange,
      name: 'books',
      onEnd: (fault) => {
        throw fault;
      },
    });
  return { open };
}

/** All that the list and its totals answer to a text, in some sorts and for every status. */
async function answers(books: Books, search: string): Promise<unknown[]> {
  const all: unknown[] = [];
  const filterOf = (status: (typeof STATUSES)[number]) => ({ ...ALL, search, status, today: TODAY });
  // The first totals read everything into memory, so the lists come before them.
  for (const status of STATUSES) {
    const filter = filterOf(status);
    for (const sort of ['issueDate', 'number', 'outstanding', 'customer'] as const) {
      all.push(
        await pages((cursor) =>
          ask(books, 'documents.list', { ...filter, sort, direction: 'desc', limit: 170, cursor }),
        ),
      );
    }
  }
  for (const status of STATUSES) all.push(await ask(books, 'documents.totals', filterOf(status)));
  return all;
}

describe('a search that finds very many documents', () => {
  it('BO5: is answered alike from rows and from memory, before and after further commits', async () => {
    const { open } = begin();
    const { writer, author } = smallOffice();
    const more = (number: number) => ({ customer: id('cust', 1), day: dayOf(number % 100), currency: 'EUR' });
    for (let number = INVOICES + 1; number <= INVOICES + MORE; number += 1) {
      const document = issued({
        ...more(number),
        id: id('inv', number),
        number: `INV-2026-${String(number).padStart(4, '0')}`,
        counter: number,
        total: 1_000 + number,
        due: dayOf(120),
        orderNumber: '',
        name: 'Customer 1',
      });
      writer.own(author.write([document]));
    }
    let books = await open();
    const { build } = value(await books.begin('journal', 'incarnation'));
    const { frames } = writer;
    value(await books.apply(build, frames));

    const fromRows = await answers(books, 'inv2026');
    expect(fromRows.at(-STATUSES.length)).toMatchObject({ count: INVOICES + MORE });
    // The totals have read everything; from now on memory answers.
    expect(await answers(books, 'inv2026')).toEqual(fromRows);
    expect(await ask(books, 'documents.totals', { ...ALL, search: '0042', today: TODAY })).toMatchObject({
      count: 1,
    });

    const [paid, voided] = [INVOICES + 1, INVOICES + 2];
    const done = frames.length;
    const money = { ...more(paid), id: id('pay', paid), amount: 1_000 + paid, reference: 'RF' };
    const settled = { ...more(paid), id: id('allo', paid), source: money.id, target: id('inv', paid) };
    writer.own(author.write([posted(money), allocated({ ...settled, amount: money.amount })]));
    writer.own(author.write([event('document.voided', id('inv', voided), dayOf(110), { reason: 'twice' })]));
    value(await books.apply(build, writer.frames.slice(done)));
    const moved = await answers(books, 'inv2026');
    expect(moved.at(-1)).toMatchObject({ count: 2 });
    expect(fromRows.at(-1)).toMatchObject({ count: 1 });

    await books.close();
    books = await open();
    expect(await answers(books, 'inv2026')).toEqual(moved);
    await books.close();
  });
});
