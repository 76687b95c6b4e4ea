/** A price list as CSV, in the columns that it can be read from again: code, item, from quantity, price. */
import type { PriceListFields } from '../../shared/events/prices.ts';
import { cell, csvOf, textCell } from './csv.ts';

interface ListedItem {
  readonly id: string;
  readonly fields: { readonly code: string; readonly name: string };
}

const HEAD = ['Code', 'Item', 'From quantity', 'Price', 'Currency'];

/** A row for each quantity break, by name of item. Prices are in major units with a point. */
export function priceListCsv({ prices, currency }: PriceListFields, items: readonly ListedItem[]): string {
  const sorted = [...items].sort((a, b) => (a.fields.name < b.fields.name ? -1 : 1));
  const rows = sorted.flatMap(({ id, fields }) =>
    (prices[id] ?? []).map(({ least, price }) => [
      textCell(fields.code),
      textCell(fields.name),
      cell(least),
      cell(price),
      currency,
    ]),
  );
  return csvOf([HEAD, ...rows]);
}
