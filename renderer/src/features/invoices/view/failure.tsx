/** Why an action on an issued invoice was refused and what to do instead; stays until it is read. */
import { Alert, Text } from '@mantine/core';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { useErrorWords } from '../../../text/error-words.ts';
import { useText } from '../../../text/i18n.ts';

export function Failure({
  error,
  onDismiss,
}: {
  readonly error: AppError | null;
  readonly onDismiss: () => void;
}) {
  const t = useText('invoices');
  const words = useErrorWords();
  if (!error || error.kind === 'cancelled') return null;
  const { what, todo } = words(error);
  return (
    <Alert
      color="red"
      variant="light"
      title={what}
      role="alert"
      withCloseButton
      closeButtonLabel={t('print.dismiss')}
      onClose={onDismiss}
    >
      <Text size="sm">{todo}</Text>
    </Alert>
  );
}
