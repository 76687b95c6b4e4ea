/** An amount as somebody types it into a search field: `119`, `119.00`, `1,234.50`, `1.234,50`. */
import { exponentOf, isCurrency } from '../../shared/domain/currency.ts';

/** The decimal number that the text says, as digits before and after the point; `undefined` when it is no amount. */
export function typedAmount(text: string): { readonly whole: string; readonly fraction: string } | undefined {
  const compact = text.replace(/[\s'’]/g, '');
  const match = /^([1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?:\.\d{3})+|\d{1,15})(?:[.,](\d{1,4}))?$/.exec(
    compact,
  );
  if (!match) return undefined;
  return { whole: (match[1] ?? '').replace(/[.,]/g, ''), fraction: match[2] ?? '' };
}

/** Minor units of the typed amount in a currency; `undefined` when the currency has fewer decimals than were typed. */
export function typedMinor(text: string, currency: string): number | undefined {
  const amount = typedAmount(text);
  if (!isCurrency(currency)) return undefined;
  const exponent = exponentOf(currency);
  if (!amount || amount.fraction.length > exponent) return undefined;
  const minor = Number(amount.whole + amount.fraction.padEnd(exponent, '0'));
  return Number.isSafeInteger(minor) ? minor : undefined;
}
