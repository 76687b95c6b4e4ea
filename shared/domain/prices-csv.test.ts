import { describe, expect, it } from 'vitest';
import { readPrices } from './prices-csv.ts';

const ITEMS = [
  { id: 'rope', code: 'R-1', name: 'Rope' },
  { id: 'wire', code: '', name: 'Wire, thin' },
];
const read = (text: string) => readPrices(text, ITEMS, 'EUR', 2);
const problemsOf = (text: string) => {
  const reading = read(text);
  return reading.ok ? [] : reading.problems.map(({ line, cell, problem }) => `${line} ${problem} ${cell}`);
};

describe('a file of prices', () => {
  it('finds items by code, else by name, in the columns in which a list leaves', () => {
    const text =
      '\uFEFFCode,Item,From quantity,Price,Currency\r\nr-1,,1,11,EUR\r\nR-1,Rope,10,10.5,\r\n,"Wire, thin",,2,\r\n';
    expect(read(text)).toEqual({
      ok: true,
      prices: {
        rope: [
          { least: '1', price: '11' },
          { least: '10', price: '10.5' },
        ],
        wire: [{ least: '0', price: '2' }],
      },
    });
    expect(read('Artikelnummer;Ab Menge;Preis\nR-1;10;10,50\n')).toMatchObject({
      ok: true,
      prices: { rope: [{ least: '10', price: '10.5' }] },
    });
  });

  it('tells every bad row and takes none', () => {
    const text = [
      'code,from,price,currency',
      'R-1,1,11,EUR',
      'X-9,1,11,EUR',
      'R-1,few,11,EUR',
      'R-1,2,-1,EUR',
      'R-1,1,12,EUR',
      'R-1,5,9,USD',
    ].join('\n');
    expect(problemsOf(text)).toEqual([
      '3 csv-unknown-item X-9',
      '4 csv-not-a-quantity few',
      '5 csv-not-a-price -1',
      '6 csv-quantity-twice 1',
      '7 csv-other-currency USD',
      '7 csv-too-many-breaks 5',
    ]);
  });

  it('says what a file lacks', () => {
    expect(problemsOf('')).toEqual(['1 csv-no-prices ']);
    expect(problemsOf('code,amount\nR-1,2')).toEqual(['1 csv-no-price-heading code, amount']);
    expect(problemsOf('code,price\n"R-1,2')).toEqual(['2 csv-unclosed-quote "']);
  });
});
