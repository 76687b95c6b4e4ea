/** All documents of a customer, newest first. */

import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { usePages } from '../../data/use-pages.ts';
import { formatDayShort } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { Amount } from '../../ui/amount.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { paged } from '../../ui/paged.ts';
import { PdfPeek } from '../../ui/pdf-peek.tsx';
import { signed } from '../../ui/signed.ts';
import { StatusChip, shownStatus } from '../../ui/status-chip.tsx';
import { Sums } from '../../ui/sums.tsx';
import { sumsOf } from '../../ui/sums-of.ts';

type Row = OutputOf<'documents.list'>['rows'][number];

const ALL = { search: '', status: 'all', from: null, to: null } as const;

export function CustomerDocuments({ customer }: { readonly customer: string }) {
  const t = useText('customers');
  const today = useToday();
  const filter = { ...ALL, customer, today };
  const pages = usePages('documents.list', { ...filter, sort: 'issueDate', direction: 'desc' });
  const totals = useBooks('documents.totals', filter);
  const [peek, setPeek] = useState<Row | null>(null);
  const columns: Column<Row>[] = [
    { id: 'number', header: t('column.number'), width: 'minmax(96px, 1fr)', cell: (row) => row.number },
    { id: 'date', header: t('column.date'), width: '102px', cell: (row) => formatDayShort(row.issueDate) },
    { id: 'due', header: t('column.due'), width: '102px', cell: (row) => formatDayShort(row.dueDate) },
    {
      id: 'status',
      header: t('column.status'),
      width: '94px',
      cell: (row) => <StatusChip status={shownStatus(row.kind, row.status)} />,
    },
    { id: 'currency', header: '', width: '52px', cell: (row) => row.currency },
    {
      id: 'total',
      header: t('column.total'),
      width: 'minmax(92px, 0.8fr)',
      align: 'end',
      cell: (row) => <Amount minor={signed(row.kind, row.total)} currency={row.currency} />,
    },
    {
      id: 'open',
      header: t('column.open'),
      width: 'minmax(92px, 0.8fr)',
      align: 'end',
      cell: (row) => (
        <Amount
          minor={signed(row.kind, row.outstanding)}
          currency={row.currency}
          tone={row.outstanding === 0 ? 'quiet' : 'plain'}
        />
      ),
    },
  ];
  const parts = {
    total: (row: Row) => signed(row.kind, row.total),
    open: (row: Row) => signed(row.kind, row.outstanding),
  };
  return (
    <>
      <DataList
        name="customer-documents"
        label={t('tab.documents')}
        columns={columns}
        {...paged(pages)}
        rowId={(row) => row.id}
        autoFocus
        onOpen={(row) => void go({ screen: 'invoice', id: row.id })}
        onPreview={setPeek}
        dim={(row) => row.status === 'void'}
        empty={
          <EmptyState
            text={t('documents.empty')}
            action={{
              label: t('new-invoice'),
              keys: 'I',
              run: () => void go({ screen: 'draft', id: newId(), with: { customer } }),
            }}
          />
        }
        footer={(chosen) => (
          <Sums
            count={totals.data?.count}
            sums={totals.data?.sums.map(({ currency, total, outstanding }) => ({
              currency,
              parts: { total, open: outstanding },
            }))}
            chosenCount={chosen.length}
            chosen={sumsOf(chosen, (row) => row.currency, parts)}
            labels={{ total: t('column.total'), open: t('column.open') }}
          />
        )}
      />
      {peek && <PdfPeek id={peek.id} number={peek.number} onClose={() => setPeek(null)} />}
    </>
  );
}
