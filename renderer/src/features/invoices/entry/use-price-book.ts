/** The price lists that count for the draft on screen; lines whose price was not typed follow customer and day. */
import { useEffect, useEffectEvent, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import type { EntryStore } from './entry-store.ts';
import type { ItemCatalog } from './item-catalog.ts';
import { type PriceBook, priceAllAgain } from './price-book.ts';

const NONE: PriceBook['lists'] = [];

/** @param group of the customer; `undefined` while it is not known. */
export function usePriceBook(
  store: EntryStore,
  items: ItemCatalog,
  houseCurrency: string,
  group: string | undefined,
): PriceBook {
  const today = useToday();
  const customer = useStore(store, (state) => state.entry.header.customer);
  const currency = useStore(store, (state) => state.entry.header.currency);
  const day = useStore(store, (state) => state.entry.header.issueDate) ?? today;
  const isKnown = customer === null || group !== undefined;
  const asked = { customer, group: group ?? '', currency, day };
  const { data } = useBooks('priceLists.for', asked, { enabled: isKnown });
  const book = useMemo<PriceBook>(
    () => ({
      lists: data ?? NONE,
      ownPrice: (item) => items.byId.get(item)?.fields.price ?? null,
      currency: houseCurrency,
    }),
    [data, items, houseCurrency],
  );
  // A draft that is opened keeps its prices, whatever the lists say now; another customer or day asks them again.
  const priced = useRef<string | null>(null);
  const key = JSON.stringify(asked);
  const follow = useEffectEvent((now: string) => {
    if (priced.current !== null && priced.current !== now) store.edit((entry) => priceAllAgain(entry, book));
    priced.current = now;
  });
  useEffect(() => {
    if (data) follow(key);
  }, [data, key]);
  return book;
}
