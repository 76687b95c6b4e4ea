import { describe, expect, it } from 'vitest';
import { AUDITED_TABLES } from '../../shared/contract/books-port.ts';
import { smallOffice } from './small-office.ts';
import { type BooksMaker, filled, value } from './suite.ts';

/** What the books amount to, and whether their rows say it (JO4, BO4). */
export function digestContract(make: () => BooksMaker): void {
  describe('the digest', () => {
    it('JO4: is the same whatever the batches were, after a restart, and on other books', async () => {
      const maker = make();
      const one = await maker.open();
      await filled(one);
      const digest = value(await one.digest());
      expect(digest.digest).toMatch(/^[0-9a-f]{64}$/);
      const again = await maker.again(one);
      expect(value(await again.digest())).toEqual(digest);

      const { build } = value(await again.begin('journal', 'incarnation'));
      const { frames } = smallOffice();
      expect(value(await again.digest()).digest).not.toBe(digest.digest);
      for (const frame of frames) value(await again.apply(build, [frame]));
      expect(value(await again.digest())).toEqual(digest);
      await again.close();
    });

    it('JO4: changes with every commit that changes a row', async () => {
      const books = await make().open();
      const { build } = value(await books.begin('journal', 'incarnation'));
      const seen = new Set<string>();
      const { frames } = smallOffice();
      for (const frame of frames.slice(0, 40)) {
        value(await books.apply(build, [frame]));
        seen.add(value(await books.digest()).digest);
      }
      expect(seen.size).toBe(40);
      await books.close();
    });

    it('BO4: an audit reads every row of every table, and finds sound books sound', async () => {
      const books = await make().open();
      await filled(books);
      let rows = 0;
      for (const table of AUDITED_TABLES) {
        const audit = value(await books.audit(table));
        expect(audit.agrees, table).toBe(true);
        rows += audit.rows;
      }
      expect(rows).toBeGreaterThan(400);
      await books.close();
    });
  });
}
