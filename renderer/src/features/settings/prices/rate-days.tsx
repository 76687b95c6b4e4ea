/** The rates of one pair, day by day; a wrong one can be taken out, and put back. */
import { ActionIcon, Modal, Table } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { formatDay, formatRate } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { notifyError } from '../../../ui/notify.ts';
import { noteWithUndo } from '../../../ui/undo-note.tsx';

/** One rate of a pair of currencies, on a day. */
export type PairRow = OutputOf<'rates.pairs'>[number];

export function RateDays({ pair, onClose }: { readonly pair: PairRow; readonly onClose: () => void }) {
  const t = useText('prices');
  const c = useText('common');
  const { from, to } = pair;
  const days = useBooks('rates.list', { from, to });
  const set = async (day: string, rate: string | null, source: string): Promise<boolean> => {
    const reply = await invoke('rates.save', {
      commandId: newId(),
      rates: [{ from, to, day, rate, source }],
    });
    if (!reply.ok) notifyError(reply.error);
    return reply.ok;
  };
  const takeOut = async ({ day, rate, source }: PairRow): Promise<void> => {
    if (await set(day, null, source))
      noteWithUndo(t('rates.taken-out', { day: formatDay(day) }), () => void set(day, rate, source));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('rates.one-in', { from, to })}
      closeButtonProps={{ 'aria-label': c('close') }}
    >
      {days.error ? (
        <ErrorPanel error={days.error} onRetry={days.again} />
      ) : (
        <Table>
          <Table.Tbody>
            {(days.data ?? []).map((row) => (
              <Table.Tr key={row.day}>
                <Table.Td>{formatDay(row.day)}</Table.Td>
                <Table.Td ta="end">{formatRate(row.rate)}</Table.Td>
                <Table.Td c="var(--quiet)">{row.source}</Table.Td>
                <Table.Td w={36}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('rates.take-out', { day: formatDay(row.day) })}
                    onClick={() => void takeOut({ ...row, count: 1 })}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Modal>
  );
}
