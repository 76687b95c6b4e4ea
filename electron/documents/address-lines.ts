/** Addresses as their own countries write them. */
import type { Address } from '../../shared/domain/document.ts';
import { countryLine } from './country-line.ts';

export const filled = (lines: readonly string[]) => lines.filter((line) => line.trim() !== '');

/** City, region and postcode as the address's own country writes them. */
export function cityLines(address: Address): string[] {
  const { city, postcode, region, country } = address;
  switch (country) {
    case 'US':
    case 'CA':
    case 'AU':
      return [
        [[city, region].filter((part) => part !== '').join(', '), postcode]
          .filter((part) => part !== '')
          .join(' '),
      ];
    case 'GB':
    case 'IE':
      return [city, region, postcode];
    case 'IN':
      return [[city, postcode].filter((part) => part !== '').join(' '), region];
    default:
      return [[postcode, city].filter((part) => part !== '').join(' '), region];
  }
}

/** An address as it goes on an envelope; the country only when it is not the sender's. */
export function addressLines(address: Address, from: string, language: string): string[] {
  const foreign = address.country !== '' && address.country !== from;
  return filled([
    ...address.lines,
    ...cityLines(address),
    foreign ? countryLine(address.country, language) : '',
  ]);
}
