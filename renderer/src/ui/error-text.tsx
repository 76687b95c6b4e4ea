/** What went wrong and what to do, beside its cause. */
import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { AppError } from '../../../shared/errors/index.ts';
import { useErrorWords } from '../text/error-words.ts';
import { useText } from '../text/i18n.ts';

/** One line or two below a form or a control; nothing when there is no error. */
export function ErrorText({ error }: { readonly error: AppError | null | undefined }) {
  const words = useErrorWords();
  if (!error || error.kind === 'cancelled') return null;
  const { what, todo } = words(error);
  return (
    <Text size="sm" c="var(--bad)" role="alert">
      {what} {todo}
    </Text>
  );
}

export interface ErrorPanelProps {
  readonly error: AppError;
  readonly onRetry?: (() => void) | undefined;
  /** Trying again is what a dialog begins with, or goes on with where the field in which the focus stood is gone. */
  readonly isFocused?: boolean;
}

/** In place of a screen or a list that could not be shown. */
export function ErrorPanel({ error, onRetry, isFocused = false }: ErrorPanelProps) {
  const t = useText('common');
  const again = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isFocused) again.current?.focus();
  }, [isFocused]);
  const words = useErrorWords();
  const { what, todo } = words(error);
  return (
    <Alert
      icon={<IconAlertTriangle />}
      color="red"
      variant="light"
      title={what}
      role="alert"
      my="md"
      maw={640}
    >
      <Text size="sm">{todo}</Text>
      {onRetry && (
        <Button
          ref={again}
          mt="sm"
          size="xs"
          variant="default"
          data-autofocus={isFocused ? true : undefined}
          onClick={onRetry}
        >
          {t('try-again')}
        </Button>
      )}
    </Alert>
  );
}
