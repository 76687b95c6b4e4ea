import { describe, expect, it } from 'vitest';
import fc from '../../test/property.ts';
import { readCsv } from './read-csv.ts';

const cellsOf = (text: string) => readCsv(text).rows.map(({ cells }) => cells);

describe('readCsv', () => {
  it('finds the separator in the first line, whatever stands in quotes', () => {
    expect(readCsv('a;b\n1,5;2').separator).toBe(';');
    expect(readCsv('a\tb').separator).toBe('\t');
    expect(readCsv('"a;b;c",d').separator).toBe(',');
  });

  it('reads quotes, doubled quotes, and line ends inside of them; drops a byte order mark and empty rows', () => {
    expect(cellsOf('\uFEFFa,b\r\n"x ""y""\nz",2\r\n\r\n , \r\n3,4')).toEqual([
      ['a', 'b'],
      ['x "y"\nz', '2'],
      ['3', '4'],
    ]);
  });

  it('names the line in which a row begins, and that of a quote which is never closed', () => {
    const table = readCsv('a,b\n"1\n2",3\n4,"5');
    expect(table.rows.map(({ line }) => line)).toEqual([1, 2, 4]);
    expect(table.unclosed).toBe(4);
  });

  it('gives back every table that was written by the rules', () => {
    const cell = fc.string({ maxLength: 8 }).map((text) => text.trim());
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 }), (rows) => {
        const text = [['head', 'more'], ...rows]
          .map((cells) => cells.map((each) => `"${each.replaceAll('"', '""')}"`).join(','))
          .join('\r\n');
        const shown = rows.filter((cells) => cells.some((each) => each !== ''));
        expect(cellsOf(text)).toEqual([['head', 'more'], ...shown]);
      }),
    );
  });
});
