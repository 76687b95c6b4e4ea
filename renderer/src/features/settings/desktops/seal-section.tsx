/** Encryption of what goes to the server (DV5): what it protects, what is lost with the code, and the code itself, once. */
import { Alert, Button, Group, Modal, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { newId } from '../../../data/ids.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import classes from '../settings.module.css';

export function SealSection() {
  const t = useText('sync');
  const sealing = useBooks('sync.sealing', {});
  const show = useCommand('sync.recoveryCode');
  const [code, setCode] = useState<string | null>(null);
  if (!sealing.data) return null;
  const { on } = sealing.data;
  const begin = async (): Promise<void> => {
    const reply = await show.run({});
    if (reply.ok) setCode(reply.value.code);
  };
  return (
    <section className={classes.section}>
      <Title order={3}>{t('seal')}</Title>
      <Text size="sm" c="var(--quiet)" mb="sm" maw={560}>
        {t('seal.text')}
      </Text>
      {on && <Alert role="status" variant="light" color="green" mb="sm" title={t('seal.on')} />}
      <Button variant="default" loading={show.pending} onClick={() => void begin()}>
        {t(on ? 'seal.again' : 'seal.begin')}
      </Button>
      <ErrorText error={show.error ?? sealing.error} />
      {code !== null && (
        <CodeDialog
          code={code}
          on={on}
          onClose={() => {
            setCode(null);
            sealing.again();
          }}
        />
      )}
    </section>
  );
}

interface CodeDialogProps {
  readonly code: string;
  readonly on: boolean;
  readonly onClose: () => void;
}

function CodeDialog({ code, on, onClose }: CodeDialogProps) {
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
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
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
          <Text size="sm">{t(on ? 'seal.again-text' : 'seal.before')}</Text>
          <Group mt="lg" gap="xs">
            <Button data-autofocus onClick={() => setTyping(true)}>
              {t('seal.next')}
            </Button>
            <Button variant="default" onClick={() => window.print()}>
              {t('seal.print')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {c('cancel')}
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
