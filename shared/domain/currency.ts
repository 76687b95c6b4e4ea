/** Currencies and the way between major units, as people write them, and minor units, as they are stored (MO1). */
import { err, ok, type Result } from '../errors/result.ts';
import { CURRENCY_TABLE, WITHDRAWN_CURRENCIES } from './currency-table.ts';
import { Decimal, formatDecimal, parseDecimal, round } from './decimal.ts';
import { type CurrencyCode, type DecimalString, type Minor, minor } from './money.ts';
import type { CurrencyProblem, DecimalProblem } from './problems.ts';

const own = (table: typeof CURRENCY_TABLE, code: string) =>
  Object.hasOwn(table, code) ? table[code] : undefined;

/** True for a currency of ISO 4217 in which amounts can be kept; withdrawn ones cannot be chosen any more. */
export function isCurrency(code: string): code is CurrencyCode {
  return typeof own(CURRENCY_TABLE, code)?.minorUnit === 'number';
}

/** The codes that can be chosen, in alphabetical order. */
export function currencyCodes(): CurrencyCode[] {
  return Object.keys(CURRENCY_TABLE).filter(isCurrency);
}

/**
 * Decimals of the currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD, 4 for CLF. Withdrawn currencies are known too.
 * @throws RangeError for a code that has no minor unit.
 */
export function exponentOf(code: CurrencyCode): number {
  const exponent = (own(CURRENCY_TABLE, code) ?? own(WITHDRAWN_CURRENCIES, code))?.minorUnit;
  if (exponent === undefined || exponent === null)
    throw new RangeError(`no currency with a minor unit: ${code}`);
  return exponent;
}

/** True for every currency that `exponentOf` answers for. */
export function hasMinorUnit(code: string): boolean {
  return typeof (own(CURRENCY_TABLE, code) ?? own(WITHDRAWN_CURRENCIES, code))?.minorUnit === 'number';
}

/**
 * An amount typed in major units as minor units of `currency`. Nothing is rounded: more decimals than the currency has
 * are `too-many-decimals`, amounts beyond the safe integers `too-large`.
 */
export function toMinor(
  text: DecimalString,
  currency: CurrencyCode,
): Result<Minor, DecimalProblem | CurrencyProblem> {
  if (!hasMinorUnit(currency)) return err('not-a-currency');
  const parsed = parseDecimal(text);
  if (!parsed.ok) return parsed;
  const scaled = parsed.value.times(powerOfTen(exponentOf(currency)));
  if (!scaled.isInteger()) return err('too-many-decimals');
  if (scaled.abs().greaterThan(Number.MAX_SAFE_INTEGER)) return err('too-large');
  return ok(minor(scaled.toNumber()));
}

/** An amount in major units with all decimals of its currency: 1250 of USD is `12.50`, of JPY `1250`. */
export function fromMinor(amount: Minor, currency: CurrencyCode): DecimalString {
  const exponent = exponentOf(currency);
  return new Decimal(amount).dividedBy(powerOfTen(exponent)).toFixed(exponent);
}

/** Major units without superfluous zeros, as an input field shows them: 1250 of USD is `12.5`. */
export function fromMinorShort(amount: Minor, currency: CurrencyCode): DecimalString {
  return formatDecimal(new Decimal(fromMinor(amount, currency)));
}

/**
 * Minor units of a computed value in major units, rounded half away from zero.
 * @throws RangeError beyond the safe integers.
 */
export function roundToMinor(value: Decimal, currency: CurrencyCode): Minor {
  return minor(round(value.times(powerOfTen(exponentOf(currency))), 'half-up', 1).toNumber());
}

const POWERS = [1, 10, 100, 1_000, 10_000];

/** 10^exponent for the exponents that currencies have. */
export function powerOfTen(exponent: number): number {
  return POWERS[exponent] ?? 10 ** exponent;
}
