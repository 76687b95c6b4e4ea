/**
 * Files of exchange rates: a row for each rate with a heading, or the European Central Bank's own (a row for each day, a
 * column for each currency, what one euro is). All or nothing: a file with one bad row gives only what is wrong with it.
 */
import { isCurrency } from './currency.ts';
import { isDay } from './day.ts';
import { parseRate } from './exchange-rate.ts';
import type { KeptPairRate } from './kept-rates.ts';
import type { Day, DecimalString } from './money.ts';
import { type CsvRow, type CsvTable, keptLine, readCsv } from './read-csv.ts';

export interface CsvProblem {
  readonly line: number;
  /** The cell as it stands in the file; empty where a whole row or column is missing. */
  readonly cell: string;
  readonly problem:
    | 'csv-not-a-day'
    | 'csv-day-in-future'
    | 'csv-not-a-currency'
    | 'csv-same-currency'
    | 'csv-not-a-rate'
    | 'csv-twice'
    | 'csv-no-heading'
    | 'csv-no-rows'
    | 'csv-too-many'
    | 'csv-unclosed-quote';
}

export interface RatesFile {
  readonly rates: readonly KeptPairRate[];
  /** Headings of currencies that are no more, or not known: left out. */
  readonly skipped: readonly string[];
}

export type RatesReading =
  | { readonly ok: true; readonly value: RatesFile }
  | { readonly ok: false; readonly problems: readonly CsvProblem[] };

/** Most rates that are taken in one step: what one commit holds. */
export const MOST_RATES = 8000;
/** Most problems that are told of one file. */
const MOST_PROBLEMS = 100;

/** Headings by what they mean, in English and German and as the ECB's data portal writes them. */
const HEADINGS = {
  day: ['date', 'day', 'datum', 'tag', 'time_period'],
  from: ['from', 'base', 'von', 'basis', 'currency_denom'],
  to: ['to', 'quote', 'in', 'nach', 'currency'],
  pair: ['pair', 'currencies', 'paar', 'währungspaar'],
  rate: ['rate', 'kurs', 'obs_value'],
  source: ['source', 'quelle'],
} as const;
type Column = keyof typeof HEADINGS;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** `2026-02-27`, `27.02.2026`, and `27 February 2026` as the ECB's file of the day has it. */
function readDay(text: string): Day | null {
  if (isDay(text)) return text;
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
  const worded = /^(\d{1,2}) ([A-Za-z]{3})[a-z]* (\d{4})$/.exec(text);
  const month = dotted?.[2] ?? String(MONTHS.indexOf((worded?.[2] ?? '').toLowerCase()) + 1);
  const parts = dotted ?? worded;
  if (!parts) return null;
  const day = `${parts[3]}-${month.padStart(2, '0')}-${(parts[1] ?? '').padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

/** A rate with a point, or with a comma where there is no point. */
function readRate(text: string): DecimalString | null {
  const plain = text.includes('.') ? text : text.replace(',', '.');
  const rate = parseRate(plain.replaceAll(' ', ''));
  return rate.ok ? rate.value.toFixed() : null;
}

/**
 * The rates of a file.
 * @param today no rate is of a later day.
 * @param source stands where the file names none.
 */
export function readRates(text: string, today: Day, source: string): RatesReading {
  const table = readCsv(text);
  if (table.unclosed !== null)
    return { ok: false, problems: [{ line: table.unclosed, cell: '"', problem: 'csv-unclosed-quote' }] };
  const [heading, ...rows] = table.rows;
  const line = heading?.line ?? 1;
  if (!heading || rows.length === 0)
    return { ok: false, problems: [{ line, cell: '', problem: 'csv-no-rows' }] };
  const names = heading.cells.map((cell) => cell.toLowerCase());
  const at = (column: Column): number =>
    names.findIndex((name) => (HEADINGS[column] as readonly string[]).includes(name));
  const problems: CsvProblem[] = [];
  const note = ({ line: where }: CsvRow, cell: string, problem: CsvProblem['problem']): null => {
    problems.push({ line: where, cell, problem });
    return null;
  };
  const days = (row: CsvRow): Day | null => {
    const cell = row.cells[at('day')] ?? '';
    const day = readDay(cell);
    if (day === null) return note(row, cell, 'csv-not-a-day');
    return day > today ? note(row, cell, 'csv-day-in-future') : day;
  };

  const found: { readonly row: CsvRow; readonly rate: KeptPairRate }[] = [];
  const skipped: string[] = [];
  if (at('day') < 0) note(heading, heading.cells.join(', '), 'csv-no-heading');
  else if (at('rate') >= 0 && (at('pair') >= 0 || (at('from') >= 0 && at('to') >= 0))) readRows();
  else if (heading.cells.some((cell) => /^[A-Z]{3}$/.test(cell))) readColumns(table);
  else note(heading, heading.cells.join(', '), 'csv-no-heading');

  const rates = new Map<string, KeptPairRate>();
  for (const { row, rate } of found) {
    const key = `${rate.from}${rate.to}${rate.day}`;
    const known = rates.get(key);
    if (known && known.rate !== rate.rate) note(row, `${rate.from}/${rate.to} ${rate.day}`, 'csv-twice');
    rates.set(key, rate);
  }
  if (problems.length === 0 && rates.size === 0) note(heading, '', 'csv-no-rows');
  if (rates.size > MOST_RATES) note(heading, String(rates.size), 'csv-too-many');
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  return { ok: true, value: { rates: [...rates.values()], skipped } };

  function readRows(): void {
    for (const row of rows) {
      const cell = (column: Column): string => row.cells[at(column)] ?? '';
      const pair = cell('pair')
        .toUpperCase()
        .replace(/[^A-Z]/g, '');
      const from = cell('from').toUpperCase() || pair.slice(0, 3);
      const to = cell('to').toUpperCase() || pair.slice(3);
      const day = days(row);
      const rate = readRate(cell('rate'));
      const wrong = [from, to].find((code) => !isCurrency(code));
      if (wrong !== undefined) note(row, wrong, 'csv-not-a-currency');
      else if (from === to) note(row, to, 'csv-same-currency');
      if (rate === null) note(row, cell('rate'), 'csv-not-a-rate');
      if (day === null || rate === null || wrong !== undefined || from === to) continue;
      found.push({ row, rate: { from, to, day, rate, source: keptLine(cell('source') || source, 80) } });
    }
  }

  /** One euro in each of the currencies that head the columns; `N/A` and empty cells are days without a rate. */
  function readColumns({ rows: all }: CsvTable): void {
    const codes = (all[0]?.cells ?? []).map((cell, index) => ({ code: cell, index }));
    const known = codes.filter(({ code }) => isCurrency(code) && code !== 'EUR');
    skipped.push(
      ...codes.flatMap(({ code }) => (/^[A-Z]{3}$/.test(code) && !isCurrency(code) ? [code] : [])),
    );
    for (const row of rows) {
      const day = days(row);
      for (const { code, index } of known) {
        const cell = row.cells[index] ?? '';
        if (cell === '' || cell === 'N/A') continue;
        const rate = readRate(cell);
        if (rate === null) note(row, cell, 'csv-not-a-rate');
        else if (day !== null) found.push({ row, rate: { from: 'EUR', to: code, day, rate, source } });
      }
    }
  }
}
