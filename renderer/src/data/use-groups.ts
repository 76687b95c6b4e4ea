/** Customer groups by name: those that price lists and fees know, so that what is typed again is written the same. */
import { useBooks } from './use-books.ts';

export function useGroups(): string[] {
  const lists = useBooks('priceLists.list', {}).data ?? [];
  const fees = useBooks('fees.list', {}).data ?? [];
  return [...new Set([...lists, ...fees].flatMap(({ fields }) => fields.groups))].sort();
}
