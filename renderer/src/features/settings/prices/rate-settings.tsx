/** Exchange rates that the office keeps: typed, or read from a file (MO4). */
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useBooks } from '../../../data/use-books.ts';
import { formatCount, formatDay, formatRate } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { exportActions } from '../../../ui/export-actions.ts';
import { ListMenu } from '../../../ui/list-menu.tsx';
import classes from '../settings.module.css';
import { type PairRow, RateDays } from './rate-days.tsx';
import { RateDialog } from './rate-dialog.tsx';
import { RatesFileDialog } from './rates-file-dialog.tsx';

type Open = { readonly what: 'new' | 'file' } | { readonly what: 'days'; readonly pair: PairRow };

export function RateSettings() {
  const t = useText('prices');
  const pairs = useBooks('rates.pairs', {});
  const company = useBooks('company.get', {});
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  if (pairs.error) return <ErrorPanel error={pairs.error} onRetry={pairs.again} />;
  return (
    <div className={classes.form}>
      <div className={classes.head}>
        <div>
          <Title order={2}>{t('rates.title')}</Title>
          <Text size="sm" c="var(--quiet)">
            {t('rates.text')}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap" flex="none">
          <ListMenu actions={exportActions({ list: 'rates' })} />
          <Button size="sm" variant="default" onClick={() => setOpen({ what: 'file' })}>
            {t('rates.read-file')}
          </Button>
          <ActionButton
            action={{
              id: 'settings.add',
              label: t('rates.add'),
              keys: 'Alt+N',
              run: () => setOpen({ what: 'new' }),
            }}
          />
        </Group>
      </div>
      {pairs.data && pairs.data.length > 0 && (
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('rates.pair')}</Table.Th>
              <Table.Th ta="end">{t('rates.newest')}</Table.Th>
              <Table.Th>{t('rates.day')}</Table.Th>
              <Table.Th>{t('rates.source')}</Table.Th>
              <Table.Th ta="end">{t('rates.days')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pairs.data.map((pair) => (
              <Table.Tr
                key={pair.from + pair.to}
                className={classes.row}
                tabIndex={0}
                onClick={() => setOpen({ what: 'days', pair })}
                onKeyDown={(event) => {
                  if (event.key !== 'Enter' && event.key !== ' ') return;
                  event.preventDefault();
                  setOpen({ what: 'days', pair });
                }}
              >
                <Table.Td>{t('rates.one-in', { from: pair.from, to: pair.to })}</Table.Td>
                <Table.Td ta="end" style={FIGURES}>
                  {formatRate(pair.rate)}
                </Table.Td>
                <Table.Td>{formatDay(pair.day)}</Table.Td>
                <Table.Td c="var(--quiet)">{pair.source}</Table.Td>
                <Table.Td ta="end">{formatCount(pair.count)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {pairs.data?.length === 0 && <Text c="var(--quiet)">{t('rates.empty')}</Text>}
      {open?.what === 'new' && (
        <RateDialog currency={company.data?.fields.currency ?? 'EUR'} onClose={close} />
      )}
      {open?.what === 'file' && <RatesFileDialog onClose={close} />}
      {open?.what === 'days' && <RateDays pair={open.pair} onClose={close} />}
    </div>
  );
}

const FIGURES = { fontVariantNumeric: 'tabular-nums' } as const;
