/** A list of documents that bill nothing: offers, delivery notes, receipts, correction notices. Its screens say what is their own. */
import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { OutputOf, ParsedInputOf } from '../../../../../shared/contract/contract.ts';
import type { Shelf } from '../../../../../shared/domain/document-kinds.ts';
import { go } from '../../../app/navigation.ts';
import { type Action, useActions } from '../../../app/shortcuts.ts';
import { useRemembered } from '../../../data/lists.ts';
import { useToday } from '../../../data/session.ts';
import { usePages } from '../../../data/use-pages.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { type Column, DataList } from '../../../ui/data-list.tsx';
import { ListMenu } from '../../../ui/list-menu.tsx';
import { MailRunDialog } from '../../../ui/mail-run-dialog.tsx';
import { Page, Toolbar } from '../../../ui/page.tsx';
import { paged } from '../../../ui/paged.ts';
import { PdfPeek } from '../../../ui/pdf-peek.tsx';
import { PrintRunDialog } from '../../../ui/print-run-dialog.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { StatusChip } from '../../../ui/status-chip.tsx';
import { usePicked } from '../../../ui/use-picked.ts';
import classes from './invoices.module.css';
import { ShelfSelect } from './shelf-select.tsx';

export type OfferRow = OutputOf<'offers.list'>['rows'][number];
type Status = ParsedInputOf<'offers.list'>['status'];

export interface OfferTab {
  readonly value: Status;
  readonly label: string;
}

/** What the clerk has in hand: the rows chosen, or the one under the cursor. */
export interface OffersInHand {
  readonly picked: readonly string[];
  readonly under: OfferRow | null;
}

export interface OffersShown {
  readonly tab: Status;
  readonly search: string;
}

interface OfferListProps {
  /** Under which the filter and the widths are remembered. */
  readonly name: string;
  readonly title: string;
  readonly shelf: Shelf;
  /** The filter's choices, the first of them at the beginning; one alone is not shown. */
  readonly tabs: readonly [OfferTab, ...OfferTab[]];
  readonly columns: readonly OfferColumn[];
  /** What can be done with the rows in hand, by key and palette. */
  readonly deeds: (inHand: OffersInHand) => readonly Action[];
  /** What the list's menu offers beyond printing. */
  readonly menu?: (shown: OffersShown, inHand: OffersInHand) => readonly Action[];
  readonly buttons: ReactNode;
  /** What stands where no row does; `reset` takes the filter away. */
  readonly empty: (shown: OffersShown, reset: () => void) => ReactNode;
}

export function OfferList(props: OfferListProps) {
  const { name, title, shelf, tabs } = props;
  const t = useText('invoices');
  const common = useText('common');
  const today = useToday();
  const initial: OffersShown = { tab: tabs[0].value, search: '' };
  const [view, remember] = useRemembered(name, initial);
  const tab = tabs.find(({ value }) => value === view.tab)?.value ?? tabs[0].value;
  const shown: OffersShown = { tab, search: view.search };
  const pages = usePages('offers.list', { shelf, search: view.search, status: tab, customer: null, today });
  const [under, setUnder] = useState<OfferRow | null>(null);
  const [chosen, setChosen] = useState<readonly OfferRow[]>([]);
  const [picked, setPicked] = useState<readonly string[]>([]);
  usePicked(chosen, under, setPicked);
  const [printing, setPrinting] = useState<readonly string[] | null>(null);
  const [mailing, setMailing] = useState<readonly string[] | null>(null);
  const [peek, setPeek] = useState<OfferRow | null>(null);
  const inHand = { picked, under };
  useActions([...props.deeds(inHand)]);

  return (
    <div className={classes.screen}>
      <Page
        title={title}
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
                {
                  id: 'mail.chosen',
                  label: t('action.mail-chosen', { count: picked.length }),
                  keys: 'Mod+Shift+M',
                  group: 'here',
                  enabled: picked.length > 0,
                  run: () => setMailing(picked),
                },
                ...(props.menu?.(shown, inHand) ?? []),
              ]}
            />
            {props.buttons}
          </>
        }
      >
        <Toolbar label={common('filter')}>
          <ShelfSelect shelf={shelf} />
          {tabs.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label={t('list.tabs')}
              value={tab}
              data={[...tabs]}
              onChange={(next) => remember({ tab: next as Status })}
            />
          )}
          <SearchField
            label={t('quote.search')}
            value={view.search}
            onChange={(search) => remember({ search })}
          />
        </Toolbar>
        <DataList
          name={name}
          label={title}
          columns={columnsOf(t, props.columns)}
          {...paged(pages)}
          rowId={(row) => row.id}
          onOpen={(row) => void go({ screen: 'invoice', id: row.id })}
          onPreview={setPeek}
          onCursor={setUnder}
          onChosen={setChosen}
          dim={(row) => row.status === 'void'}
          autoFocus
          empty={props.empty(shown, () => remember(initial))}
        />
        {printing && <PrintRunDialog documents={[...printing]} onClose={() => setPrinting(null)} />}
        {mailing && <MailRunDialog documents={mailing} onClose={() => setMailing(null)} />}
        {peek && <PdfPeek id={peek.id} number={peek.number} onClose={() => setPeek(null)} />}
      </Page>
    </div>
  );
}

type OfferColumn = 'number' | 'kind' | 'customer' | 'order' | 'issued' | 'until' | 'status' | 'total';

/** Narrow enough that a quote's total can be seen in the least window (1024 pixels), its number and days whole. */
function columnsOf(
  t: ReturnType<typeof useText<'invoices'>>,
  wanted: readonly OfferColumn[],
): Column<OfferRow>[] {
  const columns: Record<OfferColumn, readonly Column<OfferRow>[]> = {
    number: [
      { id: 'number', header: t('column.number'), width: 'minmax(104px, 0.9fr)', cell: (row) => row.number },
    ],
    kind: [{ id: 'kind', header: t('column.kind'), width: '96px', cell: (row) => t(`kind.${row.kind}`) }],
    customer: [
      {
        id: 'customer',
        header: t('column.customer'),
        width: 'minmax(100px, 2fr)',
        cell: (row) => row.customerName,
      },
    ],
    order: [
      {
        id: 'order',
        header: t('entry.order-number'),
        width: 'minmax(90px, 1fr)',
        cell: (row) => row.orderNumber,
      },
    ],
    issued: [
      { id: 'issued', header: t('column.issued'), width: '108px', cell: (row) => formatDay(row.issueDate) },
    ],
    until: [
      { id: 'until', header: t('entry.valid-until'), width: '108px', cell: (row) => formatDay(row.dueDate) },
    ],
    status: [
      {
        id: 'status',
        header: t('column.status'),
        width: 'minmax(104px, 118px)',
        cell: (row) => <StatusChip status={row.status} />,
      },
    ],
    total: [
      { id: 'currency', header: '', width: '48px', cell: (row) => row.currency },
      {
        id: 'total',
        header: t('column.total'),
        width: 'minmax(100px, 0.8fr)',
        align: 'end',
        cell: (row) => <Amount minor={row.total} currency={row.currency} />,
      },
    ],
  };
  return wanted.flatMap((id) => columns[id]);
}
