/** Reads the typed values of a `TotalsInput` once, so that the computation meets only checked decimals. */
import type { FieldProblem } from '../errors/index.ts';
import { err, ok, type Result } from '../errors/result.ts';
import { exponentOf, hasMinorUnit } from './currency.ts';
import { Decimal, formatDecimal, parseDecimal } from './decimal.ts';
import type {
  Adjustment,
  AppliedTax,
  RoundingPolicy,
  TaxCategory,
  TotalsInput,
  TotalsLine,
} from './document.ts';
import type { DecimalString } from './money.ts';
import type { TotalsProblem } from './problems.ts';

/** EN 16931's own policy, unless the document carries another (TX5). */
const DEFAULT_ROUNDING: RoundingPolicy = { scope: 'per-rate', mode: 'half-up', step: 1 };

/** A row of the tax table before amounts are known; taxes with the same `id` are one row (TX3). */
export interface TaxRow {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly category: TaxCategory;
  /** Percent; of a tax group the sum of its parts. */
  readonly rate: Decimal;
  readonly reason: string | undefined;
  readonly parts: readonly { readonly name: string; readonly rate: Decimal }[];
}

export interface ParsedAdjustment {
  readonly kind: Adjustment['kind'];
  readonly percent: Decimal | null;
  readonly amount: Decimal | null;
  readonly base: Decimal | null;
  /** `null`: spread over the lines' taxes. */
  readonly taxes: readonly TaxRow[] | null;
}

export interface ParsedLine {
  readonly quantity: Decimal;
  readonly unitPrice: Decimal;
  readonly baseQuantity: Decimal | null;
  readonly adjustments: readonly ParsedAdjustment[];
  readonly taxes: readonly TaxRow[];
}

export interface ParsedTotalsInput {
  readonly exponent: number;
  readonly inclusive: boolean;
  readonly rounding: RoundingPolicy;
  readonly lines: readonly ParsedLine[];
  readonly adjustments: readonly ParsedAdjustment[];
  readonly prepaid: Decimal;
  readonly roundingAmount: Decimal;
}

const ZERO = new Decimal(0);
const LOWEST_RATE = -100;
const HIGHEST_RATE = 1000;

/**
 * Lines as they were read, by the object itself and whether prices include tax. Inputs never change, and a form hands
 * in the same lines with every key: of 500 only the one that was typed in is read again.
 */
const READ = {
  inclusive: new WeakMap<TotalsLine, ParsedLine>(),
  exclusive: new WeakMap<TotalsLine, ParsedLine>(),
};

/** The input as checked decimals, or every problem with its path (`lines.2.quantity`). */
export function parseTotalsInput(input: TotalsInput): Result<ParsedTotalsInput, FieldProblem[]> {
  const reader = new Reader(input.pricesIncludeTax === true);
  const rounding = input.rounding ?? DEFAULT_ROUNDING;
  if (!hasMinorUnit(input.currency)) reader.report('currency', 'not-a-currency');
  if (!Number.isSafeInteger(rounding.step) || rounding.step < 1)
    reader.report('rounding.step', 'bad-rounding');
  const parsed = {
    exponent: hasMinorUnit(input.currency) ? exponentOf(input.currency) : 0,
    inclusive: input.pricesIncludeTax === true,
    rounding,
    lines: input.lines.map((line, index) => reader.line(line, `lines.${index}`)),
    adjustments: reader.adjustments(input.adjustments, ''),
    prepaid: reader.optional(input.prepaid, 'prepaid') ?? ZERO,
    roundingAmount: reader.optional(input.roundingAmount, 'roundingAmount') ?? ZERO,
  };
  return reader.problems.length > 0 ? err(reader.problems) : ok(parsed);
}

class Reader {
  readonly problems: FieldProblem[] = [];
  private readonly inclusive: boolean;
  private readonly rows = new Map<string, TaxRow>();
  private readonly decimals = new Map<string, Decimal>();

  constructor(inclusive: boolean) {
    this.inclusive = inclusive;
  }

  report(path: string, problem: TotalsProblem): void {
    this.problems.push({ path, problem });
  }

  line(line: TotalsLine, path: string): ParsedLine {
    const read = this.inclusive ? READ.inclusive : READ.exclusive;
    const known = read.get(line);
    if (known) return known;
    const problems = this.problems.length;
    const parsed = this.parseLine(line, path);
    if (this.problems.length === problems) read.set(line, parsed);
    return parsed;
  }

  private parseLine(line: TotalsLine, path: string): ParsedLine {
    const baseQuantity = this.optional(line.baseQuantity, `${path}.baseQuantity`);
    if (baseQuantity?.isZero()) this.report(`${path}.baseQuantity`, 'zero-base-quantity');
    return {
      quantity: this.required(line.quantity, path, 'quantity'),
      unitPrice: this.required(line.unitPrice, path, 'unitPrice'),
      baseQuantity,
      adjustments: this.adjustments(line.adjustments, `${path}.`),
      taxes: this.taxes(line.taxes, path),
    };
  }

  adjustments(list: readonly Adjustment[] | undefined, prefix: string): ParsedAdjustment[] {
    if (!list) return [];
    return list.map((adjustment, index) => {
      const path = `${prefix}adjustments.${index}`;
      const percent = this.optional(adjustment.percent, `${path}.percent`);
      const amount = this.optional(adjustment.amount, `${path}.amount`);
      if (adjustment.percent === undefined && adjustment.amount === undefined)
        this.report(path, 'percent-or-amount');
      return {
        kind: adjustment.kind,
        percent,
        amount,
        base: this.optional(adjustment.base, `${path}.base`),
        taxes: adjustment.taxes ? this.taxes(adjustment.taxes, path) : null,
      };
    });
  }

  optional(text: DecimalString | undefined, path: string): Decimal | null {
    return text === undefined ? null : this.required(text, path, '');
  }

  /** Equal texts are read once: rates, quantities and prices repeat from line to line. */
  private required(text: DecimalString, path: string, field: string): Decimal {
    const known = this.decimals.get(text);
    if (known) return known;
    const parsed = parseDecimal(text);
    if (!parsed.ok) {
      this.report(field === '' ? path : `${path}.${field}`, parsed.error);
      return ZERO;
    }
    this.decimals.set(text, parsed.value);
    return parsed.value;
  }

  private taxes(taxes: readonly AppliedTax[], path: string): TaxRow[] {
    const rows = taxes.map((tax, index) => this.row(tax, `${path}.taxes.${index}`));
    if (this.inclusive && rows.length > 1) {
      const total = rows.reduce((sum, row) => sum.plus(row.rate), ZERO);
      if (total.lessThanOrEqualTo(LOWEST_RATE)) this.report(`${path}.taxes`, 'not-a-rate');
    }
    return rows;
  }

  private row(tax: AppliedTax, path: string): TaxRow {
    const typed = `${tax.category}\n${tax.rate}\n${tax.key}\n${tax.name}\n${tax.reason ?? ''}`;
    const known = tax.parts ? undefined : this.rows.get(typed);
    if (known) return known;
    const parts = (tax.parts ?? []).map((part, index) => ({
      name: part.name,
      rate: this.required(part.rate, path, `parts.${index}.rate`),
    }));
    const typedRate = this.required(tax.rate, path, 'rate');
    const rate = parts.length > 0 ? parts.reduce((sum, part) => sum.plus(part.rate), ZERO) : typedRate;
    if (rate.lessThanOrEqualTo(LOWEST_RATE) || rate.greaterThan(HIGHEST_RATE))
      this.report(`${path}.rate`, 'not-a-rate');
    const identity = [tax.category, formatDecimal(rate), tax.key, tax.reason ?? ''];
    for (const part of parts) identity.push(part.name, formatDecimal(part.rate));
    const { category, key, name, reason } = tax;
    const row = { id: JSON.stringify(identity), key, name, category, rate, reason, parts };
    if (!tax.parts) this.rows.set(typed, row);
    return row;
  }
}
