/** A copy of what the office hub keeps, and taking it back: what the server's command line does, for an office without an administrator. */
import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { refreshSync } from '../../../data/session.ts';
import { useCommand } from '../../../data/use-command.ts';
import { formatInstant } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import classes from '../settings.module.css';

export interface HubBackupProps {
  readonly last: OutputOf<'hub.state'>['backup'];
  /** The hub serves. While it begins anew with a restored store it does not, and this stays for what came of it. */
  readonly isServing: boolean;
  readonly onChange: () => void;
}

export function HubBackup({ last, isServing, onChange }: HubBackupProps) {
  const t = useText('sync');
  const backUp = useCommand('hub.backup');
  const restore = useCommand('hub.restore');
  const [restored, setRestored] = useState(false);
  const make = async (): Promise<void> => {
    setRestored(false);
    await backUp.run({});
    onChange();
  };
  const take = async (): Promise<void> => {
    setRestored(false);
    const yes = await confirm({
      title: t('backup.restore-title'),
      text: t('backup.restore-text'),
      yes: t('backup.restore-yes'),
      no: t('backup.restore-no'),
      danger: true,
    });
    if (!yes) return;
    const reply = await restore.run({});
    setRestored(reply.ok && reply.value.restored);
    onChange();
    await refreshSync();
  };
  const error = backUp.error ?? restore.error;
  const isBusy = backUp.pending || restore.pending;
  if (!isServing && !isBusy && !restored && !error) return null;
  return (
    <section className={classes.section} aria-label={t('backup')}>
      <Title order={4} size="h3">
        {t('backup')}
      </Title>
      <Text size="sm" c="var(--quiet)" maw={560} mb="xs">
        {t('backup.text')}
      </Text>
      {last && (
        <dl className={classes.facts}>
          <dt>{t('backup.last')}</dt>
          <dd>{formatInstant(last.at)}</dd>
          <dt>{t('backup.place')}</dt>
          <dd>{last.folder}</dd>
        </dl>
      )}
      {restored && <Alert role="status" variant="light" color="green" mb="sm" title={t('backup.restored')} />}
      <Group gap="xs">
        <Button
          variant="default"
          loading={backUp.pending}
          disabled={!isServing || restore.pending}
          onClick={() => void make()}
        >
          {t('backup.make')}
        </Button>
        <Button
          variant="default"
          loading={restore.pending}
          disabled={!isServing || backUp.pending}
          onClick={() => void take()}
        >
          {t('backup.restore')}
        </Button>
      </Group>
      <ErrorText error={error} />
    </section>
  );
}
