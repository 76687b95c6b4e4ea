/** One tax of a line, read: the row of the tax table that it belongs to (TX3), and how it is computed (TX7). */
import { type Decimal, formatDecimal } from './decimal.ts';
import { type AppliedTax, TAX_KINDS, type TaxCategory, type TaxKind } from './document.ts';
import type { DecimalString } from './money.ts';
import type { TotalsProblem } from './problems.ts';

/** A row of the tax table before amounts are known; taxes with the same `id` are one row (TX3). */
export interface TaxRow {
  readonly id: string;
  /** `id` and what decides how it stands among the other taxes of its line. */
  readonly chainId: string;
  readonly key: string;
  readonly name: string;
  readonly category: TaxCategory;
  /** Percent; of a tax group the sum of its parts; 0 for a fixed tax. */
  readonly rate: Decimal;
  readonly reason: string | undefined;
  readonly parts: readonly {
    readonly name: string;
    readonly rate: Decimal;
    readonly jurisdiction: string | undefined;
  }[];
  readonly kind: TaxKind;
  /** Major units, of a fixed tax. */
  readonly amount: Decimal | null;
  readonly raisesBase: boolean;
  readonly ignoresRaise: boolean;
  readonly included: boolean;
  readonly jurisdiction: string | undefined;
}

/** What reads the decimals of an input and collects what is wrong with them. */
export interface DecimalReader {
  readonly report: (path: string, problem: TotalsProblem) => void;
  readonly required: (text: DecimalString, path: string, field: string) => Decimal;
}

const LOWEST_RATE = -100;
const HIGHEST_RATE = 1000;

/** Text that is equal for taxes that read the same; of tax groups there is none. */
export function spelling(tax: AppliedTax): string | undefined {
  if (tax.parts) return undefined;
  const plain = `${tax.category}\n${tax.rate}\n${tax.key}\n${tax.name}\n${tax.reason ?? ''}`;
  if (tax.kind === undefined && tax.raisesBase === undefined && tax.included === undefined) {
    return tax.jurisdiction === undefined && tax.ignoresRaise === undefined ? plain : JSON.stringify(tax);
  }
  return JSON.stringify(tax);
}

/** @param inclusive whether prices include taxes that do not say it themselves. */
export function readTaxRow(tax: AppliedTax, path: string, inclusive: boolean, reader: DecimalReader): TaxRow {
  const { category, key, name, reason, jurisdiction, kind = 'percent' } = tax;
  if (!TAX_KINDS.includes(kind)) reader.report(`${path}.kind`, 'not-a-tax-kind');
  const parts = (tax.parts ?? []).map((part, index) => ({
    name: part.name,
    rate: reader.required(part.rate, path, `parts.${index}.rate`),
    jurisdiction: part.jurisdiction,
  }));
  const typedRate = reader.required(tax.rate, path, 'rate');
  const rate = parts.reduce(
    (sum, part) => sum.plus(part.rate),
    parts.length > 0 ? typedRate.minus(typedRate) : typedRate,
  );
  if (rate.lessThanOrEqualTo(LOWEST_RATE) || rate.greaterThan(HIGHEST_RATE))
    reader.report(`${path}.rate`, 'not-a-rate');
  const isFixed = kind === 'per-unit' || kind === 'per-document';
  if (isFixed && tax.amount === undefined) reader.report(`${path}.amount`, 'fixed-amount-missing');
  const amount = isFixed && tax.amount !== undefined ? reader.required(tax.amount, path, 'amount') : null;
  if (tax.included === true && kind === 'per-document') reader.report(path, 'fixed-tax-in-price');
  // What is withheld or due once a document is never part of a unit price.
  const included = kind === 'percent' || kind === 'per-unit' ? (tax.included ?? inclusive) : false;
  const raisesBase = tax.raisesBase === true && kind !== 'withholding' && kind !== 'per-document';
  const ignoresRaise = tax.ignoresRaise === true;
  const identity = [category, formatDecimal(rate), key, reason ?? ''];
  if (kind !== 'percent') identity.push(kind, amount ? formatDecimal(amount) : '');
  for (const part of parts) identity.push(part.name, formatDecimal(part.rate));
  const id = JSON.stringify(identity);
  const standing = `${raisesBase ? '+' : ''}${ignoresRaise ? '-' : ''}${included === inclusive ? '' : '!'}`;
  const chainId = standing === '' ? id : id + standing;
  return {
    id,
    chainId,
    key,
    name,
    category,
    rate,
    reason,
    parts,
    kind,
    amount,
    raisesBase,
    ignoresRaise,
    included,
    jurisdiction,
  };
}
