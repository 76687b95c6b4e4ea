import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// A spreadsheet library of others reads what ours wrote.
import { read, utils } from '@e965/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { minor } from '../../../shared/domain/money.ts';
import { err, ok } from '../../../shared/errors/index.ts';
import { COMMAS, SEMICOLONS } from '../csv.ts';
import type { ListTable, Row } from './list-table.ts';
import { type WriteOptions, writeList } from './write-list.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-export-'));
  path = join(folder, 'list');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const money = (amount: number, currency: string) => ({ amount: minor(amount), currency });

const ROWS: readonly Row[] = [
  ['=HYPERLINK("http://x.example")', 'INV-1', '2026-03-01', money(123_456, 'EUR'), '8.25'],
  ['+49 30 1234', 'INV-2', '1900-03-01', money(-500, 'JPY'), '0.1234567890'],
  ['-1+1', 'INV-3', '2026-12-31', money(1_500, 'KWD'), '123456789012345.123'],
  ['@SUM(A1)', 'INV-4', null, money(1, 'CLF'), null],
  ['Ünïcode, "quoted"\nsecond & <third>', 'INV-5', '2199-12-31', null, ''],
  ['control \u0001 and half \ud800 pair', '', '2026-01-01', money(9_007_199_254_740_991, 'EUR'), '-7'],
];

const table = (chunks: readonly (readonly Row[])[] = [ROWS]): ListTable => ({
  title: "Kund's [list]: a/b",
  csv: COMMAS,
  columns: [
    { head: 'Customer', kind: 'text' },
    { head: 'Number', kind: 'code' },
    { head: 'Day', kind: 'day' },
    { head: 'Amount', kind: 'amount' },
    { head: 'Rate', kind: 'decimal' },
  ],
  rows: async function* () {
    for (const rows of chunks) yield ok(rows);
  },
});

const plain: WriteOptions = { watch: () => 'go-on', render: async () => ok(new Uint8Array([37, 80])) };

describe('writeList', () => {
  it('writes CSV in which nothing typed runs as a formula, amounts with a point and days as they are', async () => {
    expect(await writeList(path, table(), 'csv', plain)).toEqual(ok(ROWS.length));
    const text = await readFile(path, 'utf8');
    expect(text.split('\r\n').slice(0, 5)).toEqual([
      '\uFEFFCustomer,Number,Day,Amount,Rate',
      '"\'=HYPERLINK(""http://x.example"")",INV-1,2026-03-01,1234.56,8.25',
      "'+49 30 1234,INV-2,1900-03-01,-500,0.1234567890",
      "'-1+1,INV-3,2026-12-31,1.500,123456789012345.123",
      "'@SUM(A1),INV-4,,0.0001,",
    ]);
    expect(text).toContain('"Ünïcode, ""quoted""\nsecond & <third>",INV-5,2199-12-31,,');
  });

  it('writes CSV as a spreadsheet program reads it where a comma begins the decimals', async () => {
    const semicolons = {
      ...table([[...ROWS, ['a;b, c', 'INV-7', null, money(-5, 'EUR'), '']]]),
      csv: SEMICOLONS,
    };
    expect(await writeList(path, semicolons, 'csv', plain)).toEqual(ok(ROWS.length + 1));
    const text = await readFile(path, 'utf8');
    expect(text.split('\r\n').slice(0, 5)).toEqual([
      '\uFEFFCustomer;Number;Day;Amount;Rate',
      '"\'=HYPERLINK(""http://x.example"")";INV-1;2026-03-01;1234,56;8,25',
      "'+49 30 1234;INV-2;1900-03-01;-500;0,1234567890",
      "'-1+1;INV-3;2026-12-31;1,500;123456789012345,123",
      "'@SUM(A1);INV-4;;0,0001;",
    ]);
    expect(text).toContain('"a;b, c";INV-7;;-0,05;');
  });

  it('writes a workbook: amounts are numbers with the decimals of their currency, days are dates, texts stay texts', async () => {
    expect(await writeList(path, table(), 'xlsx', plain)).toEqual(ok(ROWS.length));
    const book = read(await readFile(path), { cellDates: false, cellNF: true });
    expect(book.SheetNames).toEqual(['Kund s  list   a b']);
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    const cell = (at: string) => {
      const { t, v, w, z, f } = sheet[at] ?? {};
      return { t, v, w, z, f };
    };
    expect(cell('A1')).toMatchObject({ t: 's', v: 'Customer' });
    expect(cell('A2')).toMatchObject({ t: 's', v: '=HYPERLINK("http://x.example")', f: undefined });
    expect(cell('D2')).toMatchObject({ t: 'n', v: 1234.56, z: '#,##0.00', w: '1,234.56' });
    expect(cell('D3')).toMatchObject({ t: 'n', v: -500, z: '#,##0' });
    expect(cell('D4')).toMatchObject({ t: 'n', v: 1.5, z: '#,##0.000', w: '1.500' });
    expect(cell('D5')).toMatchObject({ t: 'n', v: 0.0001, z: '#,##0.0000' });
    expect(cell('C2')).toMatchObject({ t: 'n', v: 46_082, w: '3/1/26' });
    expect(cell('C3')).toMatchObject({ t: 'n', v: 61 });
    expect(cell('E2')).toMatchObject({ t: 'n', v: 8.25 });
    // More digits than a spreadsheet computes with would be rounded: they stay as they are.
    expect(cell('E4')).toMatchObject({ t: 's', v: '123456789012345.123' });
    expect(cell('A6').v).toBe('Ünïcode, "quoted"\nsecond & <third>');
    expect(cell('A7').v).toBe('control  and half  pair');
    expect(utils.sheet_to_json(sheet)).toHaveLength(ROWS.length);
  });

  it('leaves what stood there when it is stopped, when the list ends in an error, and when the place is gone', async () => {
    await writeFile(path, 'what stood there');
    const stopped = await writeList(path, table(), 'xlsx', { ...plain, watch: () => 'stop' });
    expect(stopped).toEqual(err({ kind: 'cancelled' }));
    const failing: ListTable = {
      ...table(),
      rows: async function* () {
        yield ok(ROWS);
        yield err({ kind: 'unavailable', what: 'books' });
      },
    };
    expect(await writeList(path, failing, 'csv', plain)).toMatchObject({ error: { kind: 'unavailable' } });
    expect(await readFile(path, 'utf8')).toBe('what stood there');
    expect(existsSync(`${path}.part`)).toBe(false);
    const nowhere = await writeList(join(folder, 'no', 'such'), table(), 'csv', plain);
    expect(nowhere).toMatchObject({ ok: false, error: { kind: 'storage' } });
  });

  it('streams a hundred thousand rows, and puts no more on paper than paper is for', async () => {
    const chunk = Array.from(
      { length: 200 },
      (_, index): Row => [`Customer ${index}`, `INV-${index}`, '2026-03-01', money(index * 100, 'EUR'), '19'],
    );
    const long = table(Array.from({ length: 500 }, () => chunk));
    const seen: number[] = [];
    const watch = (rows: number) => {
      seen.push(rows);
      return 'go-on' as const;
    };
    expect(await writeList(path, long, 'xlsx', { ...plain, watch })).toEqual(ok(100_000));
    expect(seen).toHaveLength(500);
    expect((await stat(path)).size).toBeGreaterThan(500_000);
    const paper = await writeList(`${path}.pdf`, long, 'pdf', plain);
    expect(paper).toEqual(err({ kind: 'refused', reason: 'too-many-rows' }));
    expect(existsSync(`${path}.pdf`)).toBe(false);
  });
});
