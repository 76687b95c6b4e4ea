/** Asks before personal data is erased, saying what goes, what stays and why (AU4), and says when it is done. */
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { textOf } from '../../../text/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { notifyDone, notifyError } from '../../../ui/notify.ts';
import type { Contact, PersonalList } from './use-personal.ts';

export interface Erasing {
  readonly customer: string;
  /** The customer's name. */
  readonly name: string;
  /** One contact person; `null` for everything on the card. */
  readonly contact: Contact | null;
  readonly retention: PersonalList['retention'];
}

/** Answers whether it was erased. */
export async function erasePersonal({ customer, name, contact, retention }: Erasing): Promise<boolean> {
  const t = textOf('customers');
  const who = contact?.fields.name ?? name;
  const what = t(contact ? 'personal.erase-person-text' : 'personal.erase-text', { name: who });
  const stays = t('personal.erase-stays', {
    count: retention.years,
    years: retention.years,
    source: retention.source,
  });
  const sure = await confirm({
    title: t('personal.erase-title', { name: who }),
    text: [what, stays, t('personal.erase-copies')].join('\n\n'),
    yes: t('personal.erase-yes'),
    no: t('personal.erase-no'),
    danger: true,
  });
  if (!sure) return false;
  const reply = await invoke('personal.erase', {
    commandId: newId(),
    customer,
    contact: contact?.id ?? null,
  });
  if (reply.ok) notifyDone(t('personal.erased-note', { name: who }));
  else notifyError(reply.error);
  return reply.ok;
}
