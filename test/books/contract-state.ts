/** State, apply and frames (BO2, BO3, EV7). */
import { describe, expect, it } from 'vitest';
import { topicsOf } from '../../electron/company/topics.ts';
import type { BooksFrame } from '../../shared/contract/books-port.ts';
import { event } from '../../shared/events/event-types.ts';
import { id, posted } from './record.ts';
import { smallOffice, TODAY } from './small-office.ts';
import { ask, type BooksMaker, filled, value } from './suite.ts';

export function stateContract(make: () => BooksMaker): void {
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

    it('EV11: the commit that names a document’s file says so alone: lists and figures stay as they are', async () => {
      const books = await open();
      const { build, office } = await filled(books);
      const named = event('document.archived', id('inv', 1), TODAY, {
        ...{ sha256: 'a'.repeat(64), bytes: 1, template: 'classic' },
      });
      const next = office.writer.own(office.author.write([named]));
      expect(value(await books.apply(build, [next])).topics).toEqual(topicsOf([named]));
      expect(topicsOf([named])).toEqual(['files']);
    });

    it('BO2: batches that are sent without waiting are applied in the order in which they were sent', async () => {
      const books = await open();
      const { build } = value(await books.begin('journal', 'incarnation'));
      const { frames } = smallOffice();
      const sent = [];
      for (let at = 0; at < frames.length; at += 40) sent.push(books.apply(build, frames.slice(at, at + 40)));
      for (const answer of await Promise.all(sent)) expect(answer.ok).toBe(true);
      expect(value(await books.state())).toMatchObject({ applied: frames.length });
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
}
