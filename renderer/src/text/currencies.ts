/** Currencies by name in the clerk's language. */
import { formatLocale } from './format.ts';

/** Codes as choices of a field: `EUR – Euro`. */
export function currencyChoices(codes: readonly string[]): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(formatLocale(), { type: 'currency' });
  return codes.map((value) => ({ value, label: `${value} – ${names.of(value) ?? value}` }));
}
