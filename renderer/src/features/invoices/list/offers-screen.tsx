/** Quotes and pro-formas: what was offered, what became of it, and the way to the invoice. */
import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { go, type Place } from '../../../app/navigation.ts';
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
import { exportActions, zipAction } from '../../../ui/export-actions.ts';
import { ListMenu } from '../../../ui/list-menu.tsx';
import { Page, Toolbar } from '../../../ui/page.tsx';
import { PdfPeek } from '../../../ui/pdf-peek.tsx';
import { PrintRunDialog } from '../../../ui/print-run-dialog.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { StatusChip } from '../../../ui/status-chip.tsx';
import { usePicked } from '../../../ui/use-picked.ts';
import { invoiceOffer } from '../view/copy-invoice.ts';
import classes from './invoices.module.css';
import { ShelfScreen } from './shelf-screen.tsx';
import { ShelfSelect, shelfNamed } from './shelf-select.tsx';

type Row = OutputOf<'offers.list'>['rows'][number];

const TABS = ['all', 'open', 'accepted', 'declined', 'expired', 'invoiced'] as const;
type Tab = (typeof TABS)[number];

const INITIAL: { readonly tab: Tab; readonly search: string } = { tab: 'all', search: '' };

const begin = (kind: 'quote' | 'proForma') => void go({ screen: 'draft', id: newId(), with: { kind } });

/** `with.shelf` opens delivery notes, receipts or correction notices instead. */
export function OffersScreen({ place }: { readonly place: Place }) {
  const shelf = shelfNamed(place.with?.shelf);
  return shelf === 'offer' ? <Offers /> : <ShelfScreen key={shelf} shelf={shelf} />;
}

function Offers() {
  const t = useText('invoices');
  const common = useText('common');
  const today = useToday();
  const [view, remember] = useRemembered('quotes', INITIAL);
  const tab = TABS.find((known) => known === view.tab) ?? 'all';
  const pages = usePages('offers.list', { search: view.search, status: tab, customer: null, today });
  const [under, setUnder] = useState<Row | null>(null);
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const [picked, setPicked] = useState<readonly string[]>([]);
  usePicked(chosen, under, setPicked);
  const [printing, setPrinting] = useState<readonly string[] | null>(null);
  const [peek, setPeek] = useState<Row | null>(null);
  useActions([
    {
      id: 'offers.invoice',
      label: t('quote.to-invoice'),
      keys: 'I',
      group: 'here',
      enabled: under !== null && under.status !== 'void',
      run: () => under && void invoiceOffer(under.id),
    },
  ]);

  return (
    <div className={classes.screen}>
      <Page
        title={t('quote.title')}
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
                ...exportActions({ list: 'offers', search: view.search, status: tab, customer: null }),
                zipAction([...picked]),
              ]}
            />
            <ActionButton
              variant="subtle"
              action={{
                id: 'proformas.new',
                label: t('quote.new-pro-forma'),
                group: 'create',
                run: () => begin('proForma'),
              }}
            />
            <ActionButton
              variant="filled"
              action={{
                id: 'quotes.new',
                label: t('quote.new'),
                keys: 'N',
                group: 'create',
                run: () => begin('quote'),
              }}
            />
          </>
        }
      >
        <Toolbar label={common('filter')}>
          <ShelfSelect shelf="offer" />
          <SegmentedControl
            size="xs"
            aria-label={t('list.tabs')}
            value={tab}
            data={TABS.map((each) => ({
              value: each,
              label: each === 'all' ? t('tab.all') : common(`status.${each}`),
            }))}
            onChange={(next) => remember({ tab: next as Tab })}
          />
          <SearchField
            label={t('quote.search')}
            value={view.search}
            onChange={(search) => remember({ search })}
          />
        </Toolbar>
        <DataList
          name="quotes"
          label={t('quote.title')}
          columns={columnsOf(t)}
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
            tab !== 'all' || view.search !== '' ? (
              <EmptyState
                text={t('quote.none-found')}
                action={{ label: t('quote.show-all'), run: () => remember(INITIAL) }}
              />
            ) : (
              <EmptyState
                text={t('quote.empty')}
                action={{ label: t('quote.new'), keys: 'N', run: () => begin('quote') }}
              />
            )
          }
        />
        {printing && <PrintRunDialog documents={[...printing]} onClose={() => setPrinting(null)} />}
        {peek && <PdfPeek id={peek.id} number={peek.number} onClose={() => setPeek(null)} />}
      </Page>
    </div>
  );
}

function columnsOf(t: ReturnType<typeof useText<'invoices'>>): Column<Row>[] {
  return [
    { id: 'number', header: t('column.number'), width: 'minmax(110px, 0.9fr)', cell: (row) => row.number },
    { id: 'kind', header: t('column.kind'), width: '110px', cell: (row) => t(`kind.${row.kind}`) },
    {
      id: 'customer',
      header: t('column.customer'),
      width: 'minmax(120px, 2fr)',
      cell: (row) => row.customerName,
    },
    { id: 'issued', header: t('column.issued'), width: '118px', cell: (row) => formatDay(row.issueDate) },
    { id: 'until', header: t('entry.valid-until'), width: '118px', cell: (row) => formatDay(row.dueDate) },
    {
      id: 'status',
      header: t('column.status'),
      width: '104px',
      cell: (row) => <StatusChip status={row.status} />,
    },
    { id: 'currency', header: '', width: '54px', cell: (row) => row.currency },
    {
      id: 'total',
      header: t('column.total'),
      width: 'minmax(100px, 0.8fr)',
      align: 'end',
      cell: (row) => <Amount minor={row.total} currency={row.currency} />,
    },
  ];
}
