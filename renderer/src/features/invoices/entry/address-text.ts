/** An address in the lines of a letter (pure); the country only as its code, the paper writes it out. */
import type { Address } from '../../../../../shared/domain/document.ts';

export function addressText({ lines, postcode, city, region, country }: Address): string {
  const place = [postcode, city, region].filter(Boolean).join(' ');
  return [...lines, place, country].filter(Boolean).join('\n');
}
