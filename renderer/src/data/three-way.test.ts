import { describe, expect, it } from 'vitest';
import { changedFields, sameValue, threeWay } from './three-way.ts';

const base = { name: 'Ada', phone: '1', address: { city: 'Bonn', lines: ['A 1'] } };

describe('changedFields', () => {
  it('EV4: names only what was touched, comparing by content', () => {
    const now = { ...base, phone: '2', address: { lines: ['A 1'], city: 'Bonn' } };
    expect(changedFields(base, now)).toEqual({ phone: '2' });
  });

  it('sees a change deep inside a field', () => {
    expect(changedFields(base, { ...base, address: { city: 'Bonn', lines: ['A 2'] } })).toEqual({
      address: { city: 'Bonn', lines: ['A 2'] },
    });
  });
});

describe('threeWay', () => {
  it('EV4: takes fields that only the other side changed', () => {
    const result = threeWay(base, { ...base, phone: '2' }, { ...base, name: 'Ada Lovelace' });
    expect(result.merged).toEqual({ ...base, phone: '2', name: 'Ada Lovelace' });
    expect(result.taken).toEqual(['name']);
    expect(result.conflicts).toEqual([]);
  });

  it('names a field that both changed differently, with both sides', () => {
    const result = threeWay(base, { ...base, phone: '2' }, { ...base, phone: '3' });
    expect(result.conflicts).toEqual([{ field: 'phone', mine: '2', theirs: '3' }]);
    expect(result.merged.phone).toBe('2');
  });

  it('finds no conflict where both wrote the same', () => {
    expect(threeWay(base, { ...base, phone: '2' }, { ...base, phone: '2' }).conflicts).toEqual([]);
  });
});

describe('sameValue', () => {
  it('tells a list from an object and null from a missing field', () => {
    expect(sameValue([], {})).toBe(false);
    expect(sameValue({ a: null }, {})).toBe(false);
    expect(sameValue({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toBe(true);
  });
});
