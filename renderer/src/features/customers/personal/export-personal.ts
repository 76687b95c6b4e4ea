/** Saves what is kept of a customer's contact persons as a file, for whoever asks. */
import { invoke } from '../../../data/client.ts';
import { textOf } from '../../../text/i18n.ts';
import { notifyDone, notifyError } from '../../../ui/notify.ts';

export async function exportPersonal(customer: string): Promise<void> {
  const reply = await invoke('personal.export', { customer });
  if (!reply.ok) notifyError(reply.error);
  else if (reply.value.saved) notifyDone(textOf('customers')('personal.exported'));
}
