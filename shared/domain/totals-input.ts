/** Reads the typed values of a `TotalsInput` once, so that the computation meets only checked decimals. */
import type { FieldProblem } from '../errors/index.ts';
import { err, ok, type Result } from '../errors/result.ts';
import { exponentOf, hasMinorUnit } from './currency.ts';
import { Decimal, parseDecimal } from './decimal.ts';
import {
  type Adjustment,
  type AppliedTax,
  type CashRounding,
  ROUNDING_MODES,
  ROUNDING_SCOPES,
  type RoundingPolicy,
  type TotalsInput,
  type TotalsLine,
} from './document.ts';
import { parseRate } from './exchange-rate.ts';
import type { DecimalString } from './money.ts';
import type { ParsedAdjustment, ParsedLine, ParsedTotalsInput } from './parsed-totals.ts';
import type { TotalsProblem } from './problems.ts';
import { standardProblems } from './standard.ts';
import { readTaxRow, spelling, type TaxRow } from './tax-row.ts';

/** EN 16931's own policy, unless the document carries another (TX5). */
const DEFAULT_ROUNDING: RoundingPolicy = { scope: 'per-rate', mode: 'half-up', step: 1 };

const ZERO = new Decimal(0);
const LOWEST_SUM = -100;
/** Far beyond the four decimals of ISO 4217, for documents whose amounts are finer than a minor unit. */
const HIGHEST_EXPONENT = 8;

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
  reader.rounding(rounding, 'rounding');
  if (!ROUNDING_SCOPES.includes(rounding.scope)) reader.report('rounding.scope', 'bad-rounding');
  if (input.cash) reader.rounding(input.cash, 'cash');
  const parsed = {
    exponent: reader.exponent(input.currency, input.exponent, ''),
    isStandard: input.standard === 'en16931',
    rounding,
    lines: input.lines.map((line, index) => reader.line(line, `lines.${index}`)),
    adjustments: reader.adjustments(input.adjustments, ''),
    prepaid: reader.optional(input.prepaid, 'prepaid') ?? ZERO,
    roundingAmount: reader.optional(input.roundingAmount, 'roundingAmount') ?? ZERO,
    cash: input.cash ?? null,
    accounting: reader.accounting(input.accounting),
  };
  if (parsed.isStandard) reader.problems.push(...standardProblems(parsed));
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

  rounding({ step, mode }: CashRounding, path: string): void {
    if (!Number.isSafeInteger(step) || step < 1) this.report(`${path}.step`, 'bad-rounding');
    if (!ROUNDING_MODES.includes(mode)) this.report(`${path}.mode`, 'bad-rounding');
  }

  exponent(currency: string, carried: number | undefined, prefix: string): number {
    if (carried === undefined) {
      if (hasMinorUnit(currency)) return exponentOf(currency);
      this.report(`${prefix}currency`, 'not-a-currency');
      return 0;
    }
    if (Number.isInteger(carried) && carried >= 0 && carried <= HIGHEST_EXPONENT) return carried;
    this.report(`${prefix}exponent`, 'not-a-currency');
    return 0;
  }

  accounting(stated: TotalsInput['accounting']): ParsedTotalsInput['accounting'] {
    if (!stated) return null;
    const rate = parseRate(stated.rate);
    if (!rate.ok) this.report('accounting.rate', rate.error);
    return {
      rate: rate.ok ? rate.value : ZERO,
      exponent: this.exponent(stated.currency, stated.exponent, 'accounting.'),
    };
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
      if (adjustment.kind !== 'allowance' && adjustment.kind !== 'charge')
        this.report(`${path}.kind`, 'not-an-adjustment');
      if (adjustment.percent === undefined && adjustment.amount === undefined)
        this.report(path, 'percent-or-amount');
      return {
        kind: adjustment.kind,
        percent,
        amount,
        base: this.optional(adjustment.base, `${path}.base`),
        ofTotal: adjustment.of === 'total',
        taxes: adjustment.taxes ? this.taxes(adjustment.taxes, path) : null,
      };
    });
  }

  optional(text: DecimalString | undefined, path: string): Decimal | null {
    return text === undefined ? null : this.required(text, path, '');
  }

  /** Equal texts are read once: rates, quantities and prices repeat from line to line. */
  required(text: DecimalString, path: string, field: string): Decimal {
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
    if (rows.length > 1) {
      const total = rows.reduce((sum, row) => (row.included ? sum.plus(row.rate) : sum), ZERO);
      if (total.lessThanOrEqualTo(LOWEST_SUM)) this.report(`${path}.taxes`, 'not-a-rate');
    }
    return rows;
  }

  /** Equal taxes are read once. */
  private row(tax: AppliedTax, path: string): TaxRow {
    const typed = spelling(tax);
    const known = typed === undefined ? undefined : this.rows.get(typed);
    if (known) return known;
    const row = readTaxRow(tax, path, this.inclusive, this);
    if (typed !== undefined) this.rows.set(typed, row);
    return row;
  }
}
