/** Totals of a document that somebody else computed: it keeps its own amounts and says where ours would differ. */
import type { FieldProblem } from '../errors/index.ts';
import { err, ok, type Result } from '../errors/result.ts';
import { exponentOf, powerOfTen } from './currency.ts';
import { Decimal, formatDecimal, parseDecimal, round } from './decimal.ts';
import type { Adjustment, TaxCategory, TaxSubtotal, Totals, TotalsInput } from './document.ts';
import { type DecimalString, type Minor, minor } from './money.ts';
import { checkTotals } from './totals.ts';

/** What the document states, in major units; what it does not state is not compared. */
export interface StatedTotals {
  readonly lines: readonly DecimalString[];
  readonly sumOfLines: DecimalString;
  readonly allowances?: DecimalString;
  readonly charges?: DecimalString;
  readonly withoutTax: DecimalString;
  readonly tax: DecimalString;
  readonly withTax: DecimalString;
  readonly due: DecimalString;
  readonly taxes: readonly {
    readonly category: string;
    readonly rate: DecimalString;
    readonly taxable: DecimalString;
    readonly tax: DecimalString;
  }[];
}

/** `path` as in `Totals` (`lines.3`, `taxes.0.tax`); both amounts in major units, `null` where one has no such amount. */
export interface Difference {
  readonly path: string;
  readonly stated: DecimalString | null;
  readonly computed: DecimalString | null;
}

export interface ImportedTotals {
  /** The stated amounts; those finer than the minor unit rounded to it, half away from zero. */
  readonly totals: Totals;
  readonly differences: readonly Difference[];
}

const AMOUNTS = ['sumOfLines', 'allowances', 'charges', 'withoutTax', 'tax', 'withTax', 'due'] as const;

/** @returns the problems of the input or of stated amounts that are no numbers. */
export function importTotals(
  input: TotalsInput,
  stated: StatedTotals,
): Result<ImportedTotals, readonly FieldProblem[]> {
  const computed = checkTotals(input);
  if (!computed.ok) return computed;
  const reader = new StatedReader(input);
  const { value: ours } = computed;
  const amounts = { ...ours };
  for (const name of AMOUNTS) amounts[name] = reader.amount(name, stated[name], ours[name]);
  const lines = stated.lines.map((text, index) => {
    const line = ours.lines[index];
    const amount = reader.amount(`lines.${index}`, text, line?.amount ?? null);
    return { ...(line ?? { allowances: minor(0), charges: minor(0) }), amount };
  });
  for (let index = lines.length; index < ours.lines.length; index++)
    reader.missing(`lines.${index}`, ours.lines[index]?.amount);
  const rest = [...ours.taxes];
  const taxes = stated.taxes.map((row, index): TaxSubtotal => {
    const at = rest.findIndex((tax) => tax.category === row.category && sameRate(tax.rate, row.rate));
    const match = at < 0 ? undefined : rest.splice(at, 1)[0];
    const taxable = reader.amount(`taxes.${index}.taxable`, row.taxable, match?.taxable ?? null);
    const tax = reader.amount(`taxes.${index}.tax`, row.tax, match?.tax ?? null);
    const { category, rate } = row;
    // Documents of others carry letters that we do not know ourselves.
    const own = { key: `${category} ${rate}`, name: category, category: category as TaxCategory, rate };
    return { ...(match ?? own), taxable, tax };
  });
  reader.adjustments(input.adjustments, '');
  input.lines.forEach((line, index) => {
    reader.adjustments(line.adjustments, `lines.${index}.`);
  });
  for (const tax of rest) reader.missing(`taxes.${ours.taxes.indexOf(tax)}.tax`, tax.tax);
  if (reader.problems.length > 0) return err(reader.problems);
  return ok({ totals: { ...amounts, lines, taxes }, differences: reader.differences });
}

function sameRate(one: DecimalString, other: DecimalString): boolean {
  const parsed = parseDecimal(other);
  return parsed.ok && formatDecimal(parsed.value) === one;
}

class StatedReader {
  readonly problems: FieldProblem[] = [];
  readonly differences: Difference[] = [];
  private readonly exponent: number;
  private readonly scale: number;

  constructor(input: TotalsInput) {
    this.exponent = input.exponent ?? exponentOf(input.currency);
    this.scale = powerOfTen(this.exponent);
  }

  /** The stated amount in minor units, noted where it differs from ours by any digit. */
  amount(path: string, text: DecimalString | undefined, computed: Minor | null): Minor {
    if (text === undefined) return computed ?? minor(0);
    const parsed = parseDecimal(text);
    if (!parsed.ok) {
      this.problems.push({ path, problem: parsed.error });
      return minor(0);
    }
    const exact: Decimal = parsed.value.times(this.scale);
    if (computed === null || !exact.equals(computed)) {
      this.differences.push({ path, stated: text, computed: this.told(computed) });
    }
    return minor(round(exact, 'half-up', 1).toNumber());
  }

  /** An adjustment that states its amount, its percent and its base: the amount stands, the other two are compared. */
  adjustments(list: readonly Adjustment[] | undefined, prefix: string): void {
    (list ?? []).forEach(({ amount, percent, base }, index) => {
      if (amount === undefined || percent === undefined || base === undefined) return;
      const [stated, rate, whole] = [amount, percent, base].map(parseDecimal);
      if (!stated?.ok || !rate?.ok || !whole?.ok) return;
      const share = round(rate.value.times(whole.value).times(this.scale).dividedBy(100), 'half-up', 1);
      if (share.equals(stated.value.times(this.scale))) return;
      const path = `${prefix}adjustments.${index}`;
      this.differences.push({ path, stated: amount, computed: this.told(minor(share.toNumber())) });
    });
  }

  missing(path: string, computed: Minor | undefined): void {
    this.differences.push({ path, stated: null, computed: this.told(computed ?? null) });
  }

  private told(amount: Minor | null): DecimalString | null {
    return amount === null ? null : new Decimal(amount).dividedBy(this.scale).toFixed(this.exponent);
  }
}
