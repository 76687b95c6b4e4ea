import { describe, expect, it } from 'vitest';
import { changedPrices, problemsOf, rowsOf, withFile, withPrices } from './price-grid.ts';

const name = (item: string) => item;
const PRICES = {
  wire: [{ least: '1', price: '2' }],
  rope: [
    { least: '10', price: '10' },
    { least: '2', price: '11' },
  ],
};

describe('the grid of a price list', () => {
  it('has a row for each quantity, by name and quantity as a number', () => {
    expect(rowsOf(PRICES, name).map(({ key }) => key)).toEqual(['rope/2', 'rope/10', 'wire/1']);
  });

  it('sends only the items that changed, and those that are gone', () => {
    const rows = rowsOf(PRICES, name);
    expect(changedPrices(PRICES, rows)).toEqual({});
    expect(
      changedPrices(
        PRICES,
        rows.filter(({ item }) => item !== 'wire'),
      ),
    ).toEqual({ wire: null });
    const dearer = rows.map((row) => (row.key === 'rope/10' ? { ...row, price: '10.5' } : row));
    expect(changedPrices(PRICES, dearer)).toEqual({
      rope: [
        { least: '2', price: '11' },
        { least: '10', price: '10.5' },
      ],
    });
  });

  it('names rows without a price, and quantities that stand twice however they are written', () => {
    const rows = [
      { key: 'a', item: 'rope', least: '1', price: '1' },
      { key: 'b', item: 'rope', least: '1.0', price: '2' },
      { key: 'c', item: 'rope', least: '3', price: null },
    ];
    expect([...problemsOf(rows)]).toEqual([
      ['b', 'quantity-twice'],
      ['c', 'price-missing'],
    ]);
  });

  it('takes over a file: what it names is as the file says, the rest stays', () => {
    const rows = withFile(rowsOf(PRICES, name), { rope: [{ least: '1', price: '9' }] }, name);
    expect(changedPrices(PRICES, rows)).toEqual({ rope: [{ least: '1', price: '9' }] });
  });

  it('EV4: takes one item’s prices as another desktop has them, or the item out as it did, and leaves the others', () => {
    const theirs = withPrices(rowsOf(PRICES, name), 'wire', [{ least: '1', price: '3' }], name);
    expect(changedPrices(PRICES, theirs)).toEqual({ wire: [{ least: '1', price: '3' }] });
    expect(changedPrices(PRICES, withPrices(theirs, 'wire', null, name))).toEqual({ wire: null });
  });
});
