/** The print run of this desktop: what became of every document, and what a person can do about it. */
import { Alert, Badge, Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../../shared/contract/contract.ts';
import { go } from '../../app/navigation.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { useErrorWords } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { confirm } from '../../ui/confirm.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel, ErrorText } from '../../ui/error-text.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page } from '../../ui/page.tsx';
import { ElsewhereDialog } from './elsewhere-dialog.tsx';

type Run = NonNullable<OutputOf<'prints.run'>>;
type Row = Run['rows'][number];

const COLORS: Readonly<Record<Row['state'], string>> = {
  waiting: 'gray',
  handing: 'blue',
  printing: 'blue',
  printed: 'green',
  failed: 'red',
  uncertain: 'orange',
  cancelled: 'gray',
};

export function PrintRunScreen() {
  const t = useText('printing');
  const found = useBooks('prints.run', {});
  const decide = useCommand('prints.decide');
  const [isElsewhere, setElsewhere] = useState(false);
  const why = useWhy();
  const run = found.data;
  if (!run) {
    return (
      <Page title={t('title')} back>
        {found.error ? (
          <ErrorPanel error={found.error} onRetry={found.again} />
        ) : (
          run === null && (
            <EmptyState
              text={t('empty')}
              action={{ label: t('empty.go'), run: () => void go({ screen: 'invoices' }) }}
            />
          )
        )}
      </Page>
    );
  }
  const send = async (input: InputOf<'prints.decide'>): Promise<void> => {
    await decide.run(input);
    found.again();
  };
  const isOpen = run.rows.some(({ state }) => state === 'waiting');
  const unprinted = run.rows.filter(({ state }) => state !== 'printed');
  const done = run.rows.filter(({ state }) => !['waiting', 'handing', 'printing'].includes(state)).length;
  const putAway = async (): Promise<void> => {
    const count = unprinted.length;
    const sure =
      count === 0 ||
      (await confirm({
        title: t('put-away.title'),
        text: t('put-away.text', { count }),
        yes: t('put-away'),
        no: t('put-away.no'),
      }));
    if (!sure) return;
    await send({ decision: 'put-away' });
    void go({ screen: 'invoices' });
  };
  const again = async (row: Row): Promise<void> => {
    const sure =
      row.state === 'failed' ||
      (await confirm({
        title: t('again.title', { number: row.number }),
        text: t('again.text', { number: row.number }),
        yes: t('again-one'),
        no: t('again.no'),
      }));
    if (sure) await send({ decision: 'again-one', document: row.document });
  };
  const isUncertain = run.rows.some(({ state }) => state === 'uncertain');
  const canRepeat = run.rows.some(({ state }) => state === 'failed' || state === 'cancelled');
  return (
    <Page
      title={t('title')}
      beside={<Text c="var(--quiet)">{t('done', { done, total: run.rows.length })}</Text>}
      back
      fixed
      actions={
        <>
          <ListMenu actions={exportActions({ list: 'print-run' })} />
          {isOpen && (
            <ActionButton
              variant="subtle"
              action={{
                id: 'prints.stop',
                label: t('stop'),
                group: 'here',
                run: () => void send({ decision: 'stop' }),
              }}
            />
          )}
          {(run.state === 'stopped' ? isOpen : run.state === 'done' && canRepeat) && (
            <ActionButton
              action={{
                id: 'prints.elsewhere',
                label: t('elsewhere'),
                group: 'here',
                run: () => setElsewhere(true),
              }}
            />
          )}
          {run.state === 'stopped' && (
            <ActionButton
              variant="filled"
              action={{
                id: 'prints.go-on',
                label: t('go-on'),
                keys: 'Mod+Enter',
                group: 'here',
                run: () => void send({ decision: 'go-on' }),
              }}
            />
          )}
          {run.state === 'done' && canRepeat && (
            <ActionButton
              variant="filled"
              action={{
                id: 'prints.again',
                label: t('again'),
                keys: 'Mod+Enter',
                group: 'here',
                run: () => void send({ decision: 'again' }),
              }}
            />
          )}
          {run.state === 'done' && (
            <ActionButton
              variant={canRepeat ? 'subtle' : 'filled'}
              action={{
                id: 'prints.put-away',
                label: t('put-away'),
                ...(canRepeat ? {} : { keys: 'Mod+Enter' }),
                group: 'here',
                run: () => void putAway(),
              }}
            />
          )}
        </>
      }
    >
      <Stopped run={run} />
      <ErrorText error={decide.error} />
      {isElsewhere && (
        <ElsewhereDialog run={run} onClose={() => setElsewhere(false)} onDone={() => found.again()} />
      )}
      <DataList
        name="print-run"
        label={t('title')}
        columns={columnsOf(t, why, isUncertain, {
          again: (row) => void again(row),
          printed: (row) => void send({ decision: 'printed', document: row.document }),
        })}
        rows={run.rows}
        rowId={(row) => row.document}
        onOpen={(row) => void go({ screen: 'invoice', id: row.document })}
        empty={null}
        autoFocus
      />
    </Page>
  );
}

/** Why the run stands still, in words, above its rows. */
function Stopped({ run }: { readonly run: Run }) {
  const t = useText('printing');
  const words = useProblemWords();
  if (run.state !== 'stopped' || !run.problem) return null;
  const { what, todo } = words(run.problem, run.detail);
  return (
    <Alert color="red" variant="light" title={what} role="alert" mb="sm" maw={720}>
      <Text size="sm">{todo}</Text>
      {run.detail !== '' && run.problem === 'printer-stopped' && (
        <Text size="sm">{t('printer-says', { detail: run.detail })}</Text>
      )}
    </Alert>
  );
}

type Problem = NonNullable<Run['problem']>;

/** What a problem of a run says; those of printers have their words already. */
function useProblemWords(): (
  problem: Problem,
  detail: string,
) => { readonly what: string; readonly todo: string } {
  const t = useText('printing');
  const words = useErrorWords();
  return (problem, detail) => {
    switch (problem) {
      case 'storage':
        return { what: t('problem.storage'), todo: t('problem.storage.todo') };
      case 'interrupted':
      case 'job-failed':
      case 'job-forgotten':
      case 'no-file':
        return { what: t(`problem.${problem}`), todo: '' };
      case 'printer-stopped':
        return { ...words({ kind: 'printing', problem, detail }), todo: t('problem.printer-stopped.todo') };
      default:
        return words({ kind: 'printing', problem, detail });
    }
  };
}

function useWhy(): (row: Row) => string {
  const words = useProblemWords();
  return ({ problem, detail }) =>
    [problem ? words(problem, detail).what : '', detail].filter(Boolean).join(' ');
}

interface Decisions {
  readonly again: (row: Row) => void;
  readonly printed: (row: Row) => void;
}

function columnsOf(
  t: ReturnType<typeof useText<'printing'>>,
  why: (row: Row) => string,
  isUncertain: boolean,
  decisions: Decisions,
): Column<Row>[] {
  return [
    { id: 'number', header: t('column.number'), width: 'minmax(124px, 0.6fr)', cell: (row) => row.number },
    {
      id: 'kind',
      header: t('column.kind'),
      width: 'minmax(104px, 0.5fr)',
      cell: (row) => <Kind row={row} />,
    },
    {
      id: 'state',
      header: t('column.state'),
      width: '118px',
      cell: (row) => (
        <Badge variant="light" tt="none" color={COLORS[row.state]}>
          {t(`state.${row.state}`)}
        </Badge>
      ),
    },
    { id: 'why', header: t('column.why'), width: 'minmax(130px, 2fr)', cell: why },
    {
      id: 'decide',
      header: '',
      // Two buttons only where a person has to look; the room is for the reasons.
      width: isUncertain ? '220px' : '112px',
      cell: (row) =>
        (row.state === 'failed' || row.state === 'uncertain') && (
          <Group gap={6} wrap="nowrap" justify="flex-end">
            {row.state === 'uncertain' && (
              <Button size="compact-xs" variant="default" onClick={() => decisions.printed(row)}>
                {t('printed')}
              </Button>
            )}
            <Button size="compact-xs" variant="default" onClick={() => decisions.again(row)}>
              {t('again-one')}
            </Button>
          </Group>
        ),
    },
  ];
}

function Kind({ row }: { readonly row: Row }) {
  const t = useText('invoices');
  return t(`kind.${row.kind}`);
}
