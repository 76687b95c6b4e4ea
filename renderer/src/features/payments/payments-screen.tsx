/** Money received: found by customer, reference or amount, filtered by state and time, with totals. */
import { SegmentedControl, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { useRemembered } from '../../data/lists.ts';
import { useBooks } from '../../data/use-books.ts';
import { usePages } from '../../data/use-pages.ts';
import { formatDayShort } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Amount } from '../../ui/amount.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { DayField } from '../../ui/day-field.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListEmpty } from '../../ui/list-empty.tsx';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page, Toolbar } from '../../ui/page.tsx';
import { paged } from '../../ui/paged.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import { Sums } from '../../ui/sums.tsx';
import { sumsOf } from '../../ui/sums-of.ts';
import { PaymentPanel } from './payment-panel.tsx';
import { stateOf } from './payment-state.ts';

type Row = OutputOf<'payments.list'>['rows'][number];
type SortBy = 'date' | 'customer' | 'amount' | 'unapplied';
const STATES = ['all', 'unapplied', 'held', 'in-hand', 'banked', 'void'] as const;
type State = (typeof STATES)[number];
const ofCheques = (state: State): boolean => state === 'held' || state === 'in-hand' || state === 'banked';
/** Below this the six states would take a second row. */
const ROOMY = '(min-width: 1280px)';

interface Remembered {
  readonly search: string;
  readonly status: State;
  readonly from: string | null;
  readonly to: string | null;
  readonly sort: SortBy;
  readonly direction: 'asc' | 'desc';
  readonly panel: boolean;
}

const INITIAL: Remembered = {
  search: '',
  status: 'all',
  from: null,
  to: null,
  sort: 'date',
  direction: 'desc',
  panel: false,
};

const EVERYTHING = { search: '', status: 'all', from: null, to: null } as const;

export function PaymentsScreen() {
  const t = useText('payments');
  const common = useText('common');
  const [view, remember] = useRemembered<Remembered>('payments', INITIAL);
  const { search, status, from, to, sort, direction } = view;
  const filter = { search, status, from, to, customer: null };
  const pages = usePages('payments.list', { ...filter, sort, direction });
  const totals = useBooks('payments.totals', filter, { keepPrevious: true });
  const [under, setUnder] = useState<Row | null>(null);
  const isRoomy = useMediaQuery(ROOMY, undefined, { getInitialValueInEffect: false });
  // Who takes no cheques is not asked where they are.
  const takesCheques = totals.data?.cheques === true || ofCheques(status);
  const states = {
    'aria-label': t('column.status'),
    value: status,
    data: STATES.filter((each) => takesCheques || !ofCheques(each)).map((value) => ({
      value,
      label: t(`state.${value}`),
    })),
    onChange: (value: string | null) => remember({ status: STATES.find((each) => each === value) ?? 'all' }),
  };
  const create = (): void => void go({ screen: 'payment-new' });
  const filtered = search !== '' || status !== 'all' || from !== null || to !== null;
  const parts = { amount: (row: Row) => row.amount, credit: (row: Row) => row.unapplied };

  // The panel says how the money came and what is left of it; beside it the list keeps to names and amounts.
  const howItCame: Column<Row>[] = [
    { id: 'method', header: t('column.method'), width: 'minmax(94px, 1fr)', cell: (row) => row.methodName },
    {
      id: 'reference',
      header: t('column.reference'),
      width: 'minmax(100px, 1.2fr)',
      cell: (row) => row.reference,
    },
    {
      id: 'status',
      header: t('column.status'),
      width: '112px',
      cell: (row) => <StatusChip status={stateOf(row)} />,
    },
  ];
  const creditLeft: Column<Row> = {
    id: 'unapplied',
    header: t('column.credit'),
    width: 'minmax(92px, 0.8fr)',
    align: 'end',
    sort: 'unapplied',
    cell: (row) => (
      <Amount minor={row.unapplied} currency={row.currency} tone={row.unapplied === 0 ? 'quiet' : 'plain'} />
    ),
  };
  const columns: Column<Row>[] = [
    {
      id: 'date',
      header: t('column.date'),
      width: '98px',
      sort: 'date',
      cell: (row) => formatDayShort(row.date),
    },
    {
      id: 'customer',
      header: t('column.customer'),
      width: 'minmax(110px, 2fr)',
      sort: 'customer',
      cell: (row) => row.customerName,
    },
    ...(view.panel ? [] : howItCame),
    { id: 'currency', header: '', width: '54px', cell: (row) => row.currency },
    {
      id: 'amount',
      header: t('column.amount'),
      width: 'minmax(92px, 0.8fr)',
      align: 'end',
      sort: 'amount',
      cell: (row) => <Amount minor={row.amount} currency={row.currency} />,
    },
    ...(view.panel ? [] : [creditLeft]),
  ];

  return (
    <Page
      title={t('title')}
      fixed
      side={view.panel && under && <PaymentPanel id={under.id} onClose={() => remember({ panel: false })} />}
      actions={
        <>
          <ListMenu
            actions={[
              ...exportActions({ list: 'payments', ...filter, sort, direction }),
              {
                id: 'payments.old-credits',
                label: t('old.open'),
                group: 'here',
                hidden: true,
                run: () => void go({ screen: 'old-credits' }),
              },
            ]}
          />
          <ActionButton
            variant="filled"
            action={{
              id: 'payments.new',
              label: t('new'),
              keys: 'N',
              also: ['Mod+Shift+P'],
              group: 'create',
              run: create,
            }}
          />
        </>
      }
    >
      <Toolbar label={common('filter')}>
        <SearchField label={t('search')} value={search} onChange={(text) => remember({ search: text })} />
        {takesCheques && !isRoomy ? (
          <Select {...states} w={172} allowDeselect={false} />
        ) : (
          <SegmentedControl {...states} size="sm" />
        )}
        <DayField
          w={124}
          aria-label={t('filter.from')}
          placeholder={t('filter.from')}
          value={from}
          onChange={(day) => remember({ from: day })}
        />
        <DayField
          w={124}
          aria-label={t('filter.to')}
          placeholder={t('filter.to')}
          value={to}
          onChange={(day) => remember({ to: day })}
        />
      </Toolbar>
      <DataList
        name="payments"
        label={t('title')}
        columns={columns}
        {...paged(pages)}
        rowId={(row) => row.id}
        sort={{ by: sort, direction }}
        onSort={({ by, direction: next }) => remember({ sort: by as SortBy, direction: next })}
        onOpen={(row) => void go({ screen: 'payment', id: row.id })}
        onPreview={() => remember({ panel: !view.panel })}
        onCursor={setUnder}
        dim={(row) => row.status === 'void'}
        autoFocus
        empty={
          <ListEmpty
            isFiltered={filtered}
            none={{ text: t('empty'), action: { label: t('new'), keys: 'N', run: create } }}
            filtered={{ text: t('empty.filtered'), all: t('empty.all'), onAll: () => remember(EVERYTHING) }}
          />
        }
        footer={(chosen) => (
          <Sums
            count={totals.data?.count}
            sums={totals.data?.sums.map(({ currency, amount, unapplied }) => ({
              currency,
              parts: { amount, credit: unapplied },
            }))}
            chosenCount={chosen.length}
            chosen={sumsOf(chosen, (row) => row.currency, parts)}
            labels={{
              amount: t(status === 'held' ? 'sums.held' : 'sums.received'),
              credit: t('column.credit'),
            }}
          />
        )}
      />
    </Page>
  );
}
