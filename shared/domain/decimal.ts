/**
 * Exact decimal arithmetic (MO2, MO5) on decimal.js. Values live as strings; a `Decimal` exists only inside one
 * computation. Bounds: 15 digits before the point, 10 after it.
 */
import { Decimal as BaseDecimal } from 'decimal.js';
import { err, ok, type Result } from '../errors/result.ts';
import type { RoundingPolicy } from './document.ts';
import { type DecimalString, type Minor, minor } from './money.ts';
import type { DecimalProblem } from './problems.ts';

/**
 * Precision: the product of two values in bounds has at most 50 digits, times a rate of 17 digits 67. Quotients that
 * go on are cut at 80 digits, far beyond the nearest tie. The constructor is our own so that no library can change it.
 */
export const Decimal = BaseDecimal.clone({ precision: 80, defaults: true, toExpNeg: -9e15, toExpPos: 9e15 });
export type Decimal = BaseDecimal;

export const MAX_INTEGER_DIGITS = 15;
export const MAX_DECIMALS = 10;

const SHAPE = /^[+-]?(\d+)(?:\.(\d+))?$/;
const LEADING_ZEROS = /^0+/;
const TRAILING_ZEROS = /0+$/;

/**
 * Reads a decimal string. A leading `+` and zeros without meaning (`007.50`, `1.00000000000`), as documents of others
 * carry them, are accepted; exponents, blanks and separators are not.
 */
export function parseDecimal(text: string): Result<Decimal, DecimalProblem> {
  const match = SHAPE.exec(text);
  if (!match) return err('not-a-number');
  const [, integer = '', fraction = ''] = match;
  if (integer.length > MAX_INTEGER_DIGITS && integer.replace(LEADING_ZEROS, '').length > MAX_INTEGER_DIGITS) {
    return err('too-large');
  }
  if (fraction.length > MAX_DECIMALS && fraction.replace(TRAILING_ZEROS, '').length > MAX_DECIMALS) {
    return err('too-many-decimals');
  }
  return ok(new Decimal(text));
}

/** True when the text is a decimal string in bounds. */
export function isDecimal(text: string): text is DecimalString {
  return parseDecimal(text).ok;
}

/** The value as a decimal string without exponent, superfluous zeros or negative zero. */
export function formatDecimal(value: Decimal): DecimalString {
  return value.isZero() ? '0' : value.toFixed();
}

/**
 * Reads a decimal string that was checked before.
 * @throws RangeError when it was not.
 */
export function decimal(text: DecimalString): Decimal {
  const parsed = parseDecimal(text);
  if (!parsed.ok) throw new RangeError(`not a decimal string (${parsed.error}): ${text}`);
  return parsed.value;
}

/** The exact product, with all its decimals: up to 20 where both factors have 10. */
export function multiply(left: DecimalString, right: DecimalString): Decimal {
  return decimal(left).times(decimal(right));
}

const MODES = {
  'half-up': BaseDecimal.ROUND_HALF_UP,
  'half-even': BaseDecimal.ROUND_HALF_EVEN,
  down: BaseDecimal.ROUND_DOWN,
} as const;

/**
 * Decimals of an amount in minor units that are certain after quotients which go on were added up: those have at least 64, and
 * thousands of them are less than one unit of the 60th apart from their sum. What ends does so long before.
 */
const CERTAIN_DECIMALS = 60;

/**
 * Rounds to a multiple of `step` (TX5). `half-up` takes ties away from zero, `half-even` to the even multiple,
 * `down` cuts towards zero; all three mirror for negative values. Three thirds of a unit are a unit.
 */
export function round(value: Decimal, mode: RoundingPolicy['mode'], step: number): Decimal {
  const certain = value.toDecimalPlaces(CERTAIN_DECIMALS, BaseDecimal.ROUND_HALF_UP);
  if (step === 1) return certain.toDecimalPlaces(0, MODES[mode]);
  return certain.dividedBy(step).toDecimalPlaces(0, MODES[mode]).times(step);
}

/** A percentage of an amount in minor units, rounded half away from zero to the minor unit. */
export function roundPercent(amount: Minor, percent: DecimalString): Minor {
  return minor(round(new Decimal(amount).times(decimal(percent)).dividedBy(100), 'half-up', 1).toNumber());
}
