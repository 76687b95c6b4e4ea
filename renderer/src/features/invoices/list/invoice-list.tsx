/** The issued invoices that the filter shows. */
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { isOwed } from '../../../../../shared/domain/document-kinds.ts';
import { go } from '../../../app/navigation.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { usePages } from '../../../data/use-pages.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { type Column, DataList } from '../../../ui/data-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { paged } from '../../../ui/paged.ts';
import { signed } from '../../../ui/signed.ts';
import { StatusChip, shownStatus } from '../../../ui/status-chip.tsx';
import { Sums } from '../../../ui/sums.tsx';
import { sumsOf } from '../../../ui/sums-of.ts';
import { usePicked } from '../../../ui/use-picked.ts';
import { copyInvoice } from '../view/copy-invoice.ts';
import { filterOf, type InvoiceSort, isNarrowed } from './filters.ts';
import { InvoicePeek } from './invoice-peek.tsx';
import classes from './invoices.module.css';
import type { ListProps } from './list-props.ts';

type Row = OutputOf<'documents.list'>['rows'][number];

const SETTLE = 90;
const BESIDE_PANEL: readonly string[] = ['number', 'customer', 'currency', 'outstanding'];
const ROOMY = '(min-width: 1200px)';

interface InvoiceListProps extends ListProps {
  /** The documents that a command of the list is about: the chosen ones, else the one under the cursor. */
  readonly onPicked: (ids: readonly string[]) => void;
}

export function InvoiceList({ view, remember, customer, onCreate, onReset, onPicked }: InvoiceListProps) {
  const t = useText('invoices');
  const today = useToday();
  const filter = filterOf(view, customer);
  const { sort, direction } = view;
  const pages = usePages('documents.list', { ...filter, sort, direction, today });
  const totals = useBooks('documents.totals', { ...filter, today }, { keepPrevious: true });
  const [under, setUnder] = useState<Row | null>(null);
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  usePicked(chosen, under, onPicked);
  // Held arrow keys run through the list; only where they stop is looked at.
  const [peeked] = useDebouncedValue(under, SETTLE);
  const isRoomy = useMediaQuery(ROOMY, undefined, { getInitialValueInEffect: false });
  const open = (row: Row): void => void go({ screen: 'invoice', id: row.id });
  const isPayable = under !== null && isOwed(under.kind) && under.outstanding > 0 && under.status !== 'void';

  useActions([
    {
      id: 'payments.new',
      label: t('action.pay'),
      keys: 'P',
      also: ['Mod+Shift+P'],
      group: 'here',
      enabled: isPayable,
      run: () =>
        under && void go({ screen: 'payment-new', with: { invoice: under.id, customer: under.customer } }),
    },
    {
      id: 'invoices.copy',
      label: t('action.copy'),
      keys: 'Mod+D',
      group: 'here',
      enabled: under !== null,
      run: () => under && void copyInvoice(under.id),
    },
  ]);

  // Beside a panel there is room for what tells invoices apart and what is owed; the rest stands in the panel.
  const hasPanel = view.panel !== 'none';
  const beside = [
    ...BESIDE_PANEL,
    ...(isRoomy ? ['status'] : []),
    ...(isRoomy && view.panel === 'facts' ? ['due'] : []),
  ];
  // In a narrow window amounts stand whole; that a day has passed is what the status says.
  const columns = columnsOf(t).filter(({ id }) => (hasPanel ? beside.includes(id) : isRoomy || id !== 'due'));

  return (
    <div className={classes.beside}>
      <DataList
        name="invoices"
        label={t('list.title')}
        columns={columns}
        {...paged(pages)}
        rowId={(row) => row.id}
        sort={{ by: sort, direction }}
        onSort={({ by, direction: next }) => remember({ sort: by as InvoiceSort, direction: next })}
        onOpen={open}
        onPreview={() => remember({ panel: view.panel === 'pdf' ? 'facts' : 'pdf' })}
        onCursor={setUnder}
        onChosen={setChosen}
        dim={(row) => row.status === 'void'}
        autoFocus
        empty={
          isNarrowed(view, customer) ? (
            <EmptyState text={t('list.none-found')} action={{ label: t('list.show-all'), run: onReset }} />
          ) : (
            <EmptyState text={t('list.empty')} action={{ label: t('list.new'), keys: 'N', run: onCreate }} />
          )
        }
        footer={(chosen) => (
          <Sums
            count={totals.data?.count}
            sums={totals.data?.sums.map(({ currency, total, outstanding }) => ({
              currency,
              parts: { total, outstanding },
            }))}
            chosenCount={chosen.length}
            chosen={sumsOf(
              chosen.filter(({ status }) => status !== 'void'),
              (row) => row.currency,
              {
                total: (row) => signed(row.kind, row.total),
                outstanding: (row) => signed(row.kind, row.outstanding),
              },
            )}
            labels={{ total: t('column.total'), outstanding: t('column.outstanding') }}
          />
        )}
      />
      {view.panel !== 'none' && peeked && pages.rows.length > 0 && (
        <InvoicePeek
          row={peeked}
          isPdf={view.panel === 'pdf'}
          onClose={() => remember({ panel: 'none' })}
          onOpen={() => open(peeked)}
        />
      )}
    </div>
  );
}

function columnsOf(t: ReturnType<typeof useText<'invoices'>>): Column<Row>[] {
  return [
    {
      id: 'number',
      header: t('column.number'),
      width: 'minmax(124px, 0.9fr)',
      sort: 'number',
      cell: (row) => row.number,
    },
    {
      id: 'customer',
      header: t('column.customer'),
      width: 'minmax(84px, 2fr)',
      sort: 'customer',
      cell: (row) => row.customerName,
    },
    {
      id: 'issued',
      header: t('column.issued'),
      width: '118px',
      sort: 'issueDate',
      cell: (row) => formatDay(row.issueDate),
    },
    {
      id: 'due',
      header: t('column.due'),
      width: '118px',
      sort: 'dueDate',
      cell: (row) => formatDay(row.dueDate),
    },
    {
      id: 'status',
      header: t('column.status'),
      width: 'minmax(96px, 138px)',
      // What does not count yet says so before anything else.
      cell: (row) => (
        <StatusChip status={row.duty === 'clearance' ? row.duty : shownStatus(row.kind, row.status)} />
      ),
    },
    { id: 'currency', header: '', width: '54px', cell: (row) => row.currency },
    {
      id: 'total',
      header: t('column.total'),
      width: 'minmax(112px, 0.8fr)',
      align: 'end',
      sort: 'total',
      cell: (row) => <Amount minor={signed(row.kind, row.total)} currency={row.currency} />,
    },
    {
      id: 'outstanding',
      header: t('column.outstanding'),
      width: 'minmax(112px, 0.8fr)',
      align: 'end',
      sort: 'outstanding',
      cell: (row) => (
        <Amount
          minor={signed(row.kind, row.outstanding)}
          currency={row.currency}
          tone={row.status === 'overdue' ? 'bad' : row.outstanding === 0 ? 'quiet' : 'plain'}
        />
      ),
    },
  ];
}
