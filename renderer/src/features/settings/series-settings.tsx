/** Number series: how far each has come, and the way to open the next (NU2, NU5). */
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { formatNumber } from '../../../../shared/domain/numbering.ts';
import { go, useNavigation } from '../../app/navigation.ts';
import { useCompany } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { PadSettings } from './pad-settings.tsx';
import { SeriesCloseDialog } from './series-close-dialog.tsx';
import { SeriesDialog } from './series-dialog.tsx';
import classes from './settings.module.css';

type Row = OutputOf<'series.list'>[number];

export function SeriesSettings() {
  const t = useText('settings');
  const series = useBooks('series.list', {});
  const company = useCompany();
  const own = company?.device;
  const mayClose = company?.user.role === 'owner' || company?.user.role === 'manager';
  const [opening, setOpening] = useState(false);
  // Whoever was told that a series stands in the way comes here to close it.
  const [closing, setClosing] = useState(useNavigation.getState().place.with?.close ?? null);
  const wordOf = (row: Row): string =>
    row.device !== own
      ? t('series.elsewhere', { device: row.deviceName })
      : t(row.current ? 'series.in-use' : 'series.closed');
  if (series.error) return <ErrorPanel error={series.error} onRetry={series.again} />;
  return (
    <div className={classes.form}>
      <div className={classes.head}>
        <div>
          <Title order={2}>{t('tab.series')}</Title>
          <Text size="sm" c="var(--quiet)">
            {t('series.text')}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap" flex="none">
          <ListMenu actions={exportActions({ list: 'series' })} />
          <ActionButton
            action={{
              id: 'settings.add',
              label: t('series.open'),
              keys: 'Alt+N',
              run: () => setOpening(true),
            }}
          />
        </Group>
      </div>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('series.kind')}</Table.Th>
            <Table.Th>{t('series.next')}</Table.Th>
            <Table.Th>{t('series.last-issue')}</Table.Th>
            <Table.Th>{t('series.use')}</Table.Th>
            {mayClose && <Table.Td />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {series.data
            ?.filter(({ paper }) => paper === null)
            .map((row) => (
              <Table.Tr key={row.id} {...(row.current && row.device === own ? {} : { c: 'dimmed' })}>
                <Table.Td>{t(`series.kind.${row.kind}`)}</Table.Td>
                <Table.Td>{row.closed ? '–' : formatNumber(row, row.next)}</Table.Td>
                <Table.Td>{row.lastIssue === null ? t('series.never') : formatDay(row.lastIssue)}</Table.Td>
                <Table.Td>
                  {row.closed ? t('series.shut', { date: formatDay(row.closed.on) }) : wordOf(row)}
                </Table.Td>
                {mayClose && (
                  <Table.Td ta="end">
                    {row.current && row.device === own && (
                      <Button
                        variant="subtle"
                        size="compact-sm"
                        aria-label={t('series.close.of', { number: formatNumber(row, row.next) })}
                        onClick={() => setClosing(row.id)}
                      >
                        {t('series.close')}
                      </Button>
                    )}
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      <Button mt="sm" variant="default" onClick={() => void go({ screen: 'number-report' })}>
        {t('series.report')}
      </Button>
      {series.data && <PadSettings series={series.data} mayAdd={mayClose} />}
      {opening && <SeriesDialog onClose={() => setOpening(false)} />}
      {closing !== null && <SeriesCloseDialog id={closing} onClose={() => setClosing(null)} />}
    </div>
  );
}
