/** The tax table of a document: taxable amount and tax per (tax, category, rate, reason) (TX3, TX5, TX6). */
import { apportion, roundToSum } from './apportion.ts';
import { Decimal, formatDecimal, round } from './decimal.ts';
import type { RoundingPolicy, TaxSubtotal } from './document.ts';
import { type Minor, minor } from './money.ts';
import type { TaxRow } from './totals-input.ts';

/** A part of the document, in minor units, and the taxes that it falls under; allowances are negative. */
export interface Slice {
  readonly amount: number;
  readonly taxes: readonly TaxRow[];
}

/** All slices that fall under the same taxes. */
interface Combination {
  readonly taxes: readonly TaxRow[];
  readonly slices: number[];
  total: number;
}

/** One tax of one combination: what it would be exactly, in minor units, and what it came to. */
interface Share {
  readonly row: TaxRow;
  readonly combination: Combination;
  readonly exact: Decimal;
  readonly tax: Minor;
}

const ZERO = new Decimal(0);

/**
 * The rows in a fixed order (category, rate, key, reason), whatever the order of the slices was.
 * `inclusive`: the slices contain their taxes; tax = gross × r ÷ (100 + Σr) and taxable = gross − taxes (TX6).
 * @throws RangeError when an amount leaves the safe integers.
 */
export function taxTable(
  slices: readonly Slice[],
  inclusive: boolean,
  rounding: RoundingPolicy,
): TaxSubtotal[] {
  const combinations = combine(slices);
  const rows = rowsOf(combinations);
  const shares = rows.flatMap((row) => sharesOf(row, combinations, inclusive, rounding));
  const taxes = rounding.scope === 'per-document' ? roundedTogether(rows, shares, rounding) : undefined;
  const settled = rows.map((row, index) => {
    const own = shares.filter((share) => share.row.id === row.id);
    return settleRow(own, taxes?.[index], rounding);
  });
  const included = new Map<Combination, number>();
  for (const share of settled.flat()) {
    included.set(share.combination, (included.get(share.combination) ?? 0) + share.tax);
  }
  return rows.map((row, index) => {
    const own = settled[index] ?? [];
    const taxOf = (combination: Combination) => (inclusive ? (included.get(combination) ?? 0) : 0);
    const taxable = own.reduce((sum, { combination }) => sum + combination.total - taxOf(combination), 0);
    const tax = own.reduce((sum, share) => sum + share.tax, 0);
    return subtotal(row, minor(taxable), minor(tax));
  });
}

/** Rounds a tax (in minor units) by the policy, to a multiple of its step. */
function roundTax(exact: Decimal, rounding: RoundingPolicy): Minor {
  return minor(round(exact, rounding.mode, rounding.step).toNumber());
}

function combine(slices: readonly Slice[]): Combination[] {
  const byTaxes = new Map<string, Combination>();
  for (const { amount, taxes } of slices) {
    const id = taxes.length === 1 ? (taxes[0]?.id ?? '') : JSON.stringify(taxes.map((row) => row.id).sort());
    let combination = byTaxes.get(id);
    if (!combination) {
      combination = { taxes, slices: [], total: 0 };
      byTaxes.set(id, combination);
    }
    combination.slices.push(amount);
    combination.total = minor(combination.total + amount);
  }
  return [...byTaxes].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, combination]) => combination);
}

function rowsOf(combinations: readonly Combination[]): TaxRow[] {
  const rows = new Map<string, TaxRow>();
  for (const row of combinations.flatMap((combination) => combination.taxes)) {
    const known = rows.get(row.id);
    // Two spellings of one tax's name: the same one wins in every order of the lines.
    if (!known || row.name < known.name) rows.set(row.id, row);
  }
  return [...rows.values()].sort(
    (a, b) =>
      compare(a.category, b.category) ||
      a.rate.comparedTo(b.rate) ||
      compare(a.key, b.key) ||
      compare(a.id, b.id),
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function sharesOf(
  row: TaxRow,
  combinations: readonly Combination[],
  inclusive: boolean,
  rounding: RoundingPolicy,
): Share[] {
  const shares: Share[] = [];
  for (const combination of combinations) {
    const times = combination.taxes.filter((tax) => tax.id === row.id).length;
    if (times === 0) continue;
    const divisor = inclusive
      ? combination.taxes.reduce((sum, tax) => sum.plus(tax.rate), new Decimal(100))
      : 100;
    const taxOn = (amount: number) => row.rate.times(times).times(amount).dividedBy(divisor);
    const exact = taxOn(combination.total);
    const tax =
      rounding.scope === 'per-line'
        ? minor(combination.slices.reduce((sum, amount) => sum + roundTax(taxOn(amount), rounding), 0))
        : minor(0);
    shares.push({ row, combination, exact, tax });
  }
  return shares;
}

/** Per document: the sum of all exact taxes is rounded once and shared out over the rows. */
function roundedTogether(
  rows: readonly TaxRow[],
  shares: readonly Share[],
  rounding: RoundingPolicy,
): Minor[] {
  const exact = rows.map((row) =>
    shares.filter((share) => share.row.id === row.id).reduce((sum, share) => sum.plus(share.exact), ZERO),
  );
  const total = exact.reduce((sum, value) => sum.plus(value), ZERO);
  return roundToSum(exact, roundTax(total, rounding));
}

/** The row's tax, rounded once (unless lines were), shared over the combinations that bear it. */
function settleRow(shares: readonly Share[], given: Minor | undefined, rounding: RoundingPolicy): Share[] {
  if (rounding.scope === 'per-line') return [...shares];
  const exact = shares.map((share) => share.exact);
  const tax =
    given ??
    roundTax(
      exact.reduce((sum, value) => sum.plus(value), ZERO),
      rounding,
    );
  const amounts = roundToSum(exact, tax);
  return shares.map((share, index) => ({ ...share, tax: amounts[index] ?? minor(0) }));
}

function subtotal(row: TaxRow, taxable: Minor, tax: Minor): TaxSubtotal {
  const { key, name, category, reason, parts } = row;
  const amounts = apportion(
    tax,
    parts.map((part) => part.rate),
  );
  return {
    key,
    name,
    category,
    rate: formatDecimal(row.rate),
    ...(reason === undefined ? {} : { reason }),
    taxable,
    tax,
    ...(parts.length === 0
      ? {}
      : {
          parts: parts.map((part, index) => ({
            name: part.name,
            rate: formatDecimal(part.rate),
            tax: amounts[index] ?? minor(0),
          })),
        }),
  };
}
