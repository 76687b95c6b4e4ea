/** Credit that customers have and nobody uses, the oldest first, and what can become of it (AL8). */
import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { LISTED_AFTER } from '../../../../shared/domain/old-credits.ts';
import { go } from '../../app/navigation.ts';
import { useRemembered } from '../../data/lists.ts';
import { useSeeingCredits } from '../../data/seen-credits.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useManages } from '../../data/use-manages.ts';
import { formatDayShort } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Amount } from '../../ui/amount.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { IncomeDialog } from '../../ui/income-dialog.tsx';
import { ListEmpty } from '../../ui/list-empty.tsx';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page, Toolbar } from '../../ui/page.tsx';
import { RefundDialog } from '../../ui/refund-dialog.tsx';
import { Sums } from '../../ui/sums.tsx';
import { sumsOf } from '../../ui/sums-of.ts';

type Row = OutputOf<'credits.old'>['rows'][number];

const AGES = [LISTED_AFTER, 60, 90, 180, 365, 1095] as const;

interface Remembered {
  /** Days, or `all`. */
  readonly olderThan: string;
}

const INITIAL: Remembered = { olderThan: String(LISTED_AFTER) };

export function CreditsScreen() {
  const t = useText('payments');
  const common = useText('common');
  const today = useToday();
  const manages = useManages();
  useSeeingCredits(today);
  const [view, remember] = useRemembered<Remembered>('old-credits', INITIAL);
  const olderThan = view.olderThan === 'all' ? null : Number(view.olderThan);
  const list = useBooks('credits.old', { today, olderThan }, { keepPrevious: true });
  const [under, setUnder] = useState<Row | null>(null);
  const [asked, setAsked] = useState<{ readonly what: 'refund' | 'income'; readonly row: Row } | null>(null);
  const rows = list.data?.rows ?? [];
  const open = ({ kind, id }: Row): void =>
    void go(kind === 'payment' ? { screen: 'payment', id } : { screen: 'invoice', id });
  const ask = (what: 'refund' | 'income'): void => setAsked(under && { what, row: under });
  const close = (): void => setAsked(null);
  const about = asked && {
    source: { kind: asked.row.kind, id: asked.row.id },
    left: asked.row.unapplied,
    currency: asked.row.currency,
    onClose: close,
  };

  const columns: Column<Row>[] = [
    {
      id: 'since',
      header: t('old.column.since'),
      width: '98px',
      cell: (row) => formatDayShort(row.since),
    },
    { id: 'age', header: t('old.column.age'), width: '84px', align: 'end', cell: (row) => String(row.age) },
    {
      id: 'customer',
      header: t('column.customer'),
      width: 'minmax(120px, 2fr)',
      cell: (row) => row.customerName,
    },
    {
      id: 'from',
      header: t('old.column.from'),
      width: 'minmax(130px, 1.6fr)',
      cell: (row) => t(`old.from.${row.kind}`, { label: row.label }),
    },
    { id: 'currency', header: '', width: '54px', cell: (row) => row.currency },
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
      cell: (row) => <Amount minor={row.unapplied} currency={row.currency} tone="strong" />,
    },
  ];

  return (
    <Page
      title={t('old.title')}
      back
      fixed
      actions={
        <>
          <ListMenu actions={exportActions({ list: 'old-credits', olderThan }, rows.length > 0)} />
          {manages && (
            <ActionButton
              action={{
                id: 'credits.write',
                label: t('to-income'),
                keys: 'W',
                group: 'here',
                enabled: under !== null,
                run: () => ask('income'),
              }}
            />
          )}
          <ActionButton
            action={{
              id: 'credits.refund',
              label: t('refund'),
              keys: 'R',
              group: 'here',
              enabled: under !== null,
              run: () => ask('refund'),
            }}
          />
        </>
      }
    >
      <Toolbar label={common('filter')}>
        <NativeSelect
          size="sm"
          aria-label={t('old.age')}
          value={view.olderThan}
          data={[
            ...AGES.map((days) => ({ value: String(days), label: t('old.older', { count: days }) })),
            { value: 'all', label: t('old.all') },
          ]}
          onChange={(event) => remember({ olderThan: event.currentTarget.value })}
        />
      </Toolbar>
      <DataList
        name="old-credits"
        label={t('old.title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        onOpen={open}
        onCursor={setUnder}
        loading={list.loading}
        behind={list.previous}
        error={list.error}
        onRetry={list.again}
        autoFocus
        empty={
          <ListEmpty
            isFiltered={olderThan !== null}
            none={{
              text: t('old.empty'),
              action: {
                label: t('old.to-payments'),
                keys: 'G P',
                run: () => void go({ screen: 'payments' }),
              },
            }}
            filtered={{
              text: t('old.empty.filtered', { count: olderThan ?? 0 }),
              all: t('old.show-all'),
              onAll: () => remember({ olderThan: 'all' }),
            }}
          />
        }
        footer={(chosen) => (
          <Sums
            count={list.data?.rows.length}
            sums={list.data?.sums.map(({ currency, unapplied }) => ({
              currency,
              parts: { credit: unapplied },
            }))}
            chosenCount={chosen.length}
            chosen={sumsOf(chosen, (row) => row.currency, { credit: (row: Row) => row.unapplied })}
            labels={{ credit: t('column.credit') }}
          />
        )}
      />
      {about && asked?.what === 'refund' && <RefundDialog {...about} />}
      {about && asked?.what === 'income' && <IncomeDialog {...about} />}
    </Page>
  );
}
