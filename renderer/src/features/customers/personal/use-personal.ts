/** Contact persons and call notes of a customer, and which of their forms is open. */
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { useCompany } from '../../../data/session.ts';
import { type Answer, useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';

export type PersonalList = OutputOf<'personal.list'>;
export type Contact = PersonalList['contacts'][number];
export type Call = PersonalList['calls'][number];

export type OpenForm =
  | { readonly form: 'contact'; readonly contact: Contact | null }
  | { readonly form: 'call'; readonly call: Call | null };

export interface Personal {
  readonly answer: Answer<PersonalList>;
  /** Something was ever kept, so that the card has a place for it. */
  readonly used: boolean;
  /** Whoever only checks the books sees none of it. */
  readonly allowed: boolean;
  readonly mayErase: boolean;
  readonly open: OpenForm | null;
  readonly show: (form: OpenForm | null) => void;
}

export function usePersonal(customer: string): Personal {
  const t = useText('customers');
  const role = useCompany()?.user.role;
  const allowed = role !== undefined && role !== 'auditor';
  const answer = useBooks('personal.list', { customer }, { enabled: allowed });
  const [open, show] = useState<OpenForm | null>(null);
  const { data } = answer;
  useActions([
    {
      id: 'customers.add-contact',
      label: t('personal.add-contact'),
      group: 'here',
      enabled: allowed,
      run: () => show({ form: 'contact', contact: null }),
    },
    {
      id: 'customers.add-call',
      label: t('personal.add-call'),
      keys: 'C',
      group: 'here',
      enabled: allowed,
      run: () => show({ form: 'call', call: null }),
    },
  ]);
  return {
    answer,
    used:
      answer.error !== null ||
      (data !== undefined &&
        (data.contacts.length + data.calls.length + data.notHere > 0 || data.erased !== null)),
    allowed,
    mayErase: role === 'owner' || role === 'manager',
    open,
    show,
  };
}
