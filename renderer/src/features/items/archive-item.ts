/** Items are archived, never deleted; a press on Undo brings one back. */
import { invoke } from '../../data/client.ts';
import { newId } from '../../data/ids.ts';
import { textOf } from '../../text/i18n.ts';
import { notifyError } from '../../ui/notify.ts';
import { noteWithUndo } from '../../ui/undo-note.tsx';
import { fetchItem } from './fetch-item.ts';

/** Archives an item, or takes one back from the archive, and says so with the way back. */
export async function setItemArchived(
  item: { readonly id: string; readonly name: string },
  archived: boolean,
): Promise<void> {
  const t = textOf('items');
  const present = await fetchItem(item.id);
  if (!present.ok) return notifyError(present.error);
  const reply = await invoke('items.save', {
    commandId: newId(),
    id: item.id,
    expectedRevision: present.value.revision,
    fields: { archived },
  });
  if (!reply.ok) return notifyError(reply.error);
  const text = archived ? t('archived.note', { name: item.name }) : t('restored.note', { name: item.name });
  noteWithUndo(text, () => void setItemArchived(item, !archived));
}
