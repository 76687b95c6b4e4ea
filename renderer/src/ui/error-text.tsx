/** What went wrong and what to do, beside its cause. */
import { Alert, Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
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
}

/** In place of a screen or a list that could not be shown. */
export function ErrorPanel({ error, onRetry }: ErrorPanelProps) {
  const t = useText('common');
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
        <Button mt="sm" size="xs" variant="default" onClick={onRetry}>
          {t('try-again')}
        </Button>
      )}
    </Alert>
  );
}
