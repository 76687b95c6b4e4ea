/** Encryption of what goes to the server (DV5): what it protects, what is lost with the code, and the code itself, once. */
import { Alert, Button, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import classes from '../settings.module.css';
import { RecoveryCodeDialog } from './recovery-code-dialog.tsx';

/** Before a company meets its first server the choice stands beside that (`useSealFirst`); here it can be made at any time later. */
export function SealSection({ connected }: { readonly connected: boolean }) {
  const t = useText('sync');
  const sealing = useBooks('sync.sealing', {});
  const show = useCommand('sync.recoveryCode');
  const [code, setCode] = useState<string | null>(null);
  if (!sealing.data) return null;
  const { on } = sealing.data;
  if (!on && !connected) return null;
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
        <RecoveryCodeDialog
          code={code}
          note={t(on ? 'seal.again-text' : 'seal.before')}
          onClose={() => {
            setCode(null);
            sealing.again();
          }}
        />
      )}
    </section>
  );
}
