/** The check of all tables against their sums (BO1): how many rows there are, and whether the log reaches the last frame. */
import { type BooksDatabase, COUNTED_TABLES } from './schema.ts';

/**
 * The first table that has lost or gained rows; undefined when none has. Counting takes half a second for 100,000
 * invoices, so it runs beside the first screens; what reads rows waits for it.
 */
export function countRows(db: BooksDatabase): Promise<string | undefined> {
  return db.transaction('r', db.tables, async () => {
    const [meta, log, sums, ...counts] = await Promise.all([
      db.meta.get('state'),
      db.log.orderBy(':id').last(),
      db.sums.toArray(),
      ...COUNTED_TABLES.map((name) => db.rowsOf(name).count()),
    ]);
    const logged = log ? log.first + log.kinds.length - 1 : 0;
    if (logged !== (meta?.applied ?? 0)) return 'log';
    const expected = new Map<string, number>();
    for (const { table, count } of sums) expected.set(table, (expected.get(table) ?? 0) + count);
    return COUNTED_TABLES.find((name, index) => counts[index] !== (expected.get(name) ?? 0));
  });
}
