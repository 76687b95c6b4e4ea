/** Says how safe the draft is: saved when, or that it is not, and why. */
import { Button, Text } from '@mantine/core';
import { memo } from 'react';
import { useErrorWords } from '../../../text/error-words.ts';
import { formatTime } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { useEntry } from './entry-context.ts';

export const SaveNote = memo(function SaveNote({ onRetry }: { readonly onRetry: () => void }) {
  const t = useText('invoices');
  const words = useErrorWords();
  const saved = useEntry((state) => state.saved);
  const error = useEntry((state) => state.saveError);
  if (error) {
    const { what, todo } = words(error);
    return (
      <Text component="div" size="sm" c="var(--bad)" role="alert" truncate>
        {t('entry.not-saved')} {what} {todo}{' '}
        <Button variant="subtle" size="compact-xs" onClick={onRetry}>
          {t('entry.save-again')}
        </Button>
      </Text>
    );
  }
  return (
    <Text size="sm" c="var(--quiet)" role="status">
      {saved.state === 'kept'
        ? t('entry.saved-at', { time: formatTime(saved.at) })
        : saved.state === 'typing'
          ? t('entry.saving')
          : ''}
    </Text>
  );
});
