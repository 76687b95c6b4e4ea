/** Number series: how far each has come, and the way to open the next (NU2, NU5). */
import { Button, Group, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { formatNumber } from '../../../../shared/domain/numbering.ts';
import { go } from '../../app/navigation.ts';
import { useCompany } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatDay } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { SeriesDialog } from './series-dialog.tsx';
import classes from './settings.module.css';

export function SeriesSettings() {
  const t = useText('settings');
  const series = useBooks('series.list', {});
  const own = useCompany()?.device;
  const [opening, setOpening] = useState(false);
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
        <Group gap="xs" wrap="nowrap">
          <Button variant="default" onClick={() => void go({ screen: 'number-report' })}>
            {t('series.report')}
          </Button>
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
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {series.data?.map((row) => (
            <Table.Tr key={row.id} {...(row.current && row.device === own ? {} : { c: 'dimmed' })}>
              <Table.Td>{t(`series.kind.${row.kind}`)}</Table.Td>
              <Table.Td>{formatNumber(row, row.next)}</Table.Td>
              <Table.Td>{row.lastIssue === null ? t('series.never') : formatDay(row.lastIssue)}</Table.Td>
              <Table.Td>
                {row.device !== own
                  ? t('series.elsewhere', { device: row.deviceName })
                  : t(row.current ? 'series.in-use' : 'series.closed')}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {opening && <SeriesDialog onClose={() => setOpening(false)} />}
    </div>
  );
}
