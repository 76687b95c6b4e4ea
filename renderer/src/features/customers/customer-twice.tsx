/** What two desktops changed of one customer, on the card and beside the list (EV4). */
import { invoke } from '../../data/client.ts';
import { newId } from '../../data/ids.ts';
import { useText } from '../../text/i18n.ts';
import { ChangedTwice, type TwiceMark } from '../../ui/changed-twice.tsx';
import { notifyError } from '../../ui/notify.ts';
import { noteWithUndo } from '../../ui/undo-note.tsx';
import type { CustomerFields } from './customer-values.ts';
import { useCustomerWords } from './use-customer-words.ts';

export function CustomerTwice({ id, currency }: { readonly id: string; readonly currency: string }) {
  const t = useText('common');
  const { label, show } = useCustomerWords(currency);
  const write = async (field: string, value: unknown): Promise<boolean> => {
    const now = await invoke('customers.get', { id });
    const reply = now.ok
      ? await invoke('customers.save', {
          commandId: newId(),
          id,
          expectedRevision: now.value.revision,
          fields: { [field]: value } as Partial<CustomerFields>,
        })
      : now;
    if (!reply.ok) notifyError(reply.error);
    return reply.ok;
  };
  const take = async ({ field, present, other }: TwiceMark): Promise<void> => {
    if (!(await write(field, other.value))) return;
    noteWithUndo(t('twice.taken', { field: label(field) }), () => void write(field, present.value));
  };
  return <ChangedTwice of="customers" id={id} label={label} show={show} onTake={(mark) => void take(mark)} />;
}
