/** Status by word and colour; the word alone is enough. */
import { Badge, type MantineColor } from '@mantine/core';
import { useText } from '../text/i18n.ts';

export const STATUSES = {
  draft: 'gray',
  issued: 'blue',
  'part-paid': 'indigo',
  paid: 'green',
  overdue: 'red',
  disputed: 'orange',
  void: 'gray',
  posted: 'green',
  returned: 'red',
  unapplied: 'orange',
  archived: 'gray',
} as const satisfies Record<string, MantineColor>;

export type Status = keyof typeof STATUSES;

export function StatusChip({ status }: { readonly status: Status }) {
  const t = useText('common');
  return (
    <Badge
      size="sm"
      radius="sm"
      variant="light"
      color={STATUSES[status]}
      tt="none"
      fw={500}
      td={status === 'void' ? 'line-through' : 'none'}
    >
      {t(`status.${status}`)}
    </Badge>
  );
}
