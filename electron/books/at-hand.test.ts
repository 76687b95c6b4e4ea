import { describe, expect, it } from 'vitest';
import { id } from '../../test/books/record.ts';
import { CustomersAtHand } from './at-hand.ts';
import type { BooksDatabase } from './schema.ts';

/** A table of customers that tells which of them were read. */
function counted(count: number) {
  const ids = Array.from({ length: count }, (_, index) => id('cust', index));
  const read: string[] = [];
  const bulkGet = async (keys: readonly string[]) => {
    read.push(...keys);
    return keys.map((key) => (ids.includes(key) ? { id: key, merged: {} } : undefined));
  };
  return { ids, read, db: { records: () => ({ bulkGet }) } as unknown as BooksDatabase };
}

describe('customers at hand', () => {
  it('are read once, in the order asked for, and those that are not there every time', async () => {
    const { ids, read, db } = counted(3);
    const atHand = new CustomersAtHand();
    const [first = '', second = '', third = ''] = ids;
    const nobody = id('cust', 99);
    const asked = async (...wanted: string[]) => (await atHand.read(db, wanted)).map((one) => one.id);
    expect(await asked(second)).toEqual([second]);
    expect(await asked(third, second, nobody, first)).toEqual([third, second, first]);
    expect(await asked(nobody, first)).toEqual([first]);
    expect(read).toEqual([second, third, nobody, first, nobody]);
  });

  it('are the last five hundred: whoever was asked for longest ago is read again', async () => {
    const { ids, read, db } = counted(501);
    const atHand = new CustomersAtHand();
    const [oldest = '', second = '', ...others] = ids;
    for (const each of [oldest, second, oldest, ...others]) await atHand.read(db, [each]);
    read.length = 0;
    await atHand.read(db, [oldest]);
    expect(read).toEqual([]);
    await atHand.read(db, [second]);
    expect(read).toEqual([second]);
  });
});
