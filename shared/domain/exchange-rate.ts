/** Exchange rates (MO4): decimal strings of many digits, and amounts told in another currency by a stated one. */
import { err, ok, type Result } from '../errors/result.ts';
import { roundToSum } from './apportion.ts';
import { exponentOf, powerOfTen } from './currency.ts';
import { Decimal, round } from './decimal.ts';
import type { AccountingRate, AccountingTax, RoundingPolicy } from './document.ts';
import { type CurrencyCode, type DecimalString, type Minor, minor, sum } from './money.ts';

const SHAPE = /^\d{1,12}(\.\d{1,20})?$/;

/** A rate above zero with up to twelve digits before the point and twenty after it, so that small ones keep ten digits. */
export function parseRate(text: DecimalString): Result<Decimal, 'not-an-exchange-rate'> {
  if (!SHAPE.test(text)) return err('not-an-exchange-rate');
  const rate = new Decimal(text);
  return rate.isZero() ? err('not-an-exchange-rate') : ok(rate);
}

/** The rate of the way back, to twelve significant digits or as many as it has. */
export function inverseRate(rate: DecimalString): DecimalString {
  return new Decimal(1).dividedBy(rate).toSignificantDigits(16).toFixed();
}

/**
 * An amount in minor units of `from` told in minor units of `to`, rounded half away from zero: one unit of `from` is
 * `rate` units of `to`.
 * @throws RangeError for what is no rate, or beyond the safe integers.
 */
export function convert(amount: Minor, from: CurrencyCode, to: CurrencyCode, rate: DecimalString): Minor {
  const parsed = parseRate(rate);
  if (!parsed.ok) throw new RangeError(`not an exchange rate: ${rate}`);
  const scaled = scale(parsed.value, exponentOf(from), exponentOf(to));
  return minor(round(scaled.times(amount), 'half-up', 1).toNumber());
}

/** Minor units of the one currency for a minor unit of the other. */
const scale = (rate: Decimal, from: number, to: number): Decimal =>
  rate.times(powerOfTen(to)).dividedBy(powerOfTen(from));

/** The tax total in the currency of the books (BT-111): rounded once, its rows share it by largest remainder. */
export function accountingTax(
  taxes: readonly Minor[],
  { currency, rate }: AccountingRate,
  how: {
    readonly rate: Decimal;
    readonly from: number;
    readonly exponent: number;
    readonly mode: RoundingPolicy['mode'];
  },
): AccountingTax {
  const factor = scale(how.rate, how.from, how.exponent);
  const tax = minor(round(factor.times(sum(taxes)), how.mode, 1).toNumber());
  const rows = roundToSum(
    taxes.map((amount) => factor.times(amount)),
    tax,
  );
  return { currency, rate, tax, rows };
}
