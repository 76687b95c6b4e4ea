/** The rows of a price list as the grid edits them, and what changed in them (pure). */
import { Decimal } from '../../../../../shared/domain/decimal.ts';
import type { PriceBreak } from '../../../../../shared/domain/price-lists.ts';

export interface PriceRow {
  readonly key: string;
  readonly item: string;
  readonly least: string;
  /** `null` until it is typed. */
  readonly price: string | null;
}

type Prices = Readonly<Record<string, readonly PriceBreak[]>>;

const byQuantity = (a: { readonly least: string }, b: { readonly least: string }): number =>
  new Decimal(a.least).comparedTo(b.least);

/** A row for each quantity break, by the items' names. */
export function rowsOf(prices: Prices, nameOf: (item: string) => string): PriceRow[] {
  return Object.entries(prices)
    .sort(([a], [b]) => nameOf(a).localeCompare(nameOf(b)))
    .flatMap(([item, breaks]) =>
      [...breaks]
        .sort(byQuantity)
        .map(({ least, price }) => ({ key: `${item}/${least}`, item, least, price })),
    );
}

export type RowProblem = 'price-missing' | 'quantity-twice';

/** What keeps the rows from being saved, by row. */
export function problemsOf(rows: readonly PriceRow[]): ReadonlyMap<string, RowProblem> {
  const problems = new Map<string, RowProblem>();
  const seen = new Set<string>();
  for (const { key, item, least, price } of rows) {
    const place = `${item}/${new Decimal(least).toFixed()}`;
    if (price === null) problems.set(key, 'price-missing');
    else if (seen.has(place)) problems.set(key, 'quantity-twice');
    seen.add(place);
  }
  return problems;
}

/** The items whose prices changed, `null` for one that is gone: what a save sends. */
export function changedPrices(
  before: Prices,
  rows: readonly PriceRow[],
): Record<string, PriceBreak[] | null> {
  const after: Record<string, PriceBreak[]> = {};
  for (const { item, least, price } of rows) {
    if (price !== null) after[item] = [...(after[item] ?? []), { least, price }];
  }
  const changed: Record<string, PriceBreak[] | null> = {};
  for (const [item, breaks] of Object.entries(after)) {
    const sorted = breaks.sort(byQuantity);
    const had = [...(before[item] ?? [])].sort(byQuantity);
    if (JSON.stringify(sorted) !== JSON.stringify(had)) changed[item] = sorted;
  }
  for (const item of Object.keys(before)) if (!(item in after)) changed[item] = null;
  return changed;
}

/** The rows with one item's prices as somebody else has them; `null` takes the item out. */
export function withPrices(
  rows: readonly PriceRow[],
  item: string,
  breaks: readonly PriceBreak[] | null,
  nameOf: (item: string) => string,
): PriceRow[] {
  return breaks === null
    ? rows.filter((row) => row.item !== item)
    : withFile(rows, { [item]: breaks }, nameOf);
}

/** The rows with the prices of a file: items that it names get its breaks, the others stay. */
export function withFile(
  rows: readonly PriceRow[],
  file: Prices,
  nameOf: (item: string) => string,
): PriceRow[] {
  const kept = rows.filter(({ item }) => !(item in file));
  return [...kept, ...rowsOf(file, nameOf)];
}
