/**
 * The taxes of a line in their order, as multiples of its net and of its quantity (TX6, TX7). With tₖ the k-th tax,
 * n the net and q the quantity, tₖ = aₖ n + fₖ q; what the price includes fixes n: gross = n + Σ included tₖ.
 */
import { Decimal, round } from './decimal.ts';
import type { RoundingPolicy } from './document.ts';
import type { TaxRow } from './tax-row.ts';

/** A part of the document, in minor units, and the taxes that it falls under; allowances are negative. */
export interface Slice {
  readonly amount: number;
  /** Units that fixed taxes count, negative with a negative price; `null` where none are counted. */
  readonly quantity: Decimal | null;
  readonly taxes: readonly TaxRow[];
  /** Part of `amount` that is the line's share of a discount or charge of the document. */
  readonly shared?: number;
}

interface Link {
  readonly row: TaxRow;
  /** Tax on a net of 1. */
  readonly onNet: Decimal;
  /** Tax on a quantity of 1, in minor units. */
  readonly onUnit: Decimal;
  /** Places of the taxes before it that stand in its base. */
  readonly under: readonly number[];
}

export interface Chain {
  readonly links: readonly Link[];
  /** The price includes one of them. */
  readonly isInPrice: boolean;
  /** 1 + Σ of what included taxes take on a net of 1. */
  readonly divisor: Decimal;
  /** What included taxes take on a quantity of 1, in minor units. */
  readonly includedOnUnit: Decimal;
}

const ZERO = new Decimal(0);
const ONE = new Decimal(1);

/** @param scale minor units in a major unit. Taxes due once a document are no part of a chain. */
export function chainOf(taxes: readonly TaxRow[], scale: number): Chain {
  const links: Link[] = [];
  for (const row of taxes) {
    if (row.kind === 'per-document') continue;
    const under = row.ignoresRaise
      ? []
      : links.flatMap((link, index) => (link.row.raisesBase ? [index] : []));
    links.push({ row, under, ...shareOf(row, under, links, scale) });
  }
  const included = links.filter(({ row }) => row.included);
  return {
    links,
    isInPrice: included.length > 0,
    divisor: included.reduce((sum, { onNet }) => sum.plus(onNet), ONE),
    includedOnUnit: included.reduce((sum, { onUnit }) => sum.plus(onUnit), ZERO),
  };
}

function shareOf(row: TaxRow, under: readonly number[], links: readonly Link[], scale: number) {
  if (row.kind === 'per-unit') return { onNet: ZERO, onUnit: (row.amount ?? ZERO).times(scale) };
  const rate = row.rate.dividedBy(100);
  const raised = under.flatMap((index) => links[index] ?? []);
  return {
    onNet: raised.reduce((sum, { onNet }) => sum.plus(onNet), ONE).times(rate),
    onUnit: raised.reduce((sum, { onUnit }) => sum.plus(onUnit), ZERO).times(rate),
  };
}

/**
 * Each link's tax in minor units, exact wherever its decimals end: the one division comes last, so that a tie at half a
 * minor unit stays one.
 */
export function exactTaxes(chain: Chain, amount: number, quantity: Decimal | null): Decimal[] {
  const { links, divisor, includedOnUnit } = chain;
  const units = quantity ?? ZERO;
  const rest = includedOnUnit.isZero()
    ? new Decimal(amount)
    : units.times(includedOnUnit).negated().plus(amount);
  return links.map(({ onNet, onUnit }) => {
    let tax = onNet.times(rest);
    if (!onUnit.isZero()) tax = tax.plus(onUnit.times(units).times(divisor));
    return divisor.equals(ONE) ? tax : tax.dividedBy(divisor);
  });
}

/**
 * Each link's tax rounded on this slice alone, one after the other: what the price includes comes out of it first, the
 * others are computed on the rounded net and the rounded taxes before them (TX5, per line).
 */
export function taxesLineByLine(chain: Chain, slice: Slice, roundTax: (exact: Decimal) => number): number[] {
  const { amount, quantity } = slice;
  const exact = chain.isInPrice ? exactTaxes(chain, amount, quantity) : [];
  const taxes = chain.links.map(({ row }, index) => (row.included ? roundTax(exact[index] ?? ZERO) : 0));
  const net = taxes.reduce((rest, tax) => rest - tax, amount);
  chain.links.forEach(({ row, under, onUnit }, index) => {
    if (row.included) return;
    if (row.kind === 'per-unit') {
      taxes[index] = roundTax(onUnit.times(quantity ?? ZERO));
      return;
    }
    const base = under.reduce((sum, place) => sum + (taxes[place] ?? 0), net);
    taxes[index] = roundTax(row.rate.times(base).dividedBy(100));
  });
  return taxes;
}

/** The rounding of a tax by the policy, to a multiple of its step. */
export const taxRounding =
  ({ mode, step }: RoundingPolicy) =>
  (exact: Decimal): number =>
    round(exact, mode, step).toNumber();
