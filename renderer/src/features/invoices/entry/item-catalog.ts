/** The items to pick from: all of them in memory where they are few, so that a picker answers in the same frame. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type ItemRow, loadItems } from '../../../data/load-items.ts';
import { formatDecimal } from '../../../text/format.ts';
import type { PickerChoice } from './rank-choices.ts';

export interface ItemCatalog {
  readonly choices: readonly PickerChoice[];
  readonly byId: ReadonlyMap<string, ItemRow>;
  /** False while loading, and where there are more items than are kept in memory: then the books are asked. */
  readonly isWhole: boolean;
}

/** An item as a picker shows it. */
export function itemChoice({ id, fields }: ItemRow, currency: string): PickerChoice {
  return {
    id,
    code: fields.code,
    label: fields.name,
    detail: `${formatDecimal(fields.price, 2)} ${currency}`,
  };
}

/** The catalogue, asked again when items change. `currency` is the one that prices are in. */
export function useItemCatalog(currency: string): ItemCatalog {
  // The key begins with the channel's name: a `changed` push of its topics makes it old.
  const { data } = useQuery({
    queryKey: ['items.list', 'catalogue'],
    queryFn: () => loadItems({ most: 2000, archived: false }),
  });
  return useMemo(() => {
    const rows = data?.rows ?? [];
    return {
      choices: rows.map((row) => itemChoice(row, currency)),
      byId: new Map(rows.map((row) => [row.id, row])),
      isWhole: data?.isWhole ?? false,
    };
  }, [data, currency]);
}
