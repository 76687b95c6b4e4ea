/** Every close, the newest day first; the one that is chosen opens below. */
import { Anchor, Table, Text } from '@mantine/core';
import { useState } from 'react';
import type { Role } from '../../../../shared/errors/index.ts';
import { formatAmount, formatCount, formatDay, formatInstant } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { type Close, CloseDetail } from './close-detail.tsx';
import classes from './periods.module.css';

export function CloseList({ closes, role }: { readonly closes: readonly Close[]; readonly role: Role }) {
  const t = useText('periods');
  const [chosen, choose] = useState(closes[0]?.id);
  const shown = closes.find(({ id }) => id === chosen) ?? closes[0];
  return (
    <>
      <Table className={classes.table ?? ''} aria-label={t('closes')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.through')}</Table.Th>
            <Table.Th>{t('column.state')}</Table.Th>
            <Table.Th>{t('column.made')}</Table.Th>
            <Table.Th ta="end">{t('column.owed')}</Table.Th>
            <Table.Th ta="end">{t('column.late')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {closes.map((close) => (
            <Table.Tr key={close.id} className={classes.row ?? ''} aria-current={close.id === shown?.id}>
              <Table.Td>
                <Anchor
                  component="button"
                  type="button"
                  size="sm"
                  className={classes.day ?? ''}
                  onClick={() => choose(close.id)}
                >
                  {formatDay(close.through)}
                </Anchor>
              </Table.Td>
              <Table.Td>{t(`state.${close.state}`)}</Table.Td>
              <Table.Td>
                {formatInstant(close.recorded)}{' '}
                <Text span c="var(--quiet)" size="sm">
                  {close.actor}
                </Text>
              </Table.Td>
              <Table.Td ta="end">
                {close.figures.map(({ currency, owed }) => formatAmount(owed, currency)).join(' · ') || '–'}
              </Table.Td>
              <Table.Td ta="end" c={close.late > 0 ? 'var(--bad)' : 'var(--quiet)'}>
                {close.late > 0 ? formatCount(close.late) : '–'}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {shown && <CloseDetail key={shown.id} close={shown} role={role} />}
    </>
  );
}
