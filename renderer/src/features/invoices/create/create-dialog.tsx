/** The frame of the small dialogs that create a record without leaving the invoice. */
import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useRef } from 'react';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { useText } from '../../../text/i18n.ts';
import { focusUnread, takeTyped, walkOnEnter } from '../../../ui/enter-walk.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { FilledDialog } from '../../../ui/filled-dialog.tsx';
import { Held } from '../../../ui/held.tsx';

export interface CreateDialogProps {
  readonly title: string;
  readonly save: string;
  readonly isPending: boolean;
  readonly error: AppError | null;
  readonly onSave: () => void | Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function CreateDialog({
  title,
  save,
  isPending,
  error,
  onSave,
  onClose,
  children,
}: CreateDialogProps) {
  const t = useText('common');
  const busy = useRef(false);
  const submit = async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    // A field that is still being typed in gives its value when it is left.
    await takeTyped();
    if (!focusUnread()) await onSave();
    busy.current = false;
  };
  const walk = walkOnEnter(() => void submit());
  return (
    <FilledDialog onClose={onClose} title={title} size="md" returnFocus={false}>
      <form
        noValidate
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            void submit();
          } else walk(event);
        }}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="xs">
          <Held pending={isPending}>{children}</Held>
          <ErrorText error={error} />
          <Group justify="flex-end" gap="xs" mt="sm">
            <Button variant="default" onClick={onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={isPending}>
              {save}
            </Button>
          </Group>
        </Stack>
      </form>
    </FilledDialog>
  );
}
