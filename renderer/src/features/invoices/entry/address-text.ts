/** An address in the lines of a letter (pure); `nameOf` writes the country out. */
import type { Address } from '../../../../../shared/domain/document.ts';

export function addressText(
  { lines, postcode, city, region, country }: Address,
  nameOf: (country: string) => string,
): string {
  const place = [postcode, city, region].filter(Boolean).join(' ');
  return [...lines, place, country && nameOf(country)].filter(Boolean).join('\n');
}
