/** The foot of a settings page: save, and once something is typed, discard. It stays in sight. */
import { Button, Text } from '@mantine/core';
import { useText } from '../../text/i18n.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import classes from './settings.module.css';

export interface SaveBarProps {
  readonly dirty: boolean;
  readonly pending: boolean;
  readonly onSave: () => Promise<void>;
  readonly onDiscard: () => void;
}

export function SaveBar({ dirty, pending, onSave, onDiscard }: SaveBarProps) {
  const t = useText('settings');
  const c = useText('common');
  return (
    <div className={classes.bar}>
      <ActionButton
        variant="filled"
        loading={pending}
        action={{
          id: 'settings.save',
          label: c('save'),
          keys: 'Mod+S',
          enabled: dirty,
          run: () => void onSave(),
        }}
      />
      {dirty && (
        <>
          <Button variant="subtle" onClick={onDiscard}>
            {c('discard')}
          </Button>
          <Text size="sm" c="var(--quiet)">
            {t('unsaved')}
          </Text>
        </>
      )}
    </div>
  );
}
