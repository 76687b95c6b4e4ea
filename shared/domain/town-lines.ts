/** City, region and postcode of an address, as its own country writes them; the same on paper and on screen. */
import type { Address } from './document.ts';

const joined = (parts: readonly string[], by: string): string => parts.filter((part) => part !== '').join(by);

/** Lines may be empty: whoever prints them leaves those out. */
export function townLines({ city, postcode, region, country }: Omit<Address, 'lines'>): string[] {
  switch (country) {
    case 'US':
    case 'CA':
    case 'AU':
      return [joined([joined([city, region], ', '), postcode], ' ')];
    case 'GB':
    case 'IE':
      return [city, region, postcode];
    case 'IN':
      return [joined([city, postcode], ' '), region];
    default:
      return [joined([postcode, city], ' '), region];
  }
}
