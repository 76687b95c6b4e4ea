/** The items to pick from: all of them in memory where they are few, so that a picker answers in the same frame. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { ask } from '../../../data/use-books.ts';
import { formatDecimal } from '../../../text/format.ts';
import type { PickerChoice } from './rank-choices.ts';

export type ItemRow = OutputOf<'items.list'>['rows'][number];

export interface ItemCatalog {
  readonly choices: readonly PickerChoice[];
  readonly byId: ReadonlyMap<string, ItemRow>;
  /** False while loading, and where there are more items than are kept in memory: then the books are asked. */
  readonly isWhole: boolean;
}

const PAGE = 200;
const PAGES = 10;

async function loadItems(): Promise<{ rows: ItemRow[]; isWhole: boolean }> {
  const rows: ItemRow[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    const answer: OutputOf<'items.list'> = await ask('items.list', {
      search: '',
      archived: false,
      cursor,
      limit: PAGE,
    });
    rows.push(...answer.rows);
    cursor = answer.next;
    if (cursor === null) return { rows, isWhole: true };
  }
  return { rows, isWhole: false };
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
  const { data } = useQuery({ queryKey: ['items.list', 'catalogue'], queryFn: loadItems });
  return useMemo(() => {
    const rows = data?.rows ?? [];
    return {
      choices: rows.map((row) => itemChoice(row, currency)),
      byId: new Map(rows.map((row) => [row.id, row])),
      isWhole: data?.isWhole ?? false,
    };
  }, [data, currency]);
}
