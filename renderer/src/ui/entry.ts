/** From what is typed in a field to a value: sums and decimals in the locale's writing, short forms of days. */
import { evaluateAmount } from '../../../shared/domain/amount-expression.ts';
import { toMinor } from '../../../shared/domain/currency.ts';
import { type DateOrder, parseDayInput } from '../../../shared/domain/day-input.ts';
import { parseRate } from '../../../shared/domain/exchange-rate.ts';
import type { CurrencyCode, Day, DecimalString, Minor } from '../../../shared/domain/money.ts';
import type { ValueProblem } from '../../../shared/domain/problems.ts';
import { ok, type Result } from '../../../shared/errors/result.ts';
import { dayOrder, decimalSign } from '../text/format.ts';

/** A number or a sum as a decimal string. */
export function readDecimal(text: string): Result<DecimalString, ValueProblem> {
  return evaluateAmount(text, { decimal: decimalSign() === ',' ? ',' : '.' });
}

/** A number or a sum as minor units of `currency`. */
export function readAmount(text: string, currency: CurrencyCode): Result<Minor, ValueProblem> {
  const decimal = readDecimal(text);
  return decimal.ok ? toMinor(decimal.value, currency) : decimal;
}

/** An exchange rate: plain digits with the locale's decimal sign, kept with all its decimals (MO4). */
export function readRate(text: string): Result<DecimalString, 'not-an-exchange-rate'> {
  const compact = text.replace(/\s/g, '');
  const plain = decimalSign() === ',' ? compact.replace(',', '.') : compact;
  const rate = parseRate(plain);
  return rate.ok ? ok(rate.value.toFixed()) : rate;
}

/** The locale's order of the parts of a date. */
export function dateOrder(): DateOrder {
  const [first] = dayOrder();
  return first === 'year' ? 'ymd' : first === 'month' ? 'mdy' : 'dmy';
}

/** A day as typed; `+30` counts from `base`, everything else is read as of `today`. */
export function readDay(text: string, today: Day, base: Day): Result<Day, ValueProblem> {
  return parseDayInput(text, /^\s*[+-]/.test(text) ? base : today, dateOrder());
}
