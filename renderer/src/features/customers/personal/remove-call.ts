/** Takes a call note off the card; a press on Undo brings it back. */
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { textOf } from '../../../text/i18n.ts';
import { notifyError } from '../../../ui/notify.ts';
import { noteWithUndo } from '../../../ui/undo-note.tsx';
import type { Call } from './use-personal.ts';

export async function removeCall(customer: string, { id, fields }: Call): Promise<void> {
  const removed = await invoke('personal.removeCall', { commandId: newId(), customer, id });
  if (!removed.ok) return notifyError(removed.error);
  noteWithUndo(textOf('customers')('personal.removed'), () => {
    void invoke('personal.saveCall', { commandId: newId(), customer, id, fields }).then((reply) => {
      if (!reply.ok) notifyError(reply.error);
    });
  });
}
