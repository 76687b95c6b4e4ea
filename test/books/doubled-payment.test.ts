/** Two desktops that wrote one payment, which the bank returned and was given again (AL5, EV3): the books are the same, whichever came first. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, it } from 'vitest';
import { openBooks } from '../../electron/books/books-core.ts';
import { event } from '../../shared/events/event-types.ts';
import { Author, FrameWriter, id, posted, type Written } from './record.ts';
import { value } from './suite.ts';

const PAYMENT = id('pay', 1);
const money = (day: string) => posted({ id: PAYMENT, customer: id('cust', 1), day, amount: 10 });

async function digestAfter(commits: readonly Written[]): Promise<string> {
  const books = await openBooks({
    indexedDB: new IDBFactory(),
    keyRange: IDBKeyRange,
    name: 'books',
    onEnd: (fault) => {
      throw fault;
    },
  });
  const { build } = value(await books.begin('journal', 'incarnation'));
  const writer = new FrameWriter();
  for (const commit of commits) writer.own(commit);
  value(await books.apply(build, writer.frames));
  const { digest } = value(await books.digest());
  await books.close();
  return digest;
}

it('AL5, EV3: a payment that gives its id up to an earlier one keeps nothing that was said of that id', async () => {
  const [first, second] = [1, 2].map((number) => new Author(id('dev', number), Date.UTC(2026, 0, 5)));
  const earlier = first?.write([money('2026-01-05')]) as Written;
  const later = second?.write([money('2026-01-05')]) as Written;
  const turned = second?.write([
    event('payment.returned', PAYMENT, '2026-01-05', { reason: 'no cover', code: 'AM04', fee: 0 as never }),
    event('payment.presented', PAYMENT, '2026-01-06', { reason: 'again' }),
  ]) as Written;
  expect(earlier.envelope.id < later.envelope.id).toBe(true);
  const inOrder = await digestAfter([earlier, later, turned]);
  expect(await digestAfter([later, turned, earlier])).toBe(inOrder);
});
