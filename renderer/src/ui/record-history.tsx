/** Who did what to a record, when and on which device, newest first (AU1). */
import { Button, Table, Text } from '@mantine/core';
import { usePages } from '../data/use-pages.ts';
import { deedOf } from '../text/deed-words.ts';
import { formatInstant } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { ErrorPanel } from './error-text.tsx';

export function RecordHistory({ entity }: { readonly entity: string }) {
  const t = useText('common');
  const pages = usePages('history.list', { entity }, { limit: 50 });
  if (pages.error) return <ErrorPanel error={pages.error} onRetry={pages.again} />;
  if (pages.rows.length === 0) {
    return (
      <Text size="sm" c="var(--quiet)">
        {pages.loading ? t('loading') : t('history.none')}
      </Text>
    );
  }
  // In an office of one person nobody is named.
  const named = pages.rows.some(({ actor }) => actor !== '');
  return (
    <>
      <Table withRowBorders={false} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('history.when')}</Table.Th>
            <Table.Th>{t('history.what')}</Table.Th>
            {named && <Table.Th>{t('history.who')}</Table.Th>}
            <Table.Th>{t('history.where')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {pages.rows.map((row) => (
            <Table.Tr key={row.commit}>
              <Table.Td>{formatInstant(row.recorded)}</Table.Td>
              <Table.Td>{deedOf(row.command)}</Table.Td>
              {named && <Table.Td>{row.actor}</Table.Td>}
              <Table.Td>{row.device}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {pages.hasMore && (
        <Button mt="xs" size="xs" variant="default" onClick={pages.more}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
