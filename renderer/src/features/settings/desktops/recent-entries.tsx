/** What waits here to be sent and what came from others, entry by entry, the newest first (SY6). */
import { Button, Collapse, Table, Text } from '@mantine/core';
import { useId, useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { useBooks } from '../../../data/use-books.ts';
import { deedOf } from '../../../text/deed-words.ts';
import { formatAmount, formatInstant } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import classes from '../settings.module.css';

/** So many of each are shown. */
const SHOWN = 8;

export interface RecentEntriesProps {
  /** Entries that wait, and that came since the company was opened. */
  readonly waiting: number;
  readonly came: number;
}

/** Out of sight until somebody asks; nothing where nothing waits and nothing has come. */
export function RecentEntries({ waiting, came }: RecentEntriesProps) {
  const t = useText('sync');
  const region = useId();
  const [open, setOpen] = useState(false);
  if (waiting + came === 0) return null;
  return (
    <>
      <Button
        variant="subtle"
        size="compact-sm"
        px={0}
        mb="sm"
        aria-expanded={open}
        aria-controls={region}
        onClick={() => setOpen(!open)}
      >
        {t(open ? 'recent.hide' : 'recent.show')}
      </Button>
      <Collapse id={region} expanded={open}>
        {open && <Lists waiting={waiting} came={came} />}
      </Collapse>
    </>
  );
}

function Lists({ waiting, came }: RecentEntriesProps) {
  const t = useText('sync');
  const recent = useBooks(
    'sync.recent',
    { waiting: Math.min(waiting, SHOWN), came: Math.min(came, SHOWN) },
    { keepPrevious: true },
  );
  const lists = [
    { title: t('state.unsent'), rows: recent.data?.waiting ?? [], count: waiting },
    { title: t('state.received'), rows: recent.data?.came ?? [], count: came },
  ];
  return (
    <>
      <ErrorText error={recent.error} />
      {lists.map(
        ({ title, rows, count }) => rows.length > 0 && <List key={title} {...{ title, rows, count }} />,
      )}
    </>
  );
}

type Row = OutputOf<'sync.recent'>['waiting'][number];

interface ListProps {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly count: number;
}

function List({ title, rows, count }: ListProps) {
  const t = useText('sync');
  const amountOf = ({ amount }: Row): string => (amount ? formatAmount(amount.minor, amount.currency) : '');
  return (
    <>
      <Table verticalSpacing={4} mb="xs" aria-label={title}>
        <Table.Caption style={{ captionSide: 'top', textAlign: 'start' }}>{title}</Table.Caption>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.commit}>
              <Table.Td className={classes.since}>{formatInstant(row.recorded)}</Table.Td>
              <Table.Td>{deedOf(row.command)}</Table.Td>
              <Table.Td className={classes.long}>{row.about}</Table.Td>
              <Table.Td ta="end" style={{ whiteSpace: 'nowrap' }}>
                {amountOf(row)}
              </Table.Td>
              <Table.Td className={classes.since}>
                {[row.actor, row.device].filter((part) => part !== '').join(', ')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {count > rows.length && (
        <Text size="sm" c="var(--quiet)" mb="sm">
          {t('recent.more', { count: count - rows.length })}
        </Text>
      )}
    </>
  );
}
