/** What every field of the invoice form can reach: the store, the masters, and the way to other fields. */
import { createContext, useCallback, useContext, useSyncExternalStore } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import type { CompanyFields } from '../../../../../shared/events/masters.ts';
import type { EntryState, EntryStore } from './entry-store.ts';
import type { ItemCatalog } from './item-catalog.ts';
import type { TaxPlace } from './place-taxes.ts';
import type { PriceBook } from './price-book.ts';

export type TaxRow = OutputOf<'taxes.list'>[number];
export type TermsRow = OutputOf<'terms.list'>[number];

export interface EntryTools {
  /** Id of the draft, later of the invoice. */
  readonly id: string;
  readonly store: EntryStore;
  readonly company: CompanyFields;
  readonly taxes: readonly TaxRow[];
  readonly terms: readonly TermsRow[];
  readonly items: ItemCatalog;
  /** The prices that count for the customer and the day. */
  readonly prices: PriceBook;
  /** Where the goods go: it offers the taxes of its place (TX10). */
  readonly taxPlace: TaxPlace;
  /** Puts the focus into a field; a line out of sight is brought into view first. */
  readonly focus: (path: string) => void;
  /** Goes to the field after (`1`) or before (`−1`) another. */
  readonly go: (from: string, step: 1 | -1) => void;
  /** Opens a small dialog that creates a record; `path` is the field that gets it. */
  readonly create: (what: 'item' | 'customer' | 'tax' | 'terms', text: string, path: string) => void;
}

export const EntryContext = createContext<EntryTools | null>(null);

/** The tools of the form around this field. */
export function useEntryTools(): EntryTools {
  const tools = useContext(EntryContext);
  if (!tools) throw new Error('a field of the invoice form stands outside of it');
  return tools;
}

/** The totals as far as they are known: not while a line has a figure that cannot be read. */
export const knownTotals = ({ totals, unread }: EntryState): EntryState['totals'] =>
  Object.keys(unread).some((path) => path.startsWith('lines.')) ? null : totals;

/**
 * A value of the form's state; the field renders again only when it changes. What stands in a `line` is asked for only
 * when something about that line has changed.
 */
export function useEntry<Value>(select: (state: EntryState) => Value, line?: string): Value {
  const { store } = useEntryTools();
  const subscribe = useCallback(
    (listener: () => void) =>
      line === undefined ? store.subscribe(listener) : store.watchLine(line, listener),
    [store, line],
  );
  return useSyncExternalStore(subscribe, () => select(store.getState()));
}
