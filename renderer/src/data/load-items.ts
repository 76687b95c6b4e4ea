/** Many items at once, page by page. */
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { ask } from './use-books.ts';

export type ItemRow = OutputOf<'items.list'>['rows'][number];

const PAGE = 200;

/** Items by name, as many as wanted; `isWhole` is false where there are more. */
export async function loadItems({
  most,
  archived,
}: {
  readonly most: number;
  readonly archived: boolean;
}): Promise<{ rows: ItemRow[]; isWhole: boolean }> {
  const rows: ItemRow[] = [];
  let cursor: string | null = null;
  while (rows.length < most) {
    const answer: OutputOf<'items.list'> = await ask('items.list', {
      search: '',
      archived,
      cursor,
      limit: PAGE,
    });
    rows.push(...answer.rows);
    cursor = answer.next;
    if (cursor === null) return { rows, isWhole: true };
  }
  return { rows, isWhole: false };
}
