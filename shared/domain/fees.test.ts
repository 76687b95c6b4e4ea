import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { toMinor } from './currency.ts';
import { type FeeFacts, type FeeRule, feesFor } from './fees.ts';
import { minor } from './money.ts';

const rule = (more: Partial<FeeRule>): FeeRule => ({
  id: 'fee',
  name: 'Freight',
  kind: 'flat',
  currency: 'EUR',
  amount: '7.9',
  percent: null,
  least: null,
  below: null,
  groups: [],
  countries: [],
  tax: null,
  archived: false,
  ...more,
});
const facts = (sum: number, more: Partial<FeeFacts> = {}): FeeFacts => ({
  currency: 'EUR',
  sumOfLines: minor(sum),
  group: '',
  country: 'DE',
  off: [],
  ...more,
});
const worthOf = (one: Partial<FeeRule>, sum: number, more: Partial<FeeFacts> = {}) => {
  const [fee] = feesFor([rule(one)], facts(sum, more));
  return fee ? (fee.percent === null ? fee.amount : `${fee.percent} %`) : null;
};

describe('fees by rule', () => {
  it('are an amount, with name, tax and rule', () => {
    expect(feesFor([rule({ tax: 'vat' })], facts(5000))).toEqual([
      { kind: 'charge', percent: null, amount: '7.90', reason: 'Freight', tax: 'vat', fee: 'fee' },
    ]);
  });

  it('are a percent of the sum of lines, but no less than their least', () => {
    const packing = { kind: 'percent', amount: null, percent: '2', least: '3' } as const;
    expect(worthOf(packing, 10_000)).toBe('3.00');
    expect(worthOf(packing, 15_000)).toBe('2 %');
    expect(worthOf({ ...packing, least: null }, 1)).toBe('2 %');
  });

  it('fill an order up to the least value', () => {
    const least = { kind: 'top-up', amount: '50' } as const;
    expect(worthOf(least, 4210)).toBe('7.90');
    expect(worthOf(least, 5000)).toBeNull();
  });

  it('are for orders below a value, for groups, for countries, in their currency', () => {
    expect(worthOf({ below: '50' }, 4999)).toBe('7.90');
    expect(worthOf({ below: '50' }, 5000)).toBeNull();
    expect(worthOf({ groups: ['Retail'] }, 100, { group: 'retail' })).toBe('7.90');
    expect(worthOf({ groups: ['Retail'] }, 100)).toBeNull();
    expect(worthOf({ countries: ['AT', 'DE'] }, 100)).toBe('7.90');
    expect(worthOf({ countries: ['AT'] }, 100)).toBeNull();
    expect(worthOf({ currency: 'USD' }, 100)).toBeNull();
    expect(worthOf({ archived: true }, 100)).toBeNull();
  });

  it('are none of an order of nothing or less, and none that was taken off', () => {
    expect(worthOf({}, 0)).toBeNull();
    expect(worthOf({}, -100)).toBeNull();
    expect(worthOf({}, 100, { off: ['fee'] })).toBeNull();
    expect(worthOf({ amount: '0' }, 100)).toBeNull();
    expect(worthOf({ amount: null }, 100)).toBeNull();
  });

  it('never lift an order above its least value, and always up to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 9999 }), (sum, least) => {
        const amount = worthOf({ kind: 'top-up', amount: (least / 100).toFixed(2) }, sum);
        const added = amount === null ? minor(0) : toMinor(amount, 'EUR');
        const total = sum + (typeof added === 'number' ? added : added.ok ? added.value : Number.NaN);
        expect(total).toBe(Math.max(sum, least));
      }),
    );
  });

  it('come in the same order whatever order the rules have', () => {
    const rules = [rule({ id: 'b', name: 'Packing' }), rule({ id: 'a' }), rule({ id: 'c' })];
    const ids = (list: readonly FeeRule[]) => feesFor(list, facts(100)).map(({ fee }) => fee);
    expect(ids(rules)).toEqual(['a', 'c', 'b']);
    expect(ids([...rules].reverse())).toEqual(['a', 'c', 'b']);
  });
});
