import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { type MergedRecord, mergeFields, revisionOf, valuesOf } from './records.ts';

const A = '0190000000000001';
const B = '0190000000000002';

describe('merging a record', () => {
  it('EV4: the last writer wins for each field on its own', () => {
    const first = mergeFields({}, { name: 'Old', phone: '1' }, A, 'c1');
    const both = mergeFields(first, { name: 'New' }, B, 'c2');
    expect(valuesOf(both)).toEqual({ name: 'New', phone: '1' });
    expect(revisionOf(both)).toBe('c2');
    expect(valuesOf(mergeFields(both, { name: 'Older still' }, A, 'c0'))).toEqual({
      name: 'New',
      phone: '1',
    });
  });

  it('EV4: at one clock the greater commit id wins, and a commit may write a field twice', () => {
    const one = mergeFields(mergeFields({}, { name: 'x' }, A, 'c2'), { name: 'y' }, A, 'c1');
    expect(valuesOf(one)).toEqual({ name: 'x' });
    expect(valuesOf(mergeFields(one, { name: 'z' }, A, 'c2'))).toEqual({ name: 'z' });
  });

  it('an empty record has no revision', () => {
    expect(revisionOf({})).toBe('');
    expect(valuesOf({})).toEqual({});
  });

  it('EV3, EV4: gives one record for one set of writes, in whatever order and however often they come', () => {
    const write = fc.record({
      name: fc.constantFrom('a', 'b', 'c'),
      clock: fc.constantFrom(A, B, '0190000000000003'),
      commit: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(
        fc.array(write, { maxLength: 12 }),
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        (drawn, keys) => {
          // One commit writes a field once and at one clock.
          const writes = [...new Map(drawn.map((one) => [`${one.name}/${one.commit}`, one])).values()];
          const apply = (all: typeof writes) =>
            all.reduce<MergedRecord>(
              (record, { name, clock, commit }) =>
                mergeFields(record, { [name]: `${clock}${commit}` }, clock, `c${commit}`),
              {},
            );
          const shuffled = [...writes, ...writes].map((one, index) => ({
            one,
            key: keys[index % keys.length] ?? 0,
          }));
          shuffled.sort((a, b) => a.key - b.key);
          const again = apply(shuffled.map(({ one }) => one));
          expect(valuesOf(again)).toEqual(valuesOf(apply(writes)));
          expect(revisionOf(again)).toBe(revisionOf(apply(writes)));
        },
      ),
    );
  });
});
