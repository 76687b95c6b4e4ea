import { describe, expect, it } from 'vitest';
import fc from '../../../test/property.ts';
import { compareKeys, type Key, type PageOf, pageOfGathered, pageOfWalk, readCursor } from './keyed-list.ts';

const rows = fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.nat(30)), {
  selector: ([name, at]) => `${name}${at}`,
  maxLength: 40,
});
const keyOf = (row: readonly [string, number]): Key => row;

describe('keyed paging', () => {
  it('BO5: shows every row exactly once, in order, whatever the size of the page', () => {
    fc.assert(
      fc.property(
        rows,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('asc', 'desc'),
        (all, limit, direction) => {
          const seen: (readonly [string, number])[] = [];
          let cursor: string | null = null;
          do {
            const page: PageOf<readonly [string, number]> = pageOfGathered(all, keyOf, {
              cursor,
              limit,
              direction,
            });
            seen.push(...page.rows);
            cursor = page.next;
          } while (cursor !== null);
          const sorted = [...all].sort(compareKeys);
          expect(seen).toEqual(direction === 'asc' ? sorted : sorted.reverse());
        },
      ),
    );
  });

  it('BO5: finds the first of very many rows, whichever order they come in', () => {
    const all = Array.from({ length: 5_000 }, (_, index) => [`${(index * 7_919) % 5_003}`, index] as const);
    const sorted = [...all].sort(compareKeys);
    for (const direction of ['asc', 'desc'] as const) {
      const inOrder = direction === 'asc' ? sorted : [...sorted].reverse();
      for (const rows of [all, sorted, [...sorted].reverse()]) {
        const first = pageOfGathered(rows, keyOf, { cursor: null, limit: 30, direction });
        const second = pageOfGathered(rows, keyOf, { cursor: first.next, limit: 30, direction });
        expect([...first.rows, ...second.rows]).toEqual(inOrder.slice(0, 60));
        expect(second.next).not.toBeNull();
      }
    }
  });

  it('BO5: a walk stops at the page and tells whether anything follows that the filter shows', async () => {
    const asked: number[] = [];
    async function* chunks() {
      for (let begin = 0; begin < 100; begin += 10) {
        asked.push(begin);
        yield Array.from({ length: 10 }, (_, index) => ['r', begin + index] as const);
      }
    }
    const even = (row: readonly [string, number]) => row[1] % 2 === 0;
    const page = await pageOfWalk(chunks(), even, keyOf, 7);
    expect(page.rows.map(([, at]) => at)).toEqual([0, 2, 4, 6, 8, 10, 12]);
    expect(page.next).toBe('["r",12]');
    expect(asked).toEqual([0, 10]);
    const few = await pageOfWalk(chunks(), ([, at]) => at === 99, keyOf, 1);
    expect(few).toEqual({ rows: [['r', 99]], next: null });
  });

  it('takes a cursor that it did not write for none', () => {
    for (const cursor of ['', '{', '{"a":1}', '[null]', '[[1]]']) expect(readCursor(cursor)).toBeNull();
    expect(readCursor('["a",1]')).toEqual(['a', 1]);
    expect(readCursor(null)).toBeNull();
  });

  it('orders keys as IndexedDB does: numbers before texts, short before long', () => {
    const inOrder: Key[] = [[-2], [-1, 'a'], [0], ['A'], ['a'], ['a', -1], ['a', 1], ['b']];
    const sorted = [...inOrder].reverse().sort(compareKeys);
    expect(sorted).toEqual(inOrder);
  });
});
