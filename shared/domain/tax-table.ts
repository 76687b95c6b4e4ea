/** The tax table of a document: taxable amount and tax per (tax, category, rate, reason) (TX3, TX5, TX6). */
import { roundQuotientsToSum, roundToSum } from './apportion.ts';
import { Decimal } from './decimal.ts';
import type { RoundingPolicy } from './document.ts';
import { type Minor, minor } from './money.ts';
import { type Chain, chainOf, exactTaxes, type Slice, taxesLineByLine, taxRounding } from './tax-chain.ts';
import type { TaxRow } from './tax-row.ts';

/** All slices that fall under the same taxes, and what they came to in minor units. */
interface Combination {
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
interface Share {
  readonly combination: Combination;
  readonly place: number;
  readonly exact: Decimal;
}

interface Row {
  readonly tax: TaxRow;
  readonly shares: Share[];
  /** Of a tax that is due once a document. */
  once: Minor;
}

/** A discount (below zero) or charge of the total with tax: a share of it, or an amount in minor units. */
export interface ChangeOfTotal {
  readonly share: Decimal | null;
  readonly amount: Minor | null;
  readonly sign: 1 | -1;
}

export interface TaxAmounts {
  readonly row: TaxRow;
  readonly taxable: Minor;
  readonly tax: Minor;
}

export interface TaxTable {
  /** In a fixed order (category, rate, key, reason), whatever the order of the slices was. */
  readonly rows: readonly TaxAmounts[];
  /** Total without tax. */
  readonly net: Minor;
  /** The net of each slice, in their order; those of one combination add up to what it is without changes of the total. */
  readonly nets: readonly Minor[];
  /** Of each change of the total, without its sign: what falls on the amounts as typed. */
  readonly changes: readonly Minor[];
}

const ZERO = new Decimal(0);

/**
 * Per line the taxes of each slice are rounded, per rate those of each row, per document their sum, shared out over the
 * rows. Withheld taxes and those due once a document are rounded by themselves.
 * @param scale minor units in a major unit.
 * @throws RangeError when an amount leaves the safe integers.
 */
export function taxTable(
  slices: readonly Slice[],
  scale: number,
  rounding: RoundingPolicy,
  changesOfTotal: readonly ChangeOfTotal[] = [],
): TaxTable {
  const combinations = combine(slices, scale);
  const rows = rowsOf(combinations);
  const nets = slices.map(({ amount }) => minor(amount));
  if (rounding.scope === 'per-line') roundEachSlice(combinations, rounding, nets);
  else roundEachRow(combinations, rows, rounding, nets);
  for (const row of rows)
    if (row.tax.kind === 'per-document') row.once = onceADocument(row, combinations, scale, rounding);
  const before = totalWithTax(combinations, rows);
  const changes = changesOfTotal.map((change) => changeTotal(change, before, combinations, rows, rounding));
  return {
    rows: rows.map((row) => amountsOf(row, combinations)),
    net: minor(combinations.reduce((sum, { net }) => sum + net, 0)),
    nets,
    changes,
  };
}

function combine(slices: readonly Slice[], scale: number): Combination[] {
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

function rowsOf(combinations: readonly Combination[]): Row[] {
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

function roundEachSlice(combinations: readonly Combination[], rounding: RoundingPolicy, nets: Minor[]): void {
  const roundTax = taxRounding(rounding);
  for (const combination of combinations) {
    const { chain, slices, places } = combination;
    const amounts = chain.links.map(() => 0);
    combination.net = 0;
    slices.forEach((slice, index) => {
      let net = slice.amount;
      taxesLineByLine(chain, slice, roundTax).forEach((tax, place) => {
        amounts[place] = (amounts[place] ?? 0) + tax;
        if (chain.links[place]?.row.included) net -= tax;
      });
      combination.net += net;
      nets[places[index] ?? 0] = minor(net);
    });
    combination.amounts = amounts.map(minor);
  }
}

/** Rounds each row once, or all of them together, and shares it over the combinations that bear it. */
function roundEachRow(
  combinations: readonly Combination[],
  rows: readonly Row[],
  rounding: RoundingPolicy,
  nets: Minor[],
): void {
  const roundTax = taxRounding(rounding);
  const exact = rows.map(({ shares }) => shares.reduce((sum, share) => sum.plus(share.exact), ZERO));
  const amounts = exact.map((value) => minor(roundTax(value)));
  if (rounding.scope === 'per-document') {
    const together = rows.flatMap(({ tax }, index) =>
      tax.kind === 'percent' || tax.kind === 'per-unit' ? [index] : [],
    );
    const parts = together.map((index) => exact[index] ?? ZERO);
    const total = parts.reduce((sum, value) => sum.plus(value), ZERO);
    roundToSum(parts, minor(roundTax(total))).forEach((amount, index) => {
      amounts[together[index] ?? 0] = amount;
    });
  }
  rows.forEach(({ shares }, index) => {
    const parts = roundToSum(
      shares.map((share) => share.exact),
      amounts[index] ?? minor(0),
    );
    shares.forEach(({ combination, place }, part) => {
      combination.amounts[place] = parts[part] ?? minor(0);
    });
  });
  for (const combination of combinations) {
    combination.net = combination.chain.links.reduce(
      (net, { row }, place) => (row.included ? net - (combination.amounts[place] ?? 0) : net),
      combination.total,
    );
    shareNet(combination, nets);
  }
}

/** A combination's net over its slices, by what each is exactly; without included taxes the slices are it. */
function shareNet({ chain, slices, places, net }: Combination, nets: Minor[]): void {
  if (!chain.links.some(({ row }) => row.included)) return;
  const { divisor, includedOnUnit } = chain;
  const shares = includedOnUnit.isZero()
    ? roundQuotientsToSum(
        slices.map(({ amount }) => amount),
        divisor,
        minor(net),
      )
    : roundToSum(
        slices.map(({ amount, quantity }) =>
          includedOnUnit
            .times(quantity ?? ZERO)
            .negated()
            .plus(amount)
            .dividedBy(divisor),
        ),
        minor(net),
      );
  shares.forEach((share, index) => {
    nets[places[index] ?? 0] = share;
  });
}

/** A tax due once a document: none on a document of nothing, and negative on a negative one. */
function onceADocument(
  { tax }: Row,
  combinations: readonly Combination[],
  scale: number,
  rounding: RoundingPolicy,
): Minor {
  const total = under(tax, combinations).reduce((sum, combination) => sum + combination.total, 0);
  return minor(taxRounding(rounding)((tax.amount ?? ZERO).times(scale).times(Math.sign(total))));
}

const under = (tax: TaxRow, combinations: readonly Combination[]) =>
  combinations.filter(({ taxes }) => taxes.some(({ id }) => id === tax.id));

const taxOf = ({ shares, once }: Row): number =>
  shares.reduce<number>((sum, { combination, place }) => sum + (combination.amounts[place] ?? 0), once);

function totalWithTax(combinations: readonly Combination[], rows: readonly Row[]): number {
  const net = combinations.reduce((sum, combination) => sum + combination.net, 0);
  return rows.reduce((sum, row) => (row.tax.kind === 'withholding' ? sum : sum + taxOf(row)), net);
}

/** Takes a share off every tax (each rounded) and what is left of it off the nets, in proportion. */
function changeTotal(
  change: ChangeOfTotal,
  before: number,
  combinations: readonly Combination[],
  rows: readonly Row[],
  rounding: RoundingPolicy,
): Minor {
  const { sign } = change;
  const roundTax = taxRounding(rounding);
  const share =
    change.amount === null
      ? (change.share ?? ZERO)
      : before === 0
        ? ZERO
        : new Decimal(change.amount).dividedBy(before);
  const whole = change.amount ?? roundTax(share.times(before));
  let rest = whole;
  let onTyped = 0;
  for (const row of rows) {
    const amounts = row.shares.map(({ combination, place }) => share.times(combination.amounts[place] ?? 0));
    const exact = amounts.reduce((sum, amount) => sum.plus(amount), share.times(row.once));
    const cut = minor(roundTax(exact));
    if (row.tax.kind !== 'withholding') rest -= cut;
    if (row.tax.kind === 'per-document') row.once = minor(row.once + sign * cut);
    roundToSum(amounts, cut).forEach((part, index) => {
      const { combination, place } = row.shares[index] as Share;
      combination.amounts[place] = minor((combination.amounts[place] ?? 0) + sign * part);
      if (row.tax.included) onTyped += part;
    });
  }
  const nets = combinations.map(({ net }) => share.times(net));
  roundToSum(nets, minor(rest)).forEach((part, index) => {
    const combination = combinations[index];
    if (combination) combination.net += sign * part;
  });
  return minor(rest + onTyped);
}

function amountsOf(row: Row, combinations: readonly Combination[]): TaxAmounts {
  const { tax, shares } = row;
  if (tax.kind === 'per-document') {
    const net = under(tax, combinations).reduce((sum, combination) => sum + combination.net, 0);
    return { row: tax, taxable: minor(net), tax: row.once };
  }
  const taxable = shares.reduce((sum, { combination, place }) => {
    const raised = combination.chain.links[place]?.under ?? [];
    return raised.reduce((base, below) => base + (combination.amounts[below] ?? 0), sum + combination.net);
  }, 0);
  return { row: tax, taxable: minor(taxable), tax: minor(taxOf(row)) };
}
