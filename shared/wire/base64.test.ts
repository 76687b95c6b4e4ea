import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../test/property.ts';
import { fromBase64, toBase64 } from './base64.ts';

describe('base64', () => {
  it('writes what everybody else writes, and reads it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const text = toBase64(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(text)).toEqual(bytes);
      }),
      { numRuns: runs(200) },
    );
  });

  it.each([
    'A',
    'AB',
    'AAA',
    'A===',
    '====',
    'AA=A',
    'A=AA',
    'AB==',
    'AAB=',
    'AA A',
    'AA-_',
    'ÄÄÄÄ',
    'AAAA\n',
  ])('refuses %j, which nothing is written as', (text) => {
    expect(fromBase64(text)).toBeUndefined();
  });

  it('reads a text in exactly one way', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'AQgw+/9='), maxLength: 12 }), (text) => {
        const bytes = fromBase64(text);
        if (bytes !== undefined) expect(toBase64(bytes)).toBe(text);
      }),
    );
  });
});
