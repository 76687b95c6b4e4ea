import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { type KnowingWrite, unseenWrites } from './concurrent-writes.ts';

const write = (
  device: string,
  sequence: number,
  seen: KnowingWrite['seen'],
  value: unknown,
): KnowingWrite => ({
  commit: `${device}${sequence}`,
  device,
  sequence,
  seen,
  value,
});

const commits = (writes: readonly KnowingWrite[]) => unseenWrites(writes).map(({ commit }) => commit);

describe('writes that did not know of each other', () => {
  it('EV4: of one device only the last is left, whatever was seen', () => {
    expect(commits([write('a', 1, {}, 'x'), write('a', 4, {}, 'y')])).toEqual(['a4']);
  });

  it('EV4: a write that had seen the other one stands alone', () => {
    expect(commits([write('a', 3, {}, 'x'), write('b', 1, { a: 3 }, 'y')])).toEqual(['b1']);
  });

  it('EV4: two that had not seen each other both stand, until one is made in knowledge of both', () => {
    const two = [write('a', 3, {}, 'x'), write('b', 1, { a: 2 }, 'y')];
    expect(commits(two)).toEqual(['a3', 'b1']);
    expect(commits([...two, write('c', 9, { a: 3, b: 1 }, 'z')])).toEqual(['c9']);
    expect(commits([...two, write('c', 9, { a: 3 }, 'z')])).toEqual(['b1', 'c9']);
  });

  it('EV3, EV4: are the same in whatever order and however often they arrive', () => {
    const device = fc.constantFrom('a', 'b', 'c');
    const any = fc
      .record({
        device,
        sequence: fc.integer({ min: 1, max: 6 }),
        seen: fc.dictionary(device, fc.integer({ min: 1, max: 6 })),
      })
      .map(({ device: by, sequence, seen }) => {
        const { [by]: _own, ...others } = seen;
        return write(by, sequence, others, `${by}${sequence}`);
      });
    const sets = fc.uniqueArray(any, { minLength: 1, maxLength: 12, selector: ({ commit }) => commit });
    fc.assert(
      fc.property(sets, fc.infiniteStream(fc.nat()), (writes, keys) => {
        const keyed = [...writes, ...writes].map((each) => ({ each, key: keys.next().value ?? 0 }));
        const again = keyed.sort((a, b) => a.key - b.key).map(({ each }) => each);
        expect(commits(again)).toEqual(commits(writes));
        for (const left of unseenWrites(writes)) {
          expect(writes.every(({ seen }) => (seen[left.device] ?? 0) < left.sequence)).toBe(true);
        }
      }),
    );
  });
});
