/** The company's record: where it lies, whether it is whole, how it is backed up; the program itself. */
import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useCompany, useSession } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatCount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { confirm } from '../../ui/confirm.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { notifyDone } from '../../ui/notify.ts';
import classes from './settings.module.css';

export function RecordSettings() {
  const t = useText('settings');
  const app = useSession((state) => state.app);
  const company = useCompany();
  const counts = useBooks('books.counts', {});
  const known = (count: number | undefined): string => (count === undefined ? '–' : formatCount(count));
  if (!app) return null;
  return (
    <div className={classes.form}>
      <Title order={2} mb="sm">
        {t('tab.record')}
      </Title>
      <dl className={classes.facts}>
        <dt>{t('record.company')}</dt>
        <dd>{company?.company.name}</dd>
        <dt>{t('record.holds')}</dt>
        <dd>
          {t('record.counts', {
            customers: known(counts.data?.customers),
            documents: known(counts.data?.documents),
            payments: known(counts.data?.payments),
          })}
        </dd>
        <dt>{t('record.folder')}</dt>
        <dd>{app.dataFolder}</dd>
        <dt>{t('record.log')}</dt>
        <dd>{app.logFile}</dd>
        <dt>{t('record.version')}</dt>
        <dd>{app.version}</dd>
        <dt>{t('update.feed')}</dt>
        <dd>{app.settings.updateFeed || t('update.none')}</dd>
      </dl>
      <RecordWork />
      <section className={classes.section}>
        <Title order={3}>{t('record.backup')}</Title>
        <Text size="sm" c="var(--quiet)" maw={560}>
          {t('record.backup-text')}
        </Text>
      </section>
    </div>
  );
}

function RecordWork() {
  const t = useText('settings');
  const verify = useCommand('companies.verify');
  const rebuild = useCommand('companies.rebuildBooks');
  const show = useCommand('companies.showFolder');
  const [found, setFound] = useState<{ intact: boolean; commits: number; problem: string | null } | null>(
    null,
  );
  const askRebuild = async (): Promise<void> => {
    const yes = await confirm({
      title: t('record.rebuild-title'),
      text: t('record.rebuild-text'),
      yes: t('record.rebuild'),
      no: t('record.rebuild-no'),
    });
    if (!yes) return;
    const reply = await rebuild.run({});
    if (reply.ok) notifyDone(t('record.rebuilt'));
  };
  const check = async (): Promise<void> => {
    setFound(null);
    const reply = await verify.run({});
    if (reply.ok) setFound(reply.value);
  };
  return (
    <>
      <Group gap="xs">
        <Button variant="default" loading={verify.pending} onClick={() => void check()}>
          {t('record.verify')}
        </Button>
        <Button variant="default" loading={rebuild.pending} onClick={() => void askRebuild()}>
          {t('record.rebuild')}
        </Button>
        <Button variant="default" onClick={() => void show.run({})}>
          {t('record.show-folder')}
        </Button>
      </Group>
      {found && (
        <Alert
          mt="sm"
          role="status"
          color={found.intact ? 'green' : 'red'}
          variant="light"
          title={
            found.intact ? t('record.intact', { commits: formatCount(found.commits) }) : t('record.broken')
          }
        >
          {found.intact ? t('record.intact-text') : `${found.problem ?? ''} ${t('record.broken-text')}`}
        </Alert>
      )}
      <ErrorText error={verify.error ?? rebuild.error ?? show.error} />
    </>
  );
}
