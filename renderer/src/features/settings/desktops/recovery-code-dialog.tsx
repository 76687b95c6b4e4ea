/** A new recovery code (DV5): shown once, printed or written down, and typed again before it counts. */
import { Button, Group, Modal, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../data/ids.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import classes from '../settings.module.css';

export interface RecoveryCodeDialogProps {
  readonly code: string;
  /** What becomes of what was sent before, or of the code before. */
  readonly note: string;
  /** `sealed`: the code was typed again, and what goes out is encrypted from now on. */
  readonly onClose: (sealed: boolean) => void;
}

export function RecoveryCodeDialog({ code, note, onClose }: RecoveryCodeDialogProps) {
  const t = useText('sync');
  const c = useText('common');
  const seal = useCommand('sync.seal');
  const [commandId] = useState(newId);
  const [typing, setTyping] = useState(false);
  const [typed, setTyped] = useState('');
  const submit = async (): Promise<void> => {
    const reply = await seal.run({ commandId, code: typed });
    if (!reply.ok) return;
    notifyDone(t('seal.done'));
    onClose(true);
  };
  return (
    <Modal
      opened
      onClose={() => onClose(false)}
      title={t('seal.code')}
      size="lg"
      closeButtonProps={{ 'aria-label': c('close') }}
    >
      {typing ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <TextInput
            label={t('seal.type')}
            maxLength={60}
            spellCheck={false}
            data-autofocus
            autoFocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <ErrorText error={seal.error} />
          <Group mt="lg" gap="xs">
            <Button type="submit" loading={seal.pending} disabled={typed.trim() === ''}>
              {t('seal.confirm')}
            </Button>
            <Button variant="default" onClick={() => setTyping(false)}>
              {t('join.back')}
            </Button>
          </Group>
        </form>
      ) : (
        <>
          <Text size="sm">{t('seal.code-text')}</Text>
          <div className={classes.printed}>
            <Text className={classes.onPaper}>{t('seal.code')}</Text>
            <output className={classes.recovery}>{code}</output>
            <Text className={classes.onPaper} size="sm">
              {t('seal.lost')}
            </Text>
          </div>
          <Text size="sm" mb="xs">
            {t('seal.lost')}
          </Text>
          <Text size="sm">{note}</Text>
          <Group mt="lg" gap="xs">
            <Button data-autofocus onClick={() => setTyping(true)}>
              {t('seal.next')}
            </Button>
            <Button variant="default" onClick={() => window.print()}>
              {t('seal.print')}
            </Button>
            <Button variant="default" onClick={() => onClose(false)}>
              {c('cancel')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
