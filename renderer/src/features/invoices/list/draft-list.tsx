/** Drafts: everything that was begun and not yet issued, the newest first. */
import { Chip, Text } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { go } from '../../../app/navigation.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { invoke } from '../../../data/client.ts';
import { useDrafts } from '../../../data/drafts.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { formatDay, formatInstant } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { Amount } from '../../../ui/amount.tsx';
import { confirm } from '../../../ui/confirm.tsx';
import { type Column, DataList } from '../../../ui/data-list.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { notifyError } from '../../../ui/notify.ts';
import { Sums } from '../../../ui/sums.tsx';
import { sumsOf } from '../../../ui/sums-of.ts';
import { noteWithUndo } from '../../../ui/undo-note.tsx';
import { duplicateDraft } from '../entry/entry-draft.ts';
import { DraftPeek } from './draft-peek.tsx';
import classes from './invoices.module.css';
import type { ListProps } from './list-props.ts';

/** Beside the paper there is room for whose draft it is and what it comes to. */
const BESIDE_PANEL: readonly string[] = ['customer', 'currency', 'total'];

type Row = OutputOf<'drafts.list'>[number];

interface DraftListProps extends ListProps {
  readonly onlyScheduled: boolean;
  readonly onOnlyScheduled: (checked: boolean) => void;
}

export function DraftList(props: DraftListProps) {
  const { view, remember, customer, onCreate, onlyScheduled, onOnlyScheduled } = props;
  const t = useText('invoices');
  const list = useBooks('drafts.list', {});
  const [under, setUnder] = useState<Row | null>(null);
  const mine = (list.data ?? []).filter((row) => customer === null || row.customer === customer);
  const waiting = mine.filter(({ scheduled }) => scheduled !== null);
  const rows = onlyScheduled && waiting.length > 0 ? waiting : mine;
  const open = (id: string): void => void go({ screen: 'draft', id });

  const duplicate = async (row: Row): Promise<void> => {
    const found = await invoke('drafts.get', { id: row.id });
    if (!found.ok) return notifyError(found.error);
    const id = newId();
    await invoke('drafts.keep', { id, draft: duplicateDraft(found.value.draft, newId), focus: 'customer' });
    open(id);
  };
  const discard = async (row: Row): Promise<void> => {
    const found = await invoke('drafts.get', { id: row.id });
    const sure = await confirm({
      title: t('discard.title'),
      text: t('discard.text'),
      yes: t('discard.yes'),
      no: t('discard.no'),
      danger: true,
    });
    if (!sure) return;
    useDrafts.getState().drop(row.id);
    const reply = await invoke('drafts.discard', { commandId: newId(), id: row.id });
    list.again();
    if (!reply.ok) return notifyError(reply.error);
    if (!found.ok) return;
    // A discarded draft stays discarded; taking it back makes a new one with the same content.
    noteWithUndo(t('discard.done'), () => {
      void invoke('drafts.keep', {
        id: newId(),
        draft: duplicateDraft(found.value.draft, newId),
        focus: 'customer',
      }).then(list.again);
    });
  };

  useActions([
    {
      id: 'draft.duplicate',
      label: t('action.duplicate'),
      keys: 'Mod+D',
      group: 'here',
      enabled: under !== null,
      run: () => under && void duplicate(under),
    },
    {
      id: 'draft.discard',
      label: t('action.discard'),
      keys: 'Delete',
      group: 'here',
      enabled: under !== null,
      run: () => under && void discard(under),
    },
  ]);

  const ofSchedule: Column<Row> = {
    id: 'scheduled',
    header: t('column.scheduled'),
    width: 'minmax(120px, 1fr)',
    cell: ({ scheduled }) =>
      scheduled && (
        <Text span size="sm" {...(scheduled.isDue ? { c: 'var(--bad)', fw: 600 } : {})}>
          {scheduled.isDue ? t('schedule.due') : formatDay(scheduled.on)}
        </Text>
      ),
  };
  const columns: Column<Row>[] = [
    {
      id: 'customer',
      header: t('column.customer'),
      width: 'minmax(140px, 2fr)',
      cell: (row) => row.customerName || t('list.no-customer'),
    },
    { id: 'kind', header: t('column.kind'), width: '120px', cell: (row) => t(`kind.${row.kind}`) },
    ...(waiting.length > 0 ? [ofSchedule] : []),
    { id: 'lines', header: t('column.lines'), width: '80px', align: 'end', cell: (row) => row.lines },
    {
      id: 'changed',
      header: t('column.changed'),
      width: 'minmax(190px, 1fr)',
      cell: (row) => formatInstant(row.changed),
    },
    { id: 'currency', header: '', width: '52px', cell: (row) => row.currency },
    {
      id: 'total',
      header: t('column.total'),
      width: 'minmax(100px, 1fr)',
      align: 'end',
      cell: (row) => <Amount minor={row.total} currency={row.currency} />,
    },
  ];
  const sums = (of: readonly Row[]) =>
    sumsOf(
      of.filter((row) => row.total !== null),
      (row) => row.currency,
      { total: (row) => row.total as NonNullable<Row['total']> },
    );

  return (
    <>
      {waiting.length > 0 && (
        <Chip size="xs" mb="xs" checked={onlyScheduled} onChange={onOnlyScheduled}>
          {t('schedule.filter', { count: waiting.length })}
        </Chip>
      )}
      <div className={classes.beside}>
        <DataList
          name="drafts"
          label={t('tab.drafts')}
          columns={view.panel === 'pdf' ? columns.filter(({ id }) => BESIDE_PANEL.includes(id)) : columns}
          rows={rows}
          rowId={(row) => row.id}
          onOpen={(row) => open(row.id)}
          onPreview={() => remember({ panel: view.panel === 'pdf' ? 'none' : 'pdf' })}
          onCursor={setUnder}
          loading={list.loading}
          error={list.error}
          onRetry={list.again}
          autoFocus
          empty={
            <EmptyState
              text={t('list.no-drafts')}
              action={{ label: t('list.new'), keys: 'N', run: onCreate }}
            />
          }
          footer={(chosen) => (
            <Sums
              count={list.data && rows.length}
              sums={sums(rows)}
              chosenCount={chosen.length}
              chosen={sums(chosen)}
              labels={{ total: t('column.total') }}
            />
          )}
        />
        {view.panel === 'pdf' && under && rows.length > 0 && (
          <DraftPeek
            id={under.id}
            changed={under.changed}
            onClose={() => remember({ panel: 'none' })}
            onOpen={() => open(under.id)}
          />
        )}
      </div>
    </>
  );
}
