import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { canonicalJson } from './canonical-json.ts';

describe('canonicalJson', () => {
  it('EV1: sorts members by code unit and writes no blanks', () => {
    expect(canonicalJson({ b: 1, a: [true, null, 'x'], B: { z: -0 } })).toBe(
      '{"B":{"z":0},"a":[true,null,"x"],"b":1}',
    );
  });

  it('leaves out what is undefined, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: 2 })).toBe('{"b":2}');
  });

  it('MO5: refuses floats and integers that are not safe', () => {
    for (const number of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => canonicalJson({ number })).toThrow(TypeError);
    }
  });

  it('refuses what JSON cannot carry, and half a character', () => {
    expect(() => canonicalJson(() => 1)).toThrow(TypeError);
    expect(() => canonicalJson([undefined])).toThrow(TypeError);
    expect(() => canonicalJson('\ud800')).toThrow(TypeError);
    expect(canonicalJson('😀 "q"')).toBe('"😀 \\"q\\""');
  });

  it('EV1: gives one text for one value, and reads back as it', () => {
    const value = fc
      .jsonValue({ noUnicodeString: false })
      .map((json) => JSON.parse(JSON.stringify(json), integers));
    fc.assert(
      fc.property(value, (json) => {
        const text = canonicalJson(json);
        expect(JSON.parse(text)).toEqual(json);
        expect(canonicalJson(turned(json))).toBe(text);
      }),
    );
  });
});

const integers = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.max(-1e15, Math.min(1e15, Math.round(value))) + 0 : value;

/** The same value with the members of its objects in the opposite order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, turned(member)]),
  );
}
