/** A customer beside the list: what is owed and how to reach them. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { AccountFigures } from './account-figures.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { CustomerTwice } from './customer-twice.tsx';

export interface CustomerPanelProps {
  readonly row: OutputOf<'customers.list'>['rows'][number];
  readonly onClose: () => void;
}

export function CustomerPanel({ row, onClose }: CustomerPanelProps) {
  const t = useText('customers');
  const today = useToday();
  const customer = useBooks('customers.get', { id: row.id });
  const account = useBooks('customers.account', { id: row.id, today });
  return (
    <SidePanel
      title={row.name}
      onClose={onClose}
      actions={
        <ActionButton
          action={{
            id: 'customers.open',
            label: t('open'),
            hidden: true,
            run: () => void go({ screen: 'customer', id: row.id }),
          }}
        />
      }
    >
      <ErrorText error={customer.error ?? account.error} />
      <CustomerTwice id={row.id} currency={row.currency} />
      <AccountFigures customer={row.id} accounts={account.data?.accounts} />
      {customer.data && <CustomerFacts fields={customer.data.fields} accounts={account.data?.accounts} />}
    </SidePanel>
  );
}
