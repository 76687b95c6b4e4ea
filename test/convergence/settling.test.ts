import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { BooksDatabase } from '../../electron/books/schema.ts';
import { minor } from '../../shared/domain/money.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { fold } from '../../shared/events/fold.ts';
import type { FoldedState } from '../../shared/events/fold-state.ts';
import { keptOf, readState } from '../books/read-state.ts';
import { Author, allocated, FrameWriter, id, issued, posted } from '../books/record.ts';

const customer = id('cust', 1);
const invoice = id('inv', 1);
const day = (number: number) => `2026-01-${String(number).padStart(2, '0')}`;

const opening = [
  issued({ id: invoice, number: 'INV-1', customer, day: day(1), total: 100 }),
  posted({ id: id('pay', 1), customer, day: day(1), amount: 300 }),
];
const allocate = (number: number, amount: number, on: number): DomainEvent =>
  allocated({
    id: id('allo', number),
    source: id('pay', 1),
    target: invoice,
    amount,
    day: day(on),
    customer,
  });
const takeBack = (number: number, on: number): DomainEvent =>
  event('allocation.taken-back', id('allo', number), day(on), { reason: '' });
const deduct = (amount: number, on: number): DomainEvent =>
  event('deduction.made', id('dedu', 1), day(on), {
    target: invoice,
    kind: 'small-difference',
    amount: minor(amount),
    customer,
    currency: 'EUR',
    reason: '',
    payment: null,
  });

/** The books after these events, one commit and one batch each, beside the fold of the same commits. */
async function both(events: readonly DomainEvent[]): Promise<{ books: FoldedState; folded: FoldedState }> {
  const author = new Author(id('dev', 1), Date.UTC(2026, 0, 1));
  const commits = events.map((one) => author.write([one]));
  const indexedDB = new IDBFactory();
  const books = await openBooks({ indexedDB, keyRange: IDBKeyRange, name: 'books', onEnd: () => undefined });
  const begun = await books.begin('journal', 'incarnation');
  if (!begun.ok) throw new Error('the books do not begin');
  const writer = new FrameWriter();
  for (const commit of commits) {
    const applied = await books.apply(begun.value.build, [writer.own(commit)]);
    expect(applied.ok).toBe(true);
  }
  await books.close();
  const db = new BooksDatabase('books', indexedDB, IDBKeyRange);
  await db.open();
  const state = await readState(db);
  db.close();
  return { books: state, folded: keptOf(fold({ commits, confirmations: [] })) };
}

/** What stands of each allocation, in the books, which must be what the fold says. */
async function standing(events: readonly DomainEvent[]): Promise<number[]> {
  const { books, folded } = await both([...opening, ...events]);
  expect(books).toEqual(folded);
  return Object.keys(books.allocations)
    .sort()
    .map((key) => books.allocations[key]?.amount ?? -1);
}

describe('settling one after the other', () => {
  it('AL3: what fits stands whole, and what does not is cut to what is left', async () => {
    expect(await standing([allocate(1, 60, 2), allocate(2, 40, 3)])).toEqual([60, 40]);
    expect(await standing([allocate(1, 60, 2), allocate(2, 50, 3)])).toEqual([60, 40]);
  });

  it('AL2: room that came back later is not there for an allocation from an earlier day', async () => {
    expect(await standing([allocate(1, 100, 1), takeBack(1, 10), allocate(2, 100, 5)])).toEqual([100, 0]);
    expect(await standing([allocate(1, 100, 1), takeBack(1, 10), allocate(2, 100, 10)])).toEqual([100, 100]);
  });

  it('EV6: a deduction from a day on which the invoice was settled cuts what settled it', async () => {
    expect(await standing([allocate(1, 100, 1), takeBack(1, 10), deduct(50, 5)])).toEqual([50]);
    expect(await standing([allocate(1, 100, 1), takeBack(1, 10), deduct(50, 10)])).toEqual([100]);
  });

  it('EV6: a deduction larger than what is left cuts the allocations that came before it', async () => {
    expect(await standing([allocate(1, 80, 2), deduct(30, 3)])).toEqual([70]);
    expect(await standing([allocate(1, 80, 2), deduct(20, 3)])).toEqual([80]);
  });

  it('AL9: a negative deduction raises what is owed, and room with it', async () => {
    expect(await standing([allocate(1, 100, 2), deduct(-5, 3), allocate(2, 5, 2)])).toEqual([100, 0]);
    expect(await standing([allocate(1, 100, 2), deduct(-5, 3), allocate(2, 5, 3)])).toEqual([100, 5]);
  });
});
