/** Paper series: the pads on which documents are written by hand, and how many of their sheets are not entered yet (NU6). */
import { Button, Table, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { sheetNumber } from '../../../../shared/domain/paper-series.ts';
import { formatCount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { PadDialog } from './pad-dialog.tsx';
import classes from './settings.module.css';

interface PadSettingsProps {
  readonly series: OutputOf<'series.list'>;
  readonly mayAdd: boolean;
}

export function PadSettings({ series, mayAdd }: PadSettingsProps) {
  const t = useText('settings');
  const [adding, setAdding] = useState(false);
  const pads = series.flatMap((row) => (row.paper ? [{ ...row, paper: row.paper }] : []));
  return (
    <>
      <div className={classes.head}>
        <div>
          <Title order={3} mt="xl">
            {t('pads.title')}
          </Title>
          <Text size="sm" c="var(--quiet)">
            {t('pads.text')}
          </Text>
        </div>
        {mayAdd && (
          <Button mt="xl" variant="default" flex="none" onClick={() => setAdding(true)}>
            {t('pads.add')}
          </Button>
        )}
      </div>
      {pads.length > 0 && (
        <Table aria-label={t('pads.title')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('series.kind')}</Table.Th>
              <Table.Th>{t('pads.sheets')}</Table.Th>
              <Table.Th ta="end">{t('pads.left')}</Table.Th>
              <Table.Th>{t('pads.by')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {pads.map((row) => (
              <Table.Tr key={row.id} {...(row.paper.left === 0 ? { c: 'dimmed' } : {})}>
                <Table.Td>{t(`series.kind.${row.kind}`)}</Table.Td>
                <Table.Td>
                  {sheetNumber(row, row.paper.first)} – {sheetNumber(row, row.paper.last)}
                </Table.Td>
                <Table.Td ta="end">
                  {row.paper.left === 0 ? t('pads.done') : formatCount(row.paper.left)}
                </Table.Td>
                <Table.Td>{row.deviceName}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {adding && <PadDialog onClose={() => setAdding(false)} />}
    </>
  );
}
