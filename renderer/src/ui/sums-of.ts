/** Sums of rows, a block per currency (MO3). */
import { type CurrencyCode, type Minor, minor } from '../../../shared/domain/money.ts';

/** Sums of one currency by the name of the part: total, open, credit. */
export interface CurrencySums<Part extends string> {
  readonly currency: CurrencyCode;
  readonly parts: Readonly<Record<Part, Minor>>;
}

/** Adds up parts of the rows per currency, in alphabetical order of the currencies. */
export function sumsOf<Row, Part extends string>(
  rows: readonly Row[],
  currencyOf: (row: Row) => CurrencyCode,
  parts: Readonly<Record<Part, (row: Row) => Minor>>,
): CurrencySums<Part>[] {
  const names = Object.keys(parts) as Part[];
  const found = new Map<CurrencyCode, Record<Part, number>>();
  for (const row of rows) {
    const currency = currencyOf(row);
    const sums =
      found.get(currency) ?? (Object.fromEntries(names.map((name) => [name, 0])) as Record<Part, number>);
    for (const name of names) sums[name] += parts[name](row);
    found.set(currency, sums);
  }
  return [...found]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([currency, sums]) => ({
      currency,
      parts: Object.fromEntries(names.map((name) => [name, minor(sums[name])])) as Record<Part, Minor>,
    }));
}
