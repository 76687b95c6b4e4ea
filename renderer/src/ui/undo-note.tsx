/** Says what was done and offers to take it back, for as long as the note stands. */
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { textOf } from '../text/i18n.ts';

const LONG = 12_000;

/** Shows a note with a button that takes the deed back; the button can be pressed once. */
export function noteWithUndo(text: string, undo: () => void): void {
  const t = textOf('common');
  const id = notifications.show({
    autoClose: LONG,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{text}</Text>
        <Button
          size="compact-sm"
          flex="none"
          variant="light"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {t('undo')}
        </Button>
      </Group>
    ),
  });
}
