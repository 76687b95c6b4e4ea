/** A few rows of the office's own words: each is changed in place, removed, and another one added. */
import { ActionIcon, Button, Group, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { newId } from '../../../data/ids.ts';
import shared from '../settings.module.css';

interface EditableRowsProps<Row extends { readonly id: string }> {
  readonly title: string;
  readonly help: string;
  readonly add: string;
  readonly remove: string;
  readonly rows: readonly Row[];
  /** How many there may be. */
  readonly most: number;
  /** What a new row begins with. */
  readonly blank: Omit<Row, 'id'>;
  readonly onChange: (rows: Row[]) => void;
  /** The fields of one row. */
  readonly children: (row: Row, change: (part: Partial<Row>) => void) => ReactNode;
}

export function EditableRows<Row extends { readonly id: string }>({
  title,
  help,
  add,
  remove,
  rows,
  most,
  blank,
  onChange,
  children,
}: EditableRowsProps<Row>) {
  const change = (id: string, part: Partial<Row>): void =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <section className={shared.section}>
      <Title order={3}>{title}</Title>
      <Text size="sm" c="var(--quiet)" mb={6}>
        {help}
      </Text>
      {rows.map((row) => (
        <Group key={row.id} gap="xs" mb="xs" wrap="nowrap" align="flex-end">
          {children(row, (part) => change(row.id, part))}
          <ActionIcon
            variant="subtle"
            mb={4}
            aria-label={remove}
            onClick={() => onChange(rows.filter(({ id }) => id !== row.id))}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </Group>
      ))}
      {rows.length < most && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => onChange([...rows, { ...blank, id: newId() } as Row])}
        >
          {add}
        </Button>
      )}
    </section>
  );
}
