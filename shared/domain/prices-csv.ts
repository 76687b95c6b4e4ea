/** A file of prices for a list: code or name of the item, from which quantity, price. All or nothing. Pure. */
import { parseDecimal } from './decimal.ts';
import type { DecimalString } from './money.ts';
import type { PriceBreak } from './price-lists.ts';
import { readCsv } from './read-csv.ts';

export interface PricesProblem {
  readonly line: number;
  readonly cell: string;
  readonly problem:
    | 'csv-unknown-item'
    | 'csv-not-a-price'
    | 'csv-not-a-quantity'
    | 'csv-quantity-twice'
    | 'csv-other-currency'
    | 'csv-too-many-breaks'
    | 'csv-no-price-heading'
    | 'csv-no-prices'
    | 'csv-file-too-large'
    | 'csv-unclosed-quote';
}

export type PricesReading =
  | { readonly ok: true; readonly prices: Readonly<Record<string, readonly PriceBreak[]>> }
  | { readonly ok: false; readonly problems: readonly PricesProblem[] };

export interface CodedItem {
  readonly id: string;
  readonly code: string;
  readonly name: string;
}

const HEADINGS = {
  code: ['code', 'item code', 'sku', 'artikelnummer', 'nummer'],
  item: ['item', 'name', 'artikel', 'bezeichnung'],
  least: ['from quantity', 'from', 'quantity', 'ab menge', 'menge', 'ab'],
  price: ['price', 'unit price', 'preis', 'einzelpreis'],
  currency: ['currency', 'währung'],
} as const;
type Column = keyof typeof HEADINGS;

const MOST_PROBLEMS = 100;
/** Most quantity breaks of an item in one list. */
export const MOST_BREAKS = 20;
/** Most items that one list can hold prices of. */
export const MOST_PRICES = 5000;

/** Zero or more, with a point, or with a comma where there is no point. */
function readAmount(text: string): DecimalString | null {
  const plain = (text.includes('.') ? text : text.replace(',', '.')).replaceAll(' ', '');
  const parsed = parseDecimal(plain);
  return parsed.ok && !parsed.value.isNegative() ? parsed.value.toFixed() : null;
}

const folded = (text: string): string => text.replace(/^'/, '').trim().toLocaleLowerCase('en');

/** @param most most quantity breaks of an item. */
export function readPrices(
  text: string,
  items: readonly CodedItem[],
  currency: string,
  most: number,
): PricesReading {
  const { rows, unclosed } = readCsv(text);
  const [heading, ...lines] = rows;
  const problems: PricesProblem[] = [];
  const refused = (): PricesReading => ({ ok: false, problems: problems.slice(0, MOST_PROBLEMS) });
  if (unclosed !== null) problems.push({ line: unclosed, cell: '"', problem: 'csv-unclosed-quote' });
  else if (!heading || lines.length === 0)
    problems.push({ line: heading?.line ?? 1, cell: '', problem: 'csv-no-prices' });
  const at = (column: Column): number =>
    heading?.cells.findIndex((cell) => (HEADINGS[column] as readonly string[]).includes(folded(cell))) ?? -1;
  if (heading && problems.length === 0 && (at('price') < 0 || (at('code') < 0 && at('item') < 0)))
    problems.push({ line: heading.line, cell: heading.cells.join(', '), problem: 'csv-no-price-heading' });
  if (problems.length > 0) return refused();

  const byCode = new Map(items.flatMap((item) => (item.code === '' ? [] : [[folded(item.code), item]])));
  const byName = new Map(items.map((item) => [folded(item.name), item]));
  const prices: Record<string, PriceBreak[]> = {};
  for (const { line, cells } of lines) {
    const cell = (column: Column): string => cells[at(column)] ?? '';
    const note = (where: Column, problem: PricesProblem['problem']) =>
      problems.push({ line, cell: cell(where), problem });
    const item = byCode.get(folded(cell('code'))) ?? byName.get(folded(cell('item')));
    const least = cell('least') === '' ? '0' : readAmount(cell('least'));
    const price = readAmount(cell('price'));
    if (!item) note(cell('code') === '' ? 'item' : 'code', 'csv-unknown-item');
    if (least === null) note('least', 'csv-not-a-quantity');
    if (price === null) note('price', 'csv-not-a-price');
    if (cell('currency') !== '' && cell('currency').toUpperCase() !== currency)
      note('currency', 'csv-other-currency');
    if (!item || least === null || price === null) continue;
    const own = prices[item.id] ?? [];
    if (own.some((each) => each.least === least)) note('least', 'csv-quantity-twice');
    if (own.length === most) note('least', 'csv-too-many-breaks');
    prices[item.id] = [...own, { least, price }];
  }
  return problems.length > 0 ? refused() : { ok: true, prices };
}
