/** A typed text that many customers share: their documents are read side by side, newest first (BO5). */
import { describe, expect, it } from 'vitest';
import { booksHolding } from './memory-books.ts';
import { CUSTOMERS, dayOf, INVOICES, smallOffice, TODAY } from './small-office.ts';
import { ALL, ask, pages } from './suite.ts';

describe('the documents that a text finds', () => {
  it('BO5: are the same, newest first, as in any other order, on pages of any size', async () => {
    const books = await booksHolding(smallOffice().frames);
    const counts: number[] = [];
    for (const search of ['ustomer', 'customer 1', '1', 'po']) {
      for (const status of ['all', 'paid'] as const) {
        for (const [from, to] of [
          [null, null],
          [dayOf(20), dayOf(90)],
          [dayOf(60), null],
        ] as const) {
          const filter = { ...ALL, search, status, from, to, today: TODAY };
          const listed = async (sort: 'issueDate' | 'dueDate', limit: number) => {
            const rows = await pages((cursor) =>
              ask(books, 'documents.list', { ...filter, sort, direction: 'desc', limit, cursor }),
            );
            return rows.map(({ number }) => number);
          };
          // In this office every invoice has a day of its own, and falls due two weeks after it.
          const expected = await listed('dueDate', 200);
          for (const limit of [7, 50]) expect(await listed('issueDate', limit)).toEqual(expected);
          counts.push(expected.length);
        }
      }
    }
    expect(Math.max(...counts)).toBe(INVOICES);
    expect(counts.filter((count) => count > CUSTOMERS).length).toBeGreaterThan(counts.length / 3);
    await books.close();
  });
});
