/** Delivery notes with what is to be billed of them, receipts, correction notices: each a list of its own (RE4, DO6). */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import type { ConfirmingKind } from '../../../../../shared/domain/document.ts';
import { go } from '../../../app/navigation.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { newId } from '../../../data/ids.ts';
import { useRemembered } from '../../../data/lists.ts';
import { useToday } from '../../../data/session.ts';
import { usePages } from '../../../data/use-pages.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { Amount } from '../../../ui/amount.tsx';
import { type Column, DataList } from '../../../ui/data-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListMenu } from '../../../ui/list-menu.tsx';
import { Page, Toolbar } from '../../../ui/page.tsx';
import { PdfPeek } from '../../../ui/pdf-peek.tsx';
import { PrintRunDialog } from '../../../ui/print-run-dialog.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { StatusChip } from '../../../ui/status-chip.tsx';
import { usePicked } from '../../../ui/use-picked.ts';
import { invoiceDeliveries } from '../view/copy-invoice.ts';
import classes from './invoices.module.css';
import { ShelfSelect } from './shelf-select.tsx';

type Row = OutputOf<'offers.list'>['rows'][number];

/** Of deliveries: those that nothing bills yet come first. */
const TABS = ['open', 'invoiced', 'all'] as const;
type Tab = (typeof TABS)[number];

const INITIAL: { readonly tab: Tab; readonly search: string } = { tab: 'open', search: '' };

const begin = () => void go({ screen: 'draft', id: newId(), with: { kind: 'deliveryNote' } });

export function ShelfScreen({ shelf }: { readonly shelf: ConfirmingKind }) {
  const t = useText('invoices');
  const common = useText('common');
  const today = useToday();
  const [view, remember] = useRemembered(`shelf.${shelf}`, INITIAL);
  const isDelivery = shelf === 'deliveryNote';
  const tab = isDelivery ? (TABS.find((known) => known === view.tab) ?? 'open') : 'all';
  const pages = usePages('offers.list', { shelf, search: view.search, status: tab, customer: null, today });
  const [under, setUnder] = useState<Row | null>(null);
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const [picked, setPicked] = useState<readonly string[]>([]);
  usePicked(chosen, under, setPicked);
  const [printing, setPrinting] = useState<readonly string[] | null>(null);
  const [peek, setPeek] = useState<Row | null>(null);
  useActions(
    isDelivery
      ? [
          {
            id: 'deliveries.invoice',
            label: t('delivery.several', { count: picked.length }),
            keys: 'I',
            group: 'here',
            enabled: picked.length > 0,
            run: () => void invoiceDeliveries(picked),
          },
        ]
      : [],
  );

  return (
    <div className={classes.screen}>
      <Page
        title={t(`shelf.${shelf}`)}
        fixed
        actions={
          <>
            <ListMenu
              actions={[
                {
                  id: 'prints.chosen',
                  label: t('action.print-chosen', { count: picked.length }),
                  keys: 'Mod+P',
                  group: 'here',
                  enabled: picked.length > 0,
                  run: () => setPrinting(picked),
                },
              ]}
            />
            {isDelivery && (
              <ActionButton
                variant="filled"
                action={{
                  id: 'deliveries.new',
                  label: t('delivery.new'),
                  keys: 'N',
                  group: 'create',
                  run: begin,
                }}
              />
            )}
          </>
        }
      >
        <Toolbar label={common('filter')}>
          <ShelfSelect shelf={shelf} />
          {isDelivery && (
            <SegmentedControl
              size="xs"
              aria-label={t('list.tabs')}
              value={tab}
              data={[
                { value: 'open', label: t('delivery.to-bill') },
                { value: 'invoiced', label: t('delivery.billed') },
                { value: 'all', label: t('tab.all') },
              ]}
              onChange={(next) => remember({ tab: next as Tab })}
            />
          )}
          <SearchField
            label={t('quote.search')}
            value={view.search}
            onChange={(search) => remember({ search })}
          />
        </Toolbar>
        <DataList
          name={`shelf.${shelf}`}
          label={t(`shelf.${shelf}`)}
          columns={columnsOf(t, shelf)}
          rows={pages.rows}
          rowId={(row) => row.id}
          onOpen={(row) => void go({ screen: 'invoice', id: row.id })}
          onPreview={setPeek}
          onCursor={setUnder}
          onChosen={setChosen}
          hasMore={pages.hasMore}
          onMore={pages.more}
          loading={pages.loading}
          error={pages.error}
          onRetry={pages.again}
          dim={(row) => row.status === 'void'}
          autoFocus
          empty={
            <EmptyState
              text={t(view.search !== '' || tab === 'invoiced' ? 'shelf.none-found' : `shelf.none.${shelf}`)}
              {...(isDelivery ? { action: { label: t('delivery.new'), keys: 'N', run: begin } } : {})}
            />
          }
        />
        {printing && <PrintRunDialog documents={[...printing]} onClose={() => setPrinting(null)} />}
        {peek && <PdfPeek id={peek.id} number={peek.number} onClose={() => setPeek(null)} />}
      </Page>
    </div>
  );
}

function columnsOf(t: ReturnType<typeof useText<'invoices'>>, shelf: ConfirmingKind): Column<Row>[] {
  const total: Column<Row>[] = [
    { id: 'currency', header: '', width: '54px', cell: (row) => row.currency },
    {
      id: 'total',
      header: t('column.total'),
      width: 'minmax(100px, 0.8fr)',
      align: 'end',
      cell: (row) => <Amount minor={row.total} currency={row.currency} />,
    },
  ];
  return [
    { id: 'number', header: t('column.number'), width: 'minmax(110px, 0.9fr)', cell: (row) => row.number },
    {
      id: 'customer',
      header: t('column.customer'),
      width: 'minmax(120px, 2fr)',
      cell: (row) => row.customerName,
    },
    {
      id: 'order',
      header: t('entry.order-number'),
      width: 'minmax(90px, 1fr)',
      cell: (row) => row.orderNumber,
    },
    { id: 'issued', header: t('column.issued'), width: '118px', cell: (row) => formatDay(row.issueDate) },
    {
      id: 'status',
      header: t('column.status'),
      width: '104px',
      cell: (row) => <StatusChip status={row.status} />,
    },
    ...(shelf === 'correction' ? [] : total),
  ];
}
