/** Files of strangers: whatever is left out of a table, doubled, cut or made huge, it is read or refused by line, never a fault. */
import { describe, expect, it } from 'vitest';
import fc, { runs } from '../../test/property.ts';
import { isDay } from './day.ts';
import { isDecimal } from './decimal.ts';
import { parseRate } from './exchange-rate.ts';
import { readPrices } from './prices-csv.ts';
import { readRates } from './rates-csv.ts';
import { readTaxRates } from './tax-rates-csv.ts';

type Table = readonly (readonly string[])[];

const STRANGE = [
  '',
  ' ',
  '"',
  "'",
  '-1',
  '1e999',
  'NaN',
  '0x10',
  '1,000.5',
  '99999999999999999999.99',
  '0.00000000000000000000001',
  '__proto__',
  'constructor',
  '\u0000',
  '\ufeff',
  '٣',
  '2026-02-30',
  '31.13.2026',
  '9'.repeat(5000),
];

interface Edit {
  readonly how: 'cell' | 'no cell' | 'no column' | 'column twice' | 'no row' | 'row twice' | 'heading last';
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

const anEdit: fc.Arbitrary<Edit> = fc.record({
  how: fc.constantFrom('cell', 'no cell', 'no column', 'column twice', 'no row', 'row twice', 'heading last'),
  row: fc.nat(20),
  column: fc.nat(20),
  text: fc.oneof(fc.constantFrom(...STRANGE), fc.string({ maxLength: 12, unit: 'binary' })),
});

function edited(table: Table, { how, row, column, text }: Edit): Table {
  const at = row % Math.max(1, table.length);
  const place = column % Math.max(1, table[at]?.length ?? 1);
  const rows = (change: (cells: readonly string[]) => readonly string[]) =>
    table.map((cells, index) => (index === at ? change(cells) : cells));
  if (how === 'cell') return rows((cells) => cells.with(Math.min(place, cells.length - 1), text));
  if (how === 'no cell') return rows((cells) => cells.toSpliced(place, 1));
  if (how === 'no column') return table.map((cells) => cells.toSpliced(place, 1));
  if (how === 'column twice') return table.map((cells) => cells.toSpliced(place, 0, cells[place] ?? ''));
  if (how === 'no row') return table.toSpliced(at, 1);
  if (how === 'row twice') return table.toSpliced(at, 0, table[at] ?? []);
  return [...table.slice(1), ...table.slice(0, 1)];
}

const cell = (text: string): string => (/[",;\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** A file that was right once, with some of it changed, and perhaps cut somewhere. */
const fileFrom = (source: Table): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.array(anEdit, { maxLength: 4 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.option(fc.nat(400)),
    )
    .map(([edits, separator, end, cut]) => {
      const table = edits.reduce<Table>(
        (now, edit) => (now.some((row) => row.length > 0) ? edited(now, edit) : now),
        source,
      );
      const text = table.map((cells) => cells.map(cell).join(separator)).join(end);
      return cut === null ? text : text.slice(0, cut);
    });

interface Problem {
  readonly line: number;
  readonly problem: string;
}

/** What is told of a file that is refused: something, not too much, and in lines that it has. */
function expectTold(text: string, problems: readonly Problem[]): void {
  expect(problems.length).toBeGreaterThan(0);
  expect(problems.length).toBeLessThanOrEqual(100);
  const lines = text.split('\n').length;
  for (const { line } of problems) expect(line >= 1 && line <= lines).toBe(true);
}

describe('a file of a stranger', () => {
  it.each([
    [
      'row by row',
      [
        ['date', 'from', 'to', 'rate', 'source'],
        ['2026-02-27', 'EUR', 'GBP', '0.8634', 'ECB'],
        ['27.02.2026', 'EUR', 'USD', '1,0812', ''],
      ],
    ],
    [
      'a column for each currency',
      [
        ['Date', 'USD', 'GBP', 'EEK'],
        ['2026-02-27', '1.0812', '0.8634', 'N/A'],
        ['26 February 2026', '1.08', '0.86', ''],
      ],
    ],
  ])('MO4: with exchange rates, %s, is read with days and rates or refused by line', (_what, source) => {
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fileFrom(source), (text) => {
        const read = readRates(text, '2026-03-02', 'file');
        seen.add(read.ok);
        if (!read.ok) return expectTold(text, read.problems);
        expect(read.value.rates.length).toBeGreaterThan(0);
        for (const { day, rate, from, to } of read.value.rates) {
          expect([isDay(day), day <= '2026-03-02', parseRate(rate).ok, from === to]).toEqual([
            true,
            true,
            true,
            false,
          ]);
        }
      }),
      { numRuns: runs(300) },
    );
    expect(seen.size).toBe(2);
  });

  it('with prices is read as prices of known items or refused by line', () => {
    const items = [
      { id: 'rope', code: 'R-1', name: 'Rope' },
      { id: 'wire', code: '', name: '__proto__' },
    ];
    const source = [
      ['code', 'item', 'from quantity', 'price', 'currency'],
      ['R-1', '', '', '12.50', 'EUR'],
      ['R-1', '', '10', '11', ''],
      ['', '__proto__', '0', '3,20', 'EUR'],
    ];
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fileFrom(source), (text) => {
        const read = readPrices(text, items, 'EUR', 20);
        seen.add(read.ok);
        if (!read.ok) return expectTold(text, read.problems);
        for (const [id, breaks] of Object.entries(read.prices)) {
          expect(items.some((item) => item.id === id)).toBe(true);
          expect(new Set(breaks.map(({ least }) => least)).size).toBe(breaks.length);
          for (const { least, price } of breaks)
            expect([isDecimal(least), isDecimal(price)]).toEqual([true, true]);
        }
      }),
      { numRuns: runs(300) },
    );
    expect(seen.size).toBe(2);
  });

  it('TX10: with sales-tax rates is read as groups whose rates are decimals, or refused by line', () => {
    const source = [
      [
        'State',
        'ZipCode',
        'TaxRegionName',
        'EstimatedCombinedRate',
        'StateRate',
        'CountyRate',
        'CityRate',
        'SpecialRate',
      ],
      ['TX', '75201', 'DALLAS', '0.0825', '0.0625', '0', '0.01', '0.01'],
      ['TX', '75202', 'DALLAS', '0.0825', '0.0625', '0', '0.01', '0.01'],
      ['TX', '78701', 'AUSTIN', '0.0825', '0.0625', '0', '0.01', '0.01'],
    ];
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fileFrom(source), (text) => {
        const read = readTaxRates(text);
        seen.add(read.ok);
        if (!read.ok) return expectTold(text, read.problems);
        for (const { parts, places } of read.groups) {
          expect(parts.every(({ rate }) => isDecimal(rate))).toBe(true);
          expect(places.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: runs(300) },
    );
    expect(seen.size).toBe(2);
  });
});
