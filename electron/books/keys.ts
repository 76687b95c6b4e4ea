/** Keys by which numbers and references are compared: IndexedDB has no collation of its own (BO5). */
import { sortKey } from '../../shared/domain/sort-key.ts';

/** Letters and digits only, folded like names, so that `INV-7` is found by `inv7`. */
export function codeKey(text: string): string {
  return sortKey(text).replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

/** A code key from its end, so that the last digits of a number find it. */
export function tailKey(code: string): string {
  return [...code].reverse().join('');
}
