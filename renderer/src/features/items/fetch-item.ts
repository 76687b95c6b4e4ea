/** One item as it is now: the books list items, so it is looked for by its name first and then page by page. */
import { type AppError, err, ok, type Result } from '../../../../shared/errors/index.ts';
import { invoke } from '../../data/client.ts';
import type { RecordBase } from '../../data/save-record.ts';
import type { ItemFields } from './item-values.ts';

const PAGE = 200;

/** Archived or not; `not-found` where no item has the id. */
export async function fetchItem(id: string, name: string): Promise<Result<RecordBase<ItemFields>, AppError>> {
  const searches = [name, ''].flatMap((search) => [false, true].map((archived) => ({ search, archived })));
  for (const { search, archived } of searches) {
    let cursor: string | null = null;
    do {
      const reply: Awaited<ReturnType<typeof invoke<'items.list'>>> = await invoke('items.list', {
        search,
        archived,
        cursor,
        limit: PAGE,
      });
      if (!reply.ok) return reply;
      const found = reply.value.rows.find((row) => row.id === id);
      if (found) return ok({ revision: found.revision, fields: found.fields });
      cursor = reply.value.next;
    } while (cursor !== null);
  }
  return err({ kind: 'not-found', what: 'item', id });
}
