/** Two people changed the same fields: both sides beside each other, and the clerk chooses per field (EV4). */
import { Button, Group, Modal, SegmentedControl, Table, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { FieldConflict } from '../data/three-way.ts';
import { useText } from '../text/i18n.ts';
import { useReturnFocus } from './use-return-focus.ts';

export interface ConflictDialogProps<Fields> {
  readonly conflicts: readonly FieldConflict<Fields>[];
  /** The field's name as the form calls it. */
  readonly label: (field: keyof Fields & string) => string;
  /** A value as the screen shows it. */
  readonly show: (field: keyof Fields & string, value: unknown) => ReactNode;
  /** Called with the fields in which the other side's value shall stand. */
  readonly onDecide: (theirs: readonly (keyof Fields & string)[]) => void;
  readonly onCancel: () => void;
}

export function ConflictDialog<Fields>(props: ConflictDialogProps<Fields>) {
  const { conflicts, label, show, onDecide, onCancel } = props;
  const t = useText('common');
  useReturnFocus();
  const [theirs, setTheirs] = useState<readonly (keyof Fields & string)[]>([]);
  return (
    <Modal
      opened
      onClose={onCancel}
      title={t('conflict.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Text size="sm" mb="sm">
        {t('conflict.text')}
      </Text>
      <Table withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('conflict.field')}</Table.Th>
            <Table.Th>{t('conflict.mine')}</Table.Th>
            <Table.Th>{t('conflict.theirs')}</Table.Th>
            <Table.Th>{t('conflict.keep')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {conflicts.map((conflict) => (
            <Table.Tr key={conflict.field}>
              <Table.Td fw={500}>{label(conflict.field)}</Table.Td>
              <Table.Td>{show(conflict.field, conflict.mine)}</Table.Td>
              <Table.Td>{show(conflict.field, conflict.theirs)}</Table.Td>
              <Table.Td>
                <SegmentedControl
                  size="xs"
                  aria-label={`${t('conflict.keep')}: ${label(conflict.field)}`}
                  value={theirs.includes(conflict.field) ? 'theirs' : 'mine'}
                  data={[
                    { value: 'mine', label: t('conflict.mine') },
                    { value: 'theirs', label: t('conflict.theirs') },
                  ]}
                  onChange={(side) => {
                    const others = theirs.filter((field) => field !== conflict.field);
                    setTheirs(side === 'theirs' ? [...others, conflict.field] : others);
                  }}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onCancel}>
          {t('keep-editing')}
        </Button>
        <Button data-autofocus onClick={() => onDecide(theirs)}>
          {t('conflict.save')}
        </Button>
      </Group>
    </Modal>
  );
}
