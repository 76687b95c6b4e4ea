/** The form that is open over the customer's card: a contact person or a call note. */
import { CallDialog } from './call-dialog.tsx';
import { ContactDialog } from './contact-dialog.tsx';
import { erasePersonal } from './erase-personal.ts';
import { removeCall } from './remove-call.ts';
import type { Personal } from './use-personal.ts';

export interface PersonalFormsProps {
  readonly customer: string;
  readonly personal: Personal;
}

export function PersonalForms({ customer, personal }: PersonalFormsProps) {
  const { open, show, answer, mayErase } = personal;
  const close = (): void => show(null);
  if (open?.form === 'call')
    return (
      <CallDialog
        customer={customer}
        call={open.call}
        contacts={answer.data?.contacts ?? []}
        onRemove={(call) => void removeCall(customer, call)}
        onClose={close}
      />
    );
  if (open?.form !== 'contact') return null;
  const { contact } = open;
  const retention = answer.data?.retention;
  const erase = async (): Promise<void> => {
    if (!contact || !retention) return;
    if (await erasePersonal({ customer, name: contact.fields.name, contact, retention })) close();
  };
  return (
    <ContactDialog
      customer={customer}
      contact={contact}
      {...(mayErase && retention ? { onErase: () => void erase() } : {})}
      onClose={close}
    />
  );
}
