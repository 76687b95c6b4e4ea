/** An address in the lines of a letter; the country is always said. */
import type { Address } from '../../../shared/domain/document.ts';
import { townLines } from '../../../shared/domain/town-lines.ts';

/** @param nameOf writes a country out. */
export const addressLines = (address: Address, nameOf: (country: string) => string): string[] =>
  [...address.lines, ...townLines(address), address.country === '' ? '' : nameOf(address.country)].filter(
    (line) => line.trim() !== '',
  );
