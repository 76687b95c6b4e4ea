/** All customers: found as you type over number, name, city and e-mail. */
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { useActions } from '../../app/shortcuts.ts';
import { newId } from '../../data/ids.ts';
import { useRemembered } from '../../data/lists.ts';
import { usePages } from '../../data/use-pages.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Amount } from '../../ui/amount.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListEmpty } from '../../ui/list-empty.tsx';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page } from '../../ui/page.tsx';
import { paged } from '../../ui/paged.ts';
import { SearchAndArchived } from '../../ui/search-and-archived.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { Sums } from '../../ui/sums.tsx';
import { sumsOf } from '../../ui/sums-of.ts';
import { setCustomerArchived } from './archive-customer.ts';
import { CustomerPanel } from './customer-panel.tsx';

type Row = OutputOf<'customers.list'>['rows'][number];
type SortBy = 'name' | 'number' | 'city' | 'balance' | 'overdue';

interface Remembered {
  readonly search: string;
  readonly archived: boolean;
  readonly sort: SortBy;
  readonly direction: 'asc' | 'desc';
  readonly panel: boolean;
}

const INITIAL: Remembered = { search: '', archived: false, sort: 'name', direction: 'asc', panel: false };

export function CustomersScreen() {
  const t = useText('customers');
  const common = useText('common');
  const [view, remember] = useRemembered<Remembered>('customers', INITIAL);
  const { search, archived, sort, direction } = view;
  const pages = usePages('customers.list', { search, archived, sort, direction });
  const [under, setUnder] = useState<Row | null>(null);
  const create = (): void => void go({ screen: 'customer', id: newId(), with: { new: 'yes', name: search } });
  const filtered = search !== '' || archived;
  const parts = { balance: (row: Row) => row.balance, overdue: (row: Row) => row.overdue };

  useActions([
    {
      id: 'customers.archive',
      label: under?.archived ? common('restore') : common('archive'),
      keys: 'Delete',
      group: 'here',
      enabled: under !== null,
      run: () => under && void setCustomerArchived(under, !under.archived),
    },
    {
      id: 'customers.post-payment',
      label: t('post-payment'),
      keys: 'P',
      group: 'here',
      enabled: under !== null,
      run: () => under && void go({ screen: 'payment-new', with: { customer: under.id } }),
    },
    {
      id: 'customers.new-invoice',
      label: t('new-invoice'),
      keys: 'I',
      group: 'here',
      enabled: under !== null && !under.archived,
      run: () => under && void go({ screen: 'draft', id: newId(), with: { customer: under.id } }),
    },
  ]);

  // The panel says the rest; beside it the list keeps to names and amounts.
  const number: Column<Row> = {
    id: 'number',
    header: t('column.number'),
    width: '76px',
    sort: 'number',
    cell: (row) => row.number,
  };
  const whereAndHow: Column<Row>[] = [
    {
      id: 'city',
      header: t('column.city'),
      width: 'minmax(86px, 1fr)',
      sort: 'city',
      cell: (row) => row.city,
    },
    { id: 'email', header: t('column.email'), width: 'minmax(150px, 1.4fr)', cell: (row) => row.email },
  ];
  const columns: Column<Row>[] = [
    ...(view.panel ? [] : [number]),
    {
      id: 'name',
      header: t('column.name'),
      width: 'minmax(120px, 1.7fr)',
      sort: 'name',
      cell: (row) =>
        row.archived ? (
          <>
            <StatusChip status="archived" /> {row.name}
          </>
        ) : (
          row.name
        ),
    },
    ...(view.panel ? [] : whereAndHow),
    { id: 'currency', header: '', width: '52px', cell: (row) => row.currency },
    {
      id: 'balance',
      header: t('column.balance'),
      width: 'minmax(98px, 0.8fr)',
      align: 'end',
      sort: 'balance',
      cell: (row) => (
        <Amount minor={row.balance} currency={row.currency} tone={row.balance === 0 ? 'quiet' : 'plain'} />
      ),
    },
    {
      id: 'overdue',
      header: t('column.overdue'),
      width: 'minmax(98px, 0.8fr)',
      align: 'end',
      sort: 'overdue',
      cell: (row) => (
        <Amount minor={row.overdue} currency={row.currency} tone={row.overdue > 0 ? 'bad' : 'quiet'} />
      ),
    },
  ];

  return (
    <Page
      title={t('title')}
      fixed
      side={view.panel && under && <CustomerPanel row={under} onClose={() => remember({ panel: false })} />}
      actions={
        <>
          <ListMenu actions={exportActions({ list: 'customers', search, archived, sort, direction })} />
          <ActionButton
            variant="filled"
            action={{
              id: 'customers.new',
              label: t('new'),
              keys: 'N',
              also: ['Mod+Shift+C'],
              group: 'create',
              run: create,
            }}
          />
        </>
      }
    >
      <SearchAndArchived label={t('search')} search={search} archived={archived} onChange={remember} />
      <DataList
        name="customers"
        label={t('title')}
        columns={columns}
        {...paged(pages)}
        rowId={(row) => row.id}
        sort={{ by: sort, direction }}
        onSort={({ by, direction: next }) => remember({ sort: by as SortBy, direction: next })}
        onOpen={(row) => void go({ screen: 'customer', id: row.id })}
        onPreview={() => remember({ panel: !view.panel })}
        onCursor={setUnder}
        dim={(row) => row.archived}
        autoFocus
        empty={
          <ListEmpty
            isFiltered={filtered}
            none={{ text: t('empty'), action: { label: t('new'), keys: 'N', run: create } }}
            filtered={{
              text: t('empty.filtered'),
              all: t('empty.all'),
              onAll: () => remember({ search: '', archived: false }),
            }}
          />
        }
        footer={(chosen) => (
          <Sums
            count={pages.first?.count}
            sums={pages.first?.sums.map(({ currency, ...sum }) => ({ currency, parts: sum }))}
            chosenCount={chosen.length}
            chosen={sumsOf(chosen, (row) => row.currency, parts)}
            labels={{ balance: t('column.balance'), overdue: t('column.overdue') }}
          />
        )}
      />
    </Page>
  );
}
