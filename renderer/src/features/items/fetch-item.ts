/** One item as it is now, archived or not; `not-found` where no item has the id. */
import { type AppError, ok, type Result } from '../../../../shared/errors/index.ts';
import { invoke } from '../../data/client.ts';
import type { RecordBase } from '../../data/save-record.ts';
import type { ItemFields } from './item-values.ts';

export async function fetchItem(id: string): Promise<Result<RecordBase<ItemFields>, AppError>> {
  const reply = await invoke('items.get', { id });
  return reply.ok ? ok({ revision: reply.value.revision, fields: reply.value.fields }) : reply;
}
