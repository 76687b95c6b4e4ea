import { describe, expect, it } from 'vitest';
import { asWritten, flatFields, mergedPart, nestedFields } from './prices.ts';

describe('records whose entries merge each on its own (EV4)', () => {
  it.each([
    [
      'rates',
      'days',
      { from: 'EUR', days: { '2026-01-02': { rate: '1.1' }, '2026-01-03': { rate: '1.2' } } },
    ],
    ['priceLists', 'prices', { name: 'Trade', prices: { 'item-1': [{ price: '5' }] } }],
  ])(
    '%s: every entry is a field of its own on the way, and in its place again at the end',
    (table, part, fields) => {
      const flat = flatFields(table, fields);
      expect(mergedPart(table)).toBe(part);
      expect(Object.keys(flat)).not.toContain(part);
      expect(Object.keys(flat)).toHaveLength(1 + Object.keys((fields as never)[part]).length);
      expect(nestedFields(table, flat)).toEqual(fields);
    },
  );

  it('an entry that was taken out is not there, and one that was not named is not touched', () => {
    const flat = flatFields('priceLists', { prices: { gone: null, kept: [] } });
    expect(nestedFields('priceLists', flat)).toEqual({ prices: { kept: [] } });
    expect(flatFields('priceLists', { name: 'Trade' })).toEqual({ name: 'Trade' });
  });

  it('one entry by its name is written in its place, and any other field as itself', () => {
    expect(asWritten('rates', 'day/2026-01-02', null)).toEqual({ days: { '2026-01-02': null } });
    expect(asWritten('priceLists', 'name', 'Trade')).toEqual({ name: 'Trade' });
    expect(asWritten('customers', 'day/1', 'x')).toEqual({ 'day/1': 'x' });
  });

  it('leaves other records as they are', () => {
    const fields = { prices: { a: 1 }, name: 'Ivy' };
    expect([
      mergedPart('customers'),
      flatFields('customers', fields),
      nestedFields('customers', fields),
    ]).toEqual([undefined, fields, fields]);
  });
});
