/** Who is billed: the customer's picker, and the address as the paper will show it. */
import { Text } from '@mantine/core';
import { useState } from 'react';
import { Newest } from '../../../data/newest.ts';
import { ask, useBooks } from '../../../data/use-books.ts';
import { addressLines } from '../../../text/address-lines.ts';
import { countryName } from '../../../text/countries.ts';
import { formatAmount } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Delivery } from './delivery.tsx';
import { useEntry, useEntryTools } from './entry-context.ts';
import { chooseCustomer } from './entry-draft.ts';
import classes from './entry-form.module.css';
import { FieldFindings } from './field-findings.tsx';
import { partyLabel } from './kind-labels.ts';
import { QuickPicker } from './quick-picker.tsx';
import { useDraftCustomer } from './use-customer.ts';

const PATH = 'customer';

export function BillTo() {
  const t = useText('invoices');
  const { store, company, go, create } = useEntryTools();
  const kind = useEntry((state) => state.entry.header.kind);
  const isChosen = useEntry((state) => state.entry.header.customer !== null);
  const { record, account } = useDraftCustomer();
  const [search, setSearch] = useState<string | null>(null);
  const [newest] = useState(() => new Newest());
  const found = useBooks(
    'customers.list',
    { search: search ?? '', archived: false, sort: 'name', direction: 'asc', cursor: null, limit: 20 },
    { enabled: search !== null, keepPrevious: true },
  );

  const choose = async (id: string, isLeaving: boolean): Promise<void> => {
    if (!isLeaving) go(PATH, 1);
    const customer = await newest.of(ask('customers.get', { id }));
    if (customer === null) return;
    store.edit((entry) => chooseCustomer(entry, { id, ...customer.fields }, company), PATH);
  };

  return (
    <div className={classes.billTo}>
      <QuickPicker
        path={PATH}
        label={t(partyLabel(kind))}
        placeholder={t('entry.bill-to-hint')}
        shown={record?.fields.name ?? (isChosen ? '…' : '')}
        answer={{
          isCurrent: found.data !== undefined && !found.previous,
          choices: (found.data?.rows ?? []).map(({ id, number, name, city }) => ({
            id,
            code: number,
            label: name,
            detail: city,
          })),
          hasMore: found.data?.next !== null && found.data !== undefined,
        }}
        onSearch={setSearch}
        onChoose={(choice, isLeaving) => void choose(choice.id, isLeaving)}
        onCreate={(text) => create('customer', text, PATH)}
        createLabel={(text) =>
          text === '' ? t('entry.new-customer') : t('entry.new-customer-named', { text })
        }
      />
      <FieldFindings path={PATH} />
      {record && (
        <div className={classes.address}>
          {addressLines(record.fields.address, countryName).join('\n')}
          {account && account.outstanding !== 0 && (
            <Text size="xs" c={account.overdue > 0 ? 'var(--bad)' : 'var(--quiet)'} mt={4}>
              {account.overdue > 0
                ? t('entry.owes-overdue', {
                    owed: formatAmount(account.outstanding, account.currency),
                    overdue: formatAmount(account.overdue, account.currency),
                  })
                : t('entry.owes', { owed: formatAmount(account.outstanding, account.currency) })}
            </Text>
          )}
        </div>
      )}
      {record && <Delivery />}
    </div>
  );
}
