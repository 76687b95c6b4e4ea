/** Addresses as their own countries write them. */
import type { Address } from '../../shared/domain/document.ts';
import { townLines } from '../../shared/domain/town-lines.ts';
import { countryLine } from './country-line.ts';

export const filled = (lines: readonly string[]) => lines.filter((line) => line.trim() !== '');

/** An address as it goes on an envelope; the country only when it is not the sender's. */
export function addressLines(address: Address, from: string, language: string): string[] {
  const foreign = address.country !== '' && address.country !== from;
  return filled([
    ...address.lines,
    ...townLines(address),
    foreign ? countryLine(address.country, language) : '',
  ]);
}
