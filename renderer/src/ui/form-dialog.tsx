/** A form in a dialog: what is asked, what went wrong, and the two ways out with their own words. */
import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/errors/index.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from './error-text.tsx';

export interface FormDialogProps {
  readonly title: string;
  readonly yes: string;
  readonly no: string;
  readonly pending?: boolean;
  readonly error: AppError | null;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormDialog({ title, yes, no, pending, error, onSubmit, onClose, children }: FormDialogProps) {
  const t = useText('common');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
      returnFocus={false}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        <Stack gap="sm">{children}</Stack>
        <ErrorText error={error} />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {no}
          </Button>
          <Button type="submit" loading={pending ?? false}>
            {yes}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
