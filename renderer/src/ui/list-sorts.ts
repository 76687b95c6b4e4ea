/** Sorting a list without a mouse: one command for each column that its header sorts by; pure. */
import type { Action } from '../app/shortcuts.ts';

/** A column as far as sorting goes; `sort` is the name of its sort, none where it cannot be sorted. */
interface SortedColumn {
  readonly header: string;
  readonly sort?: string;
}

export interface Sort {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
}

/** What a header switches on: the other direction of the sort that holds, else its own from the beginning. */
export const sortAfter = (by: string, sort: Sort | undefined): Sort => ({
  by,
  direction: sort?.by === by && sort.direction === 'asc' ? 'desc' : 'asc',
});

/** The commands of the palette; `label` puts a column and the direction that would follow into words. */
export function sortActions(
  columns: readonly SortedColumn[],
  sort: Sort | undefined,
  onSort: ((sort: Sort) => void) | undefined,
  label: (column: string, direction: Sort['direction']) => string,
): Action[] {
  if (!onSort) return [];
  return columns.flatMap(({ header, sort: by }) => {
    if (by === undefined || header === '') return [];
    const next = sortAfter(by, sort);
    return [
      { id: `list.sort.${by}`, label: label(header, next.direction), group: 'here', run: () => onSort(next) },
    ];
  });
}
