/**
 * Money and decimals, as rule MO writes them: amounts are integers of minor units that always travel with
 * their ISO 4217 currency; prices, quantities and rates are decimal strings. No floating point meets an amount.
 */

declare const minorBrand: unique symbol;

/** An integer amount in minor units (cents, pence, paise) of a currency that stands beside it (MO1). */
export type Minor = number & { readonly [minorBrand]: true };

/** A decimal number as text, `-?\d+(\.\d{1,10})?`, never a float (MO2, MO5). */
export type DecimalString = string;

/** An ISO 4217 alphabetic code, upper case. */
export type CurrencyCode = string;

/** A calendar day, `YYYY-MM-DD`, without time or zone. */
export type Day = string;

/**
 * Brands an integer as minor units.
 * @throws RangeError when the number is not a safe integer: beyond ±9,007,199,254,740,991 integers are no longer exact.
 */
export function minor(value: number): Minor {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a safe integer of minor units: ${value}`);
  return (value === 0 ? 0 : value) as Minor;
}

export const ZERO = minor(0);

/** Sum of amounts of one currency, in its minor units. */
export function sum(amounts: Iterable<Minor>): Minor {
  let total = 0;
  for (const amount of amounts) total += amount;
  return minor(total);
}
