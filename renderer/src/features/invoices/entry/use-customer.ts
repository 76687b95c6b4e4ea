/** The customer of the draft: the record, and what the customer owes. */
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useEntry } from './entry-context.ts';

export interface DraftCustomer {
  readonly record: OutputOf<'customers.get'> | undefined;
  /** In the draft's currency; `undefined` while it is not known. */
  readonly account: OutputOf<'customers.account'>['accounts'][number] | undefined;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

export function useDraftCustomer(): DraftCustomer {
  const today = useToday();
  const id = useEntry((state) => state.entry.header.customer);
  const currency = useEntry((state) => state.entry.header.currency);
  const enabled = id !== null;
  const record = useBooks('customers.get', { id: id ?? NOBODY }, { enabled });
  const account = useBooks('customers.account', { id: id ?? NOBODY, today }, { enabled });
  return {
    record: enabled ? record.data : undefined,
    account: enabled ? account.data?.accounts.find((each) => each.currency === currency) : undefined,
  };
}
