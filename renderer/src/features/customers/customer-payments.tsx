/** All payments of a customer, newest first. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { useBooks } from '../../data/use-books.ts';
import { usePages } from '../../data/use-pages.ts';
import { formatDayShort } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paged } from '../../ui/paged.ts';
import { StatusChip } from '../../ui/status-chip.tsx';
import { Sums } from '../../ui/sums.tsx';
import { sumsOf } from '../../ui/sums-of.ts';

type Row = OutputOf<'payments.list'>['rows'][number];

const ALL = { search: '', status: 'all', from: null, to: null } as const;

export function CustomerPayments({ customer }: { readonly customer: string }) {
  const t = useText('customers');
  const filter = { ...ALL, customer };
  const pages = usePages('payments.list', { ...filter, sort: 'date', direction: 'desc' });
  const totals = useBooks('payments.totals', filter);
  const columns: Column<Row>[] = [
    { id: 'date', header: t('column.date'), width: '102px', cell: (row) => formatDayShort(row.date) },
    { id: 'method', header: t('column.method'), width: 'minmax(90px, 1fr)', cell: (row) => row.methodName },
    {
      id: 'reference',
      header: t('column.reference'),
      width: 'minmax(80px, 1fr)',
      cell: (row) => row.reference,
    },
    {
      id: 'status',
      header: t('column.status'),
      width: '94px',
      cell: (row) => <StatusChip status={row.status} />,
    },
    { id: 'currency', header: '', width: '52px', cell: (row) => row.currency },
    {
      id: 'amount',
      header: t('column.amount'),
      width: 'minmax(92px, 0.8fr)',
      align: 'end',
      cell: (row) => <Amount minor={row.amount} currency={row.currency} />,
    },
    {
      id: 'credit',
      header: t('column.credit'),
      width: 'minmax(92px, 0.8fr)',
      align: 'end',
      cell: (row) => (
        <Amount
          minor={row.unapplied}
          currency={row.currency}
          tone={row.unapplied === 0 ? 'quiet' : 'plain'}
        />
      ),
    },
  ];
  const parts = { amount: (row: Row) => row.amount, credit: (row: Row) => row.unapplied };
  return (
    <DataList
      name="customer-payments"
      label={t('tab.payments')}
      columns={columns}
      {...paged(pages)}
      rowId={(row) => row.id}
      autoFocus
      onOpen={(row) => void go({ screen: 'payment', id: row.id })}
      dim={(row) => row.status === 'void'}
      empty={
        <EmptyState
          text={t('payments.empty')}
          action={{
            label: t('post-payment'),
            keys: 'P',
            run: () => void go({ screen: 'payment-new', with: { customer } }),
          }}
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
          labels={{ amount: t('column.amount'), credit: t('column.credit') }}
        />
      )}
    />
  );
}
