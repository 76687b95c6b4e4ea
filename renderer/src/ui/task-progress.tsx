/** Long work: what it is, how far it is, and the way to stop it. */
import { Progress as Bar, Button, Group, Text } from '@mantine/core';
import { formatCount } from '../text/format.ts';
import { useText } from '../text/i18n.ts';

export interface ProgressProps {
  readonly label: string;
  readonly done: number;
  /** `null` while it is not known how much there is. */
  readonly total: number | null;
  readonly onCancel?: (() => void) | undefined;
}

export function Progress({ label, done, total, onCancel }: ProgressProps) {
  const t = useText('common');
  const share = total === null || total === 0 ? 100 : (done / total) * 100;
  return (
    <div>
      <Group justify="space-between" mb={6} wrap="nowrap">
        <Text size="sm">{label}</Text>
        <Text size="sm" c="var(--quiet)">
          {total === null
            ? formatCount(done)
            : t('progress.of', { done: formatCount(done), total: formatCount(total) })}
        </Text>
      </Group>
      <Group gap="sm" wrap="nowrap">
        <Bar value={share} animated={total === null} striped={total === null} flex={1} aria-label={label} />
        {onCancel && (
          <Button size="compact-xs" variant="subtle" onClick={onCancel}>
            {t('stop')}
          </Button>
        )}
      </Group>
    </div>
  );
}
