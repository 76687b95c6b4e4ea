/** A short list of records that are kept for choosing from: taxes, terms, methods. */
import { Group, Switch, Table, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { AppError } from '../../../../shared/errors/index.ts';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { StatusChip } from '../../ui/status-chip.tsx';
import classes from './settings.module.css';

export interface Kept<Fields> {
  readonly id: string;
  readonly revision: string;
  readonly fields: Fields;
}

interface Named {
  readonly name: string;
  readonly archived: boolean;
}

interface RecordListProps<Fields extends Named> {
  readonly title: string;
  readonly text: string;
  readonly add: string;
  readonly rows: readonly Kept<Fields>[] | undefined;
  readonly error: AppError | null;
  readonly onRetry: () => void;
  readonly summary: (fields: Fields) => ReactNode;
  /** Opens the form: of a record, or of a new one. */
  readonly onEdit: (record: Kept<Fields> | null) => void;
  /** What the list is called where it becomes a file. */
  readonly list: 'taxes' | 'terms' | 'methods' | 'fees' | 'price-lists';
  /** Another way to add records, before the button that adds one. */
  readonly beside?: ReactNode;
}

export function RecordList<Fields extends Named>(props: RecordListProps<Fields>) {
  const c = useText('common');
  const [archived, setArchived] = useState(false);
  const rows = props.rows?.filter(({ fields }) => archived || !fields.archived) ?? [];
  if (props.error) return <ErrorPanel error={props.error} onRetry={props.onRetry} />;
  return (
    <div className={classes.form}>
      <div className={classes.head}>
        <div>
          <Title order={2}>{props.title}</Title>
          <Text size="sm" c="var(--quiet)">
            {props.text}
          </Text>
        </div>
        <Group gap="xs" wrap="nowrap" flex="none">
          <ListMenu actions={exportActions({ list: props.list, archived })} />
          {props.beside}
          <ActionButton
            action={{ id: 'settings.add', label: props.add, keys: 'Alt+N', run: () => props.onEdit(null) }}
          />
        </Group>
      </div>
      <Table highlightOnHover>
        <Table.Tbody>
          {rows.map((record) => (
            <Table.Tr
              key={record.id}
              className={classes.row}
              tabIndex={0}
              onClick={() => props.onEdit(record)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' || event.key === 'F2' || event.key === ' ') {
                  event.preventDefault();
                  props.onEdit(record);
                }
              }}
            >
              <Table.Td className={record.fields.archived ? classes.archived : undefined}>
                {record.fields.name}
              </Table.Td>
              <Table.Td c="var(--quiet)">{props.summary(record.fields)}</Table.Td>
              <Table.Td ta="end">{record.fields.archived && <StatusChip status="archived" />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {props.rows?.some(({ fields }) => fields.archived) && (
        <Group mt="sm">
          <Switch
            size="xs"
            label={c('show-archived')}
            checked={archived}
            onChange={(event) => setArchived(event.currentTarget.checked)}
          />
        </Group>
      )}
    </div>
  );
}
