/**
 * The tax report (TX10): per jurisdiction what was sold, what of it was exempt and why, what is not taxable, what was
 * taxed and how much tax. It adds the stored amounts of issued documents and never computes them again (TX9).
 */

import { roundToSum } from './apportion.ts';
import { Decimal, round } from './decimal.ts';
import type { IssuedDocument, TaxCategory, TaxSubtotal } from './document.ts';
import { type CurrencyCode, type Day, type DecimalString, type Minor, minor } from './money.ts';

/** One tax of one document, told by jurisdiction: what a row of its tax table says. */
export interface TaxShare {
  readonly jurisdiction: string;
  readonly name: string;
  readonly category: TaxCategory;
  readonly rate: DecimalString;
  readonly reason: string;
  readonly taxable: Minor;
  readonly tax: Minor;
}

export interface ReportedRate {
  readonly name: string;
  readonly rate: DecimalString;
  readonly taxable: Minor;
  readonly tax: Minor;
}

/** Amounts without tax, in minor units: gross = taxable + exempt + not taxable. */
export interface ReportedJurisdiction {
  readonly jurisdiction: string;
  readonly gross: Minor;
  readonly exempt: readonly {
    readonly category: TaxCategory;
    readonly reason: string;
    readonly amount: Minor;
  }[];
  readonly notTaxable: Minor;
  readonly taxable: Minor;
  readonly tax: Minor;
  readonly rates: readonly ReportedRate[];
}

export interface ReportedCurrency {
  readonly currency: CurrencyCode;
  readonly tax: Minor;
  readonly jurisdictions: readonly ReportedJurisdiction[];
}

/** Taxed even at zero percent: sales under them are no exemptions. */
const TAXED: ReadonlySet<TaxCategory> = new Set(['S', 'L', 'M']);

/**
 * What a document says to the report. A tax group speaks once for each of its jurisdictions; taxes that stand side by
 * side on a line (CGST, SGST) and name no jurisdiction are told under their own names, so that no sale counts twice. Of
 * deposits that it deducts, sale and tax were told by their own invoices.
 */
export function taxShares(document: Pick<IssuedDocument, 'totals' | 'seller' | 'deposits'>): TaxShare[] {
  const home = document.seller.address.country;
  const deducted = (document.deposits ?? []).flatMap(({ taxes }) => taxes.map(mirrored));
  return [...document.totals.taxes, ...deducted].flatMap((row) => sharesOf(row, home));
}

/** What a deposit was taxed for already, and the invoice that deducts it is not taxed for again (AL3). */
const mirrored = ({ parts, ...row }: TaxSubtotal): TaxSubtotal => ({
  ...row,
  taxable: minor(-row.taxable),
  tax: minor(-row.tax),
  ...(parts ? { parts: parts.map((part) => ({ ...part, tax: minor(-part.tax) })) } : {}),
});

function sharesOf(row: TaxSubtotal, home: string): TaxShare[] {
  const { name, category, rate, reason = '', taxable, tax } = row;
  const shared = { category, reason, taxable };
  if (row.parts) {
    return row.parts.map((part) => ({
      ...shared,
      jurisdiction: part.jurisdiction ?? part.name,
      name: part.name,
      rate: part.rate,
      tax: part.tax,
    }));
  }
  const isOneOfSeveral = row.key.includes(':');
  const jurisdiction = row.jurisdiction ?? (isOneOfSeveral ? name : home);
  return [{ ...shared, jurisdiction, name, rate: row.amount ?? rate, tax }];
}

/** The day of supply that brings a whole document into a period (TX11): its own last one, else the last of its lines. */
export function lastSupply({
  supplyDate,
  issueDate,
  lines,
}: Pick<IssuedDocument, 'supplyDate' | 'issueDate' | 'lines'>): Day {
  if (supplyDate !== null) return supplyDate;
  const own = lines.map(({ supplyFrom, supplyTo }) => supplyTo ?? supplyFrom ?? issueDate).sort();
  return own.at(-1) ?? issueDate;
}

/**
 * What a document's shares come to between two states of being paid, in proportion (TX11, cash basis). Parts are told by
 * their difference, so that all of them together are the whole document to the last minor unit, however it was paid.
 * @param total what the document asks for; `before` and `after` what was paid of it, in the same minor units.
 */
export function paidShares(
  shares: readonly TaxShare[],
  total: Minor,
  before: number,
  after: number,
): TaxShare[] {
  if (total === 0) return [];
  const until = (amount: Minor, paid: number): number =>
    round(new Decimal(amount).times(paid).dividedBy(total), 'half-up', 1).toNumber();
  const part = (amount: Minor): Minor => minor(until(amount, after) - until(amount, before));
  return shares.map((share) => ({ ...share, taxable: part(share.taxable), tax: part(share.tax) }));
}

/**
 * What a granted early discount takes off a document's shares: its tax to the last minor unit as it was recorded, each sale
 * in proportion (EP1).
 */
export function discountShares(
  shares: readonly TaxShare[],
  total: Minor,
  amount: Minor,
  tax: Minor,
): TaxShare[] {
  if (total === 0) return [];
  const part = (whole: Minor): Decimal => new Decimal(whole).times(amount).dividedBy(total);
  const taxes = roundToSum(
    shares.map((share) => part(share.tax)),
    tax,
  );
  return shares.map((share, index) => ({
    ...share,
    taxable: minor(round(part(share.taxable), 'half-up', 1).toNumber()),
    tax: taxes[index] ?? minor(0),
  }));
}

interface Sums {
  notTaxable: number;
  taxable: number;
  tax: number;
  readonly exempt: Map<string, { category: TaxCategory; reason: string; amount: number }>;
  readonly rates: Map<string, { name: string; rate: DecimalString; taxable: number; tax: number }>;
}

/** Adds up what documents say, a block for each currency (MO3), everything in a fixed order. */
export class TaxReport {
  private readonly blocks = new Map<CurrencyCode, Map<string, Sums>>();

  /** @param sign −1 for a credit note, and for the void of an invoice. */
  add(currency: CurrencyCode, shares: readonly TaxShare[], sign: 1 | -1): void {
    for (const share of shares) {
      const sums = this.sumsOf(currency, share.jurisdiction);
      const amount = sign * share.taxable;
      const tax = sign * share.tax;
      sums.tax += tax;
      if (TAXED.has(share.category)) {
        sums.taxable += amount;
        const key = JSON.stringify([share.name, share.rate]);
        const { name, rate } = share;
        const known = sums.rates.get(key) ?? { name, rate, taxable: 0, tax: 0 };
        sums.rates.set(key, { ...known, taxable: known.taxable + amount, tax: known.tax + tax });
      } else if (share.category === 'O') {
        sums.notTaxable += amount;
      } else {
        const { category, reason } = share;
        const key = JSON.stringify([category, reason]);
        const known = sums.exempt.get(key) ?? { category, reason, amount: 0 };
        sums.exempt.set(key, { ...known, amount: known.amount + amount });
      }
    }
  }

  result(): ReportedCurrency[] {
    return inOrder(this.blocks).map(([currency, jurisdictions]) => {
      const reported = inOrder(jurisdictions).map(([jurisdiction, sums]) => reportedOf(jurisdiction, sums));
      return {
        currency,
        tax: minor(reported.reduce((sum, { tax }) => sum + tax, 0)),
        jurisdictions: reported,
      };
    });
  }

  private sumsOf(currency: CurrencyCode, jurisdiction: string): Sums {
    const block = this.blocks.get(currency) ?? new Map<string, Sums>();
    this.blocks.set(currency, block);
    const sums = block.get(jurisdiction) ?? {
      notTaxable: 0,
      taxable: 0,
      tax: 0,
      exempt: new Map(),
      rates: new Map(),
    };
    block.set(jurisdiction, sums);
    return sums;
  }
}

function reportedOf(jurisdiction: string, sums: Sums): ReportedJurisdiction {
  const exempt = inOrder(sums.exempt).map(([, each]) => ({ ...each, amount: minor(each.amount) }));
  const free = exempt.reduce((sum, { amount }) => sum + amount, 0);
  return {
    jurisdiction,
    gross: minor(sums.taxable + sums.notTaxable + free),
    exempt,
    notTaxable: minor(sums.notTaxable),
    taxable: minor(sums.taxable),
    tax: minor(sums.tax),
    rates: inOrder(sums.rates).map(([, each]) => ({
      ...each,
      taxable: minor(each.taxable),
      tax: minor(each.tax),
    })),
  };
}

const inOrder = <Value>(map: ReadonlyMap<string, Value>): [string, Value][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1));
