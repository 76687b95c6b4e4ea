/** A form in a dialog: what is asked, what went wrong, and the two ways out with their own words. */
import { Button, Group, Stack } from '@mantine/core';
import type { KeyboardEvent, ReactNode } from 'react';
import type { AppError } from '../../../shared/errors/index.ts';
import { ErrorText } from './error-text.tsx';
import { FilledDialog } from './filled-dialog.tsx';
import { Held } from './held.tsx';

export interface FormDialogProps {
  readonly title: string;
  readonly yes: string;
  readonly no: string;
  readonly size?: 'lg';
  readonly pending?: boolean;
  /** What is filled in cannot be done as it stands; the form says why. */
  readonly disabled?: boolean;
  readonly error: AppError | null;
  /** Puts the focus back to where it stood before, where that is still there. */
  readonly returnFocus?: boolean;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onSubmit: () => Promise<void>;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

export function FormDialog({ title, yes, no, error, children, ...more }: FormDialogProps) {
  const { size = 'md', pending = false, disabled = false, returnFocus = false } = more;
  const { onKeyDown, onSubmit, onClose } = more;
  return (
    <FilledDialog onClose={onClose} title={title} size={size} returnFocus={returnFocus}>
      <form
        noValidate
        onKeyDown={onKeyDown}
        onSubmit={(event) => {
          event.preventDefault();
          void onSubmit();
        }}
      >
        <Held pending={pending}>
          <Stack gap="sm">{children}</Stack>
        </Held>
        <ErrorText error={error} />
        <Group justify="flex-end" mt="lg" gap="xs">
          <Button variant="default" onClick={onClose}>
            {no}
          </Button>
          <Button type="submit" loading={pending} disabled={disabled}>
            {yes}
          </Button>
        </Group>
      </form>
    </FilledDialog>
  );
}
