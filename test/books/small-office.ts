/** A made-up half year of a small office, and what it must add up to. */
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { event } from '../../shared/events/event-types.ts';
import { Author, allocated, customerFields, FrameWriter, id, issued, posted } from './record.ts';

export const TODAY = '2026-06-30';
export const CUSTOMERS = 12;
export const INVOICES = 130;

export const dayOf = (number: number) => new Date(Date.UTC(2026, 0, 2 + number)).toISOString().slice(0, 10);

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

/** Balance of all currencies on a day, added up from what `smallOffice` does. */
export function naiveBalance(asOf: string): number {
  let balance = 0;
  for (let number = 1; number <= INVOICES; number++) {
    if (dayOf(number) > asOf) continue;
    const total = 10_000 + ((number * 37) % 500);
    if (number !== 3 || asOf < dayOf(5)) balance += total;
    if (number % 3 !== 0) balance -= (number % 5 === 0 ? 4_000 : total) + (number % 7 === 0 ? 50 : 0);
  }
  return balance;
}
