/** Prices of the lists on the lines of the form: what is found, what was typed, what changes with the quantity (pure). */

import type { DecimalString } from '../../../../../shared/domain/money.ts';
import { type ApplicableList, type FoundPrice, findPrice } from '../../../../../shared/domain/price-lists.ts';
import type { DraftLine } from '../../../../../shared/events/drafts.ts';
import type { EntryDraft } from './entry-draft.ts';
import { hasBase } from './extra-fields.ts';

export interface PriceBook {
  /** The lists that count for the customer and the day of the draft, in their precedence. */
  readonly lists: readonly ApplicableList[];
  /** The item's own price in the company's currency; `null` where it is not known. */
  readonly ownPrice: (item: string) => DecimalString | null;
  /** The currency that own prices are in. */
  readonly currency: string;
}

/** The price of the line's item and quantity, in the currency of the draft. */
export function foundFor(entry: EntryDraft, line: DraftLine, book: PriceBook): FoundPrice | null {
  if (line.item === null) return null;
  const own = entry.header.currency === book.currency ? book.ownPrice(line.item) : null;
  return findPrice(line.item, line.quantity, book.lists, own);
}

/** Lists and items have prices for one: whatever the price before was for, this one is. */
const withPrice = (
  { baseQuantity: _base, ...line }: DraftLine,
  { price, ...origin }: FoundPrice,
): DraftLine => ({ ...line, unitPrice: price, priceFrom: origin });

function withLine(entry: EntryDraft, line: DraftLine): EntryDraft {
  return { ...entry, lines: { ...entry.lines, [line.id]: line } };
}

/** Gives the line the price that is found, whatever stood there; without one it stays as it is. */
export function putPrice(entry: EntryDraft, id: string, book: PriceBook): EntryDraft {
  const line = entry.lines[id];
  const found = line && foundFor(entry, line, book);
  return line && found ? withLine(entry, withPrice(line, found)) : entry;
}

/** After a change of quantity: another price where the last came from a list or the item; a typed one stays. */
export function priceAgain(entry: EntryDraft, id: string, book: PriceBook): EntryDraft {
  return entry.lines[id]?.priceFrom ? putPrice(entry, id, book) : entry;
}

/** After a change of customer or day: every line whose price was not typed. */
export function priceAllAgain(entry: EntryDraft, book: PriceBook): EntryDraft {
  return entry.order.reduce((before, id) => priceAgain(before, id, book), entry);
}

/** A typed price that is another than the one found: it can be put back. */
export function typedOver(entry: EntryDraft, id: string, book: PriceBook): FoundPrice | null {
  const line = entry.lines[id];
  if (line?.priceFrom !== null) return null;
  const found = foundFor(entry, line, book);
  return found && (found.price !== line.unitPrice || hasBase(line)) ? found : null;
}
