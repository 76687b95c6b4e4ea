import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { BooksDatabase } from './schema.ts';
import { lengthened, shortened } from './short-ids.ts';

const uuid = fc.uuid().map((id) => id.toLowerCase());
const sign = (one: string, other: string): number => Number(one > other) - Number(one < other);

describe('ids as the database keeps them', () => {
  it('BO1: are whole again when they come back, whatever their form', () => {
    const ids = fc.oneof(uuid, fc.string(), fc.string({ minLength: 7, maxLength: 8, unit: 'binary' }));
    fc.assert(
      fc.property(ids, (id) => {
        expect(lengthened(shortened(id))).toBe(id);
      }),
    );
    for (const id of ['ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000'])
      expect(lengthened(shortened(id))).toBe(id);
  });

  it('BO5: stand in the order of the whole ones, others above them all', () => {
    fc.assert(
      fc.property(uuid, uuid, (one, other) => {
        expect(sign(shortened(one), shortened(other))).toBe(sign(one, other));
      }),
    );
    expect(shortened('!') > shortened('ffffffff-ffff-ffff-ffff-ffffffffffff')).toBe(true);
  });

  it('are 8 characters long', () => {
    expect(shortened('01a205c7-cc75-8417-a0eb-67f26864cc64')).toHaveLength(8);
  });
});

describe('a table with short ids', () => {
  const ids = [
    '01a205c7-cc75-8417-a0eb-000000000001',
    '01a205c7-cc75-8417-a0eb-ffff00000002',
    'eight888',
    'other',
  ];

  async function filled() {
    const db = new BooksDatabase('short', new IDBFactory(), IDBKeyRange);
    await db.open();
    const rows = ids.map((id, at) => ({ id, at, newest: -1, down: -at, customer: 'one' }));
    await db.documents.bulkPut(rows as never);
    return db;
  }

  it('BO1: answers whole ids however its rows are asked for', async () => {
    const db = await filled();
    const { documents } = db;
    expect(await documents.toCollection().primaryKeys()).toEqual(ids);
    expect((await documents.toArray()).map(({ id }) => id)).toEqual(ids);
    for (const id of ids) expect(await documents.get(id)).toMatchObject({ id });
    expect((await documents.bulkGet([...ids, 'none'])).map((row) => row?.id)).toEqual([...ids, undefined]);
    const newestFirst = documents.where('[newest+down]').between([-1], [-1, []]);
    expect(await newestFirst.primaryKeys()).toEqual([...ids].reverse());
    const walked: string[] = [];
    await documents
      .orderBy(':id')
      .until(() => false)
      .each(({ id }, { key, primaryKey }) => {
        walked.push(id, String(key), primaryKey);
      });
    expect(walked).toEqual(ids.flatMap((id) => [id, id, id]));
    expect(
      await documents
        .where(':id')
        .above(ids[0] as string)
        .primaryKeys(),
    ).toEqual(ids.slice(1));
    expect(
      await documents
        .where(':id')
        .anyOf(ids[1] as string, ids[3] as string)
        .primaryKeys(),
    ).toEqual([ids[1], ids[3]]);
    expect(await documents.orderBy(':id').lastKey()).toBe(ids[3]);
    db.close();
  });

  it('BO1: loses the rows that are taken away, and only those', async () => {
    const db = await filled();
    await db.documents.bulkDelete(ids.slice(1, 2));
    await db.documents.delete(ids[2] as string);
    await db.documents.update(ids[0] as string, { number: 'changed' } as never);
    expect(await db.documents.toArray()).toMatchObject([{ id: ids[0], number: 'changed' }, { id: ids[3] }]);
    await db.documents.clear();
    expect(await db.documents.count()).toBe(0);
    db.close();
  });
});
