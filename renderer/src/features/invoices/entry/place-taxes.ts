/** Taxes of the lines by where the goods go (TX10): what is offered, and what another place changes (pure). */
import type { Address } from '../../../../../shared/domain/document.ts';
import { type PlacedTax, proposedTax } from '../../../../../shared/domain/tax-places.ts';
import { type EntryDraft, isBlank } from './entry-draft.ts';

/** Where the goods of the draft go, and which taxes know places. */
export interface TaxPlace {
  /** `null` while the customer is not known. */
  readonly goesTo: Address | null;
  readonly home: Address;
  readonly taxes: ReadonlyMap<string, PlacedTax>;
}

/** The tax that is offered in place of another one. */
export const taxAt = (tax: string | null, { goesTo, home, taxes }: TaxPlace): string | null =>
  proposedTax(tax, goesTo, home, taxes);

/**
 * Gives lines, discounts and charges the tax of the place in place of the tax of another one.
 * @param isOpened the draft was opened just now: what stands in it stays, only new lines begin with the tax of the place.
 */
export function taxForGoods(entry: EntryDraft, place: TaxPlace, isOpened: boolean): EntryDraft {
  const placeTax = taxAt(entry.lineTax, place);
  let isSame = placeTax === entry.placeTax;
  const put = <Taxed extends { readonly tax: string | null }>(taxed: Taxed): Taxed => {
    const tax = taxAt(taxed.tax, place);
    if (tax === taxed.tax) return taxed;
    isSame = false;
    return { ...taxed, tax };
  };
  const lines = Object.fromEntries(
    Object.entries(entry.lines).map(([id, line]) => [id, isOpened && !isBlank(line) ? line : put(line)]),
  );
  const { adjustments } = entry.header;
  const charged = isOpened ? adjustments : adjustments.map(put);
  if (isSame) return entry;
  return { ...entry, placeTax, lines, header: { ...entry.header, adjustments: charged } };
}
