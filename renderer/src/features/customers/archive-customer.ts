/** Customers are archived, never deleted; a press on Undo brings one back. */
import { invoke } from '../../data/client.ts';
import { newId } from '../../data/ids.ts';
import { textOf } from '../../text/i18n.ts';
import { notifyError } from '../../ui/notify.ts';
import { noteWithUndo } from '../../ui/undo-note.tsx';

export interface Archivable {
  readonly id: string;
  readonly name: string;
}

/** Archives a customer, or takes one back from the archive, and says so with the way back. */
export async function setCustomerArchived(customer: Archivable, archived: boolean): Promise<void> {
  const t = textOf('customers');
  const present = await invoke('customers.get', { id: customer.id });
  const reply = present.ok
    ? await invoke('customers.save', {
        commandId: newId(),
        id: customer.id,
        expectedRevision: present.value.revision,
        fields: { archived },
      })
    : present;
  if (!reply.ok) return notifyError(reply.error);
  const text = archived
    ? t('archived.note', { name: customer.name })
    : t('restored.note', { name: customer.name });
  noteWithUndo(text, () => void setCustomerArchived(customer, !archived));
}
