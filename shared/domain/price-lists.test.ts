import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { applicableLists, findPrice, type PriceBreak, type PriceList } from './price-lists.ts';

const list = (id: string, more: Partial<PriceList> = {}): PriceList => ({
  id,
  name: id,
  currency: 'EUR',
  from: null,
  until: null,
  customers: [],
  groups: [],
  archived: false,
  prices: { rope: [{ least: '1', price: '10' }] },
  ...more,
});
const BUYER = { customer: 'alder', group: 'Trade' };
const priceOf = (
  lists: readonly PriceList[],
  quantity = '1',
  day = '2026-03-02',
  own: string | null = '12',
) => findPrice('rope', quantity, applicableLists(lists, BUYER, 'EUR', day), own);
const at = (least: string, price: string): PriceBreak => ({ least, price });

describe('the price of an item', () => {
  it('is the customer’s before the group’s, before everybody’s, before the item’s own', () => {
    const everybody = list('all');
    const group = list('trade', { groups: ['TRADE '], prices: { rope: [at('1', '11')] } });
    const customer = list('alder', { customers: ['alder'], prices: { rope: [at('1', '11.5')] } });
    const others = list('others', {
      customers: ['birch'],
      groups: ['Retail'],
      prices: { rope: [at('1', '1')] },
    });
    expect(priceOf([everybody, group, customer, others])?.list).toBe('alder');
    expect(priceOf([everybody, group, others])?.list).toBe('trade');
    expect(priceOf([everybody, others])?.list).toBe('all');
    expect(priceOf([others])).toEqual({ price: '12', list: null, name: '', from: null, least: '0' });
    expect(priceOf([others], '1', '2026-03-02', null)).toBeNull();
  });

  it('is that of the greatest quantity reached; a list whose least quantity is not reached is passed over', () => {
    const steps = list('steps', { customers: ['alder'], prices: { rope: [at('100', '8'), at('10', '9')] } });
    const all = list('all');
    expect(priceOf([steps, all], '9.99')).toMatchObject({ price: '10', list: 'all' });
    expect(priceOf([steps, all], '10')).toMatchObject({ price: '9', list: 'steps', least: '10' });
    expect(priceOf([steps, all], '99')).toMatchObject({ price: '9' });
    expect(priceOf([steps, all], '100')).toMatchObject({ price: '8' });
    expect(priceOf([steps, all], '-100')).toMatchObject({ price: '8' });
  });

  it('is that of the list which began last; of one day the lower', () => {
    const old = list('old', { prices: { rope: [at('1', '5')] } });
    const march = list('march', { from: '2026-03-01' });
    const april = list('april', { from: '2026-04-01', prices: { rope: [at('1', '7')] } });
    const marchToo = list('march-too', { from: '2026-03-01', prices: { rope: [at('1', '9.5')] } });
    expect(priceOf([old, march, april])?.list).toBe('march');
    expect(priceOf([old, march, april], '1', '2026-04-01')?.list).toBe('april');
    expect(priceOf([old, march, april], '1', '2026-02-28')?.list).toBe('old');
    expect(priceOf([march, marchToo])?.list).toBe('march-too');
  });

  it('MO3: never is one of another currency, of other days, or of an archived list', () => {
    const ended = list('ended', { until: '2026-03-01' });
    expect(priceOf([ended])?.list).toBeNull();
    expect(priceOf([ended], '1', '2026-03-01')?.list).toBe('ended');
    expect(priceOf([list('dollars', { currency: 'USD' })])?.list).toBeNull();
    expect(priceOf([list('gone', { archived: true })])?.list).toBeNull();
  });

  /** The same rule said again, slowly: every break of every list that counts, sorted by all that decides. */
  function slowly(lists: readonly PriceList[], quantity: number, day: string): string | null {
    const near = ({ customers, groups }: PriceList) =>
      customers.includes('alder')
        ? 0
        : groups.includes('Trade')
          ? 1
          : customers.length + groups.length === 0
            ? 2
            : 3;
    const all = lists.flatMap((each) => {
      const counts =
        !each.archived &&
        each.currency === 'EUR' &&
        (each.from ?? '0') <= day &&
        day <= (each.until ?? '9') &&
        near(each) < 3;
      const steps = (each.prices.rope ?? []).filter(({ least }) => Number(least) <= quantity);
      const top = Math.max(...steps.map(({ least }) => Number(least)));
      return counts
        ? steps.filter(({ least }) => Number(least) === top).map(({ price }) => ({ each, price }))
        : [];
    });
    all.sort((a, b) => {
      const [x, y] = [a.each, b.each];
      if (near(x) !== near(y)) return near(x) - near(y);
      if ((x.from ?? '') !== (y.from ?? '')) return (x.from ?? '') < (y.from ?? '') ? 1 : -1;
      if (a.price !== b.price) return Number(a.price) - Number(b.price);
      return x.id < y.id ? -1 : 1;
    });
    return all[0] ? `${all[0].each.id} ${all[0].price}` : null;
  }

  it('is what the rule gives when it is said slowly, in any order of the lists', () => {
    const day = fc.constantFrom(null, '2026-03-01', '2026-03-02', '2026-03-03');
    const breaks = fc.uniqueArray(
      fc.record({ least: fc.integer({ min: 1, max: 5 }), price: fc.integer({ min: 1, max: 9 }) }),
      {
        selector: ({ least }) => least,
        maxLength: 3,
      },
    );
    const one = fc.record({
      currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD'),
      from: day,
      until: day,
      customers: fc.constantFrom([], ['alder'], ['birch']),
      groups: fc.constantFrom([], ['Trade'], ['Retail']),
      archived: fc.constantFrom(false, false, true),
      steps: breaks,
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 8 }), fc.integer({ min: 1, max: 6 }), (made, quantity) => {
        const lists = made.map(({ steps, ...more }, index) =>
          list(`list-${index}`, {
            ...more,
            prices: { rope: steps.map(({ least, price }) => at(String(least), String(price))) },
          }),
        );
        const found = priceOf(lists, String(quantity), '2026-03-02', null);
        const again = priceOf([...lists].reverse(), String(quantity), '2026-03-02', null);
        expect(found && `${found.list} ${found.price}`).toBe(slowly(lists, quantity, '2026-03-02'));
        expect(again).toEqual(found);
      }),
    );
  });

  it('never rises with the quantity where breaks only fall', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 50 }),
        (leasts, quantity) => {
          const sorted = [...new Set([1, ...leasts])].sort((a, b) => a - b);
          const prices = { rope: sorted.map((least, index) => at(String(least), String(100 - index))) };
          const of = (many: number) => Number(priceOf([list('all', { prices })], String(many))?.price);
          expect(of(quantity + 1)).toBeLessThanOrEqual(of(quantity));
        },
      ),
    );
  });
});
