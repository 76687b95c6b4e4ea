/**
 * The one function that computes totals (TX9): form, command, list, PDF and e-invoice show these integers.
 * After EN 16931 (BR-CO-10 … BR-CO-17) and Peppol BIS Billing 3.
 */
import type { FieldProblem } from '../errors/index.ts';
import { err, ok, type Result } from '../errors/result.ts';
import type { ChangeOfTotal } from './change-of-total.ts';
import { powerOfTen } from './currency.ts';
import { Decimal, round } from './decimal.ts';
import type { LineTotals, RoundingPolicy, Totals, TotalsInput } from './document.ts';
import { accountingTax } from './exchange-rate.ts';
import { type Minor, minor, sum } from './money.ts';
import type { ParsedAdjustment, ParsedLine, ParsedTotalsInput } from './parsed-totals.ts';
import { slicesOf } from './slices.ts';
import { holdToStandard } from './standard.ts';
import type { Slice } from './tax-chain.ts';
import { subtotal } from './tax-subtotal.ts';
import { taxTable } from './tax-table.ts';
import { parseTotalsInput } from './totals-input.ts';

/** Why `computeTotals` has no answer: every wrong field; path `''` means that the sum of all lines left the safe integers. */
export class TotalsError extends RangeError {
  readonly problems: readonly FieldProblem[];

  constructor(problems: readonly FieldProblem[]) {
    super(
      `totals cannot be computed: ${problems.map(({ path, problem }) => `${path} ${problem}`).join(', ')}`,
    );
    this.name = 'TotalsError';
    this.problems = problems;
  }
}

/**
 * All totals of a document, in minor units of its currency (TX1–TX8). Pure and exact; the order of lines changes
 * nothing but the order of `lines`. With prices including tax, `sumOfLines`, `allowances` and `charges` include it
 * too, `withTax` is their sum and `withoutTax` what is left after the taxes; taxes may say for themselves whether the
 * price includes them. The policy's mode rounds every amount, its step only taxes. What the buyer withholds is
 * subtracted from `due` alone. An adjustment with an amount and a percent takes the amount (BT-92, BT-136); its percent is of
 * the rounded quantity × price (BT-137) or of the sum of line nets (BT-93), unless it has a base. One of the document
 * without `taxes` is spread over the lines' taxes in proportion to their amounts.
 * @throws TotalsError for what `checkTotals` refuses: no decimal, beyond the safe integers, or not to be said in the
 *   standard that the document is held to (TX7).
 */
export function computeTotals(document: TotalsInput): Totals {
  const checked = checkTotals(document);
  if (!checked.ok) throw new TotalsError(checked.error);
  return checked.value;
}

/** As `computeTotals`, for forms: the totals, or every problem with the path of its field. */
export function checkTotals(input: TotalsInput): Result<Totals, readonly FieldProblem[]> {
  const parsed = parseTotalsInput(input);
  if (!parsed.ok) return parsed;
  try {
    return ok(total(parsed.value, input));
  } catch (error) {
    if (error instanceof RangeError) return err([{ path: tooLargeLine(parsed.value), problem: 'too-large' }]);
    throw error;
  }
}

/** The first line that leaves the safe integers by itself; empty where only all of them together do. */
function tooLargeLine({ lines, exponent, rounding }: ParsedTotalsInput): string {
  const { toMinor, scale } = minorUnits(exponent, rounding);
  const index = lines.findIndex((line) => {
    try {
      lineTotals(line, scale, toMinor);
      return false;
    } catch {
      return true;
    }
  });
  return index < 0 ? '' : `lines.${index}`;
}

/** Values in major units to minor units of the document's currency, rounded by its policy's mode. */
type ToMinor = (value: Decimal) => Minor;

function minorUnits(exponent: number, { mode }: RoundingPolicy): { scale: number; toMinor: ToMinor } {
  const scale = powerOfTen(exponent);
  return { scale, toMinor: (value) => minor(round(value.times(scale), mode, 1).toNumber()) };
}

function total(input: ParsedTotalsInput, document: TotalsInput): Totals {
  const { scale, toMinor } = minorUnits(input.exponent, input.rounding);
  const lines = input.lines.map((line) => knownLineTotals(line, scale, input.rounding.mode, toMinor));
  const sumOfLines = sum(lines.map((line) => line.amount));
  const base = new Decimal(sumOfLines).dividedBy(scale);
  const typed = input.adjustments.map((adjustment) => adjustmentAmount(adjustment, base, toMinor));
  holdToSafe([...lines.map(({ amount }) => amount), ...typed]);
  const changes = input.adjustments.flatMap((adjustment, index) =>
    adjustment.ofTotal ? [changeOfTotal(adjustment, typed[index] ?? minor(0))] : [],
  );
  const slices = slicesOf(input, lines, typed);
  const table = taxTable(slices, scale, input.rounding, changes);
  const ofTotal = [...table.changes];
  const adjustments = typed.map((amount, index) =>
    input.adjustments[index]?.ofTotal ? (ofTotal.shift() ?? minor(0)) : amount,
  );
  const { charged, left } = input.isStandard
    ? holdToStandard(table.rows, input.rounding)
    : { charged: table.rows, left: minor(0) };
  const taxes = charged.filter(({ row }) => row.kind !== 'withholding').map(subtotal);
  const withholdings = charged.filter(({ row }) => row.kind === 'withholding').map(subtotal);
  const tax = sum(taxes.map((row) => row.tax));
  const withheld = sum(withholdings.map((row) => row.tax));
  const withoutTax = table.net;
  const withTax = minor(withoutTax + tax);
  const prepaid = toMinor(input.prepaid);
  const exactDue = minor(minor(withTax - withheld - prepaid) + minor(toMinor(input.roundingAmount) + left));
  const due = input.cash
    ? minor(round(new Decimal(exactDue), input.cash.mode, input.cash.step).toNumber())
    : exactDue;
  return {
    lines: lines.map((line, index) => withNet(line, slices[index], table.nets[index])),
    adjustments,
    sumOfLines,
    allowances: sumOfKind('allowance', input.adjustments, adjustments),
    charges: sumOfKind('charge', input.adjustments, adjustments),
    withoutTax,
    taxes,
    tax,
    withTax,
    prepaid,
    rounding: minor(due - minor(withTax - withheld - prepaid)),
    due,
    ...(withholdings.length === 0 ? {} : { withholdings, withheld }),
    ...accounting(document, input, taxes),
  };
}

/** BT-111, by the rate that the document states. */
function accounting(
  { accounting: stated }: TotalsInput,
  { accounting: parsed, exponent, rounding }: ParsedTotalsInput,
  taxes: Totals['taxes'],
): Pick<Totals, 'accounting'> {
  if (!stated || !parsed) return {};
  const amounts = taxes.map((row) => row.tax);
  return { accounting: accountingTax(amounts, stated, { ...parsed, from: exponent, mode: rounding.mode }) };
}

function withNet(line: LineTotals, slice: Slice | undefined, net: Minor | undefined): LineTotals {
  if (net === undefined || !slice?.taxes.some((row) => row.included)) return line;
  return { ...line, net };
}

function changeOfTotal(adjustment: ParsedAdjustment, amount: Minor): ChangeOfTotal {
  const sign = adjustment.kind === 'allowance' ? -1 : 1;
  return adjustment.amount
    ? { amount, share: null, sign }
    : { amount: null, share: (adjustment.percent ?? new Decimal(0)).dividedBy(100), sign };
}

interface KnownLine {
  readonly scale: number;
  readonly mode: RoundingPolicy['mode'];
  readonly totals: LineTotals;
}

/** What lines came to, by the line as it was read; with another currency or policy it is computed again. */
const KNOWN = new WeakMap<ParsedLine, KnownLine>();

function knownLineTotals(
  line: ParsedLine,
  scale: number,
  mode: RoundingPolicy['mode'],
  toMinor: ToMinor,
): LineTotals {
  const known = KNOWN.get(line);
  if (known?.scale === scale && known.mode === mode) return known.totals;
  const totals = lineTotals(line, scale, toMinor);
  KNOWN.set(line, { scale, mode, totals });
  return totals;
}

function lineTotals(line: ParsedLine, scale: number, toMinor: ToMinor): LineTotals {
  const { adjustments, baseQuantity } = line;
  const product = line.quantity.times(line.unitPrice);
  const gross = toMinor(baseQuantity ? product.dividedBy(baseQuantity) : product);
  if (adjustments.length === 0) return { amount: gross, allowances: minor(0), charges: minor(0) };
  const base = new Decimal(gross).dividedBy(scale);
  const amounts = adjustments.map((adjustment) => adjustmentAmount(adjustment, base, toMinor));
  holdToSafe([gross, ...amounts]);
  const allowances = sumOfKind('allowance', adjustments, amounts);
  const charges = sumOfKind('charge', adjustments, amounts);
  return { amount: minor(gross - allowances + charges), allowances, charges };
}

/**
 * Amounts of which some are negative may add up to little by way of sums that are no longer exact.
 * @throws RangeError unless every sum of some of them is a safe integer.
 */
function holdToSafe(amounts: readonly Minor[]): void {
  minor(amounts.reduce((size, amount) => size + Math.abs(amount), 0));
}

function adjustmentAmount(adjustment: ParsedAdjustment, base: Decimal, toMinor: ToMinor): Minor {
  if (adjustment.amount) return toMinor(adjustment.amount);
  return toMinor((adjustment.base ?? base).times(adjustment.percent ?? 0).dividedBy(100));
}

function sumOfKind(
  kind: ParsedAdjustment['kind'],
  adjustments: readonly ParsedAdjustment[],
  amounts: readonly Minor[],
): Minor {
  return sum(amounts.filter((_, index) => adjustments[index]?.kind === kind));
}
