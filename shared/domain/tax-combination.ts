/** The document sorted by the taxes that its parts fall under (TX3): combinations of taxes, and the rows of each tax. */
import { Decimal } from './decimal.ts';
import { type Minor, minor } from './money.ts';
import { type Chain, chainOf, exactTaxes, type Slice } from './tax-chain.ts';
import type { TaxRow } from './tax-row.ts';

/** All slices that fall under the same taxes, and what they came to in minor units. */
export interface Combination {
  readonly taxes: readonly TaxRow[];
  readonly chain: Chain;
  readonly slices: Slice[];
  /** Places of its slices in the document. */
  readonly places: number[];
  total: number;
  net: number;
  /** By place in the chain. */
  amounts: Minor[];
}

/** One tax of one combination. */
export interface Share {
  readonly combination: Combination;
  readonly place: number;
  readonly exact: Decimal;
}

export interface Row {
  readonly tax: TaxRow;
  readonly shares: Share[];
  /** Of a tax that is due once a document. */
  once: Minor;
}

const ZERO = new Decimal(0);

export function combine(slices: readonly Slice[], scale: number): Combination[] {
  const byTaxes = new Map<string, Combination>();
  slices.forEach((slice, place) => {
    const { taxes } = slice;
    const id = combinationId(taxes);
    let combination = byTaxes.get(id);
    if (!combination) {
      const chain = chainOf(taxes, scale);
      combination = { taxes, chain, slices: [], places: [], total: 0, net: 0, amounts: [] };
      byTaxes.set(id, combination);
    }
    combination.slices.push(slice);
    combination.places.push(place);
    combination.total = minor(combination.total + slice.amount);
  });
  return [...byTaxes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, combination]) => combination);
}

/** Equal for slices under the same taxes; their order counts only where one tax stands on another. */
export function combinationId(taxes: readonly TaxRow[]): string {
  if (taxes.length === 1) return taxes[0]?.chainId ?? '';
  const ids = taxes.map((row) => row.chainId);
  return JSON.stringify(taxes.some((row) => row.raisesBase) ? ids : ids.sort());
}

/** In a fixed order (category, rate, key, reason), with what each is exactly in every combination. */
export function rowsOf(combinations: readonly Combination[]): Row[] {
  const rows = new Map<string, { tax: TaxRow; shares: Share[]; once: Minor }>();
  for (const { taxes } of combinations) {
    for (const tax of taxes) {
      const known = rows.get(tax.id);
      if (!known) rows.set(tax.id, { tax, shares: [], once: minor(0) });
      // Two spellings of one tax's name: the same one wins in every order of the lines.
      else if (tax.name < known.tax.name) known.tax = tax;
    }
  }
  for (const combination of combinations) {
    const { chain, slices, total } = combination;
    const counted = chain.links.some(({ row }) => row.kind === 'per-unit');
    const units = counted ? slices.reduce((sum, { quantity }) => sum.plus(quantity ?? ZERO), ZERO) : null;
    exactTaxes(chain, total, units).forEach((exact, place) => {
      rows.get(chain.links[place]?.row.id ?? '')?.shares.push({ combination, place, exact });
    });
  }
  return [...rows.values()].sort(
    ({ tax: a }, { tax: b }) =>
      compare(a.category, b.category) ||
      a.rate.comparedTo(b.rate) ||
      compare(a.key, b.key) ||
      compare(a.id, b.id),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What a row has come to, in minor units. */
export const taxOf = ({ shares, once }: Row): number =>
  shares.reduce<number>((sum, { combination, place }) => sum + (combination.amounts[place] ?? 0), once);
