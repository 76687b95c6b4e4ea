/** The open invoices behind one customer's row, oldest first. */

import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatDayShort } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { Amount } from '../../ui/amount.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PdfPeek } from '../../ui/pdf-peek.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { Sums } from '../../ui/sums.tsx';
import { sumsOf } from '../../ui/sums-of.ts';
import classes from './aging.module.css';
import type { AgingRow } from './aging-rows.ts';

export interface AgingDrillProps {
  readonly row: AgingRow;
  readonly by: 'due' | 'issue';
  /** Names of the buckets, in order. */
  readonly names: readonly string[];
  readonly onClose: () => void;
}

type Item = OutputOf<'aging.customer'>['items'][number];

const placeOf = ({ instalment }: Item) => ({ at: instalment?.number ?? 1, of: instalment?.of ?? 1 });

/** Instalments of one invoice are rows of their own (AG3). */
const rowId = ({ id, instalment }: Item): string => (instalment ? `${id}/${instalment.number}` : id);

export function AgingDrill({ row, by, names, onClose }: AgingDrillProps) {
  const t = useText('aging');
  const today = useToday();
  const { customer, currency } = row;
  const found = useBooks('aging.customer', { customer, asOf: today, by });
  const items = (found.data?.items ?? []).filter((item) => item.currency === currency);
  const columns: Column<Item>[] = [
    {
      id: 'number',
      header: t('column.invoice'),
      width: 'minmax(98px, 1fr)',
      cell: (item) =>
        item.instalment ? t('drill.instalment', { number: item.number, ...placeOf(item) }) : item.number,
    },
    {
      id: 'day',
      header: by === 'due' ? t('column.due') : t('column.issued'),
      width: '102px',
      cell: (item) => formatDayShort(by === 'due' ? item.dueDate : item.issueDate),
    },
    { id: 'bucket', header: t('column.age'), width: '78px', cell: (item) => names[item.bucket] },
    {
      id: 'open',
      header: t('column.open'),
      width: 'minmax(88px, 1fr)',
      align: 'end',
      cell: (item) => <Amount minor={item.outstanding} currency={currency} />,
    },
  ];
  const [peek, setPeek] = useState<Item | null>(null);
  const parts = { open: (item: Item) => item.outstanding };
  const all = sumsOf(items, (item) => item.currency, parts);
  return (
    <SidePanel
      title={row.name}
      wide
      essential
      onClose={onClose}
      actions={
        <>
          <ActionButton
            action={{
              id: 'aging.post-payment',
              label: t('post-payment'),
              keys: 'P',
              group: 'here',
              run: () => void go({ screen: 'payment-new', with: { customer } }),
            }}
          />
          <ActionButton
            action={{
              id: 'aging.open-customer',
              label: t('open-customer'),
              keys: 'C',
              group: 'here',
              run: () => void go({ screen: 'customer', id: customer }),
            }}
          />
        </>
      }
    >
      <div className={classes.drill}>
        <DataList
          key={customer}
          name="aging-drill"
          label={t('drill', { name: row.name })}
          columns={columns}
          rows={items}
          rowId={rowId}
          onOpen={(item) => void go({ screen: 'invoice', id: item.id })}
          onPreview={setPeek}
          loading={found.loading}
          error={found.error}
          onRetry={found.again}
          autoFocus={found.data !== undefined}
          empty={<EmptyState text={t('drill.empty')} />}
          footer={(chosen) => (
            <Sums
              count={found.data ? items.length : undefined}
              sums={found.data ? all : undefined}
              chosenCount={chosen.length}
              chosen={sumsOf(chosen, (item) => item.currency, parts)}
              labels={{ open: t('column.open') }}
            />
          )}
        />
      </div>
      {peek && <PdfPeek id={peek.id} number={peek.number} onClose={() => setPeek(null)} />}
    </SidePanel>
  );
}
