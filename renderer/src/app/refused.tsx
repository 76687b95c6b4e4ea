/** A company that could not be opened: why, and what can be done that loses nothing. */
import { Button, Code, Group, Text, Title } from '@mantine/core';
import type { CompanyState } from '../../../shared/contract/app.ts';
import type { AppState } from '../data/session.ts';
import { useCommand } from '../data/use-command.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from '../ui/error-text.tsx';
import classes from './standing.module.css';
import { useWindow } from './window-store.ts';

interface RefusedProps {
  readonly company: Extract<CompanyState, { state: 'refused' }>;
  readonly app: AppState;
}

export function Refused({ company, app }: RefusedProps) {
  const t = useText('shell');
  const open = useCommand('companies.open');
  const close = useCommand('companies.close');
  const show = useCommand('companies.showFolder');
  const { id, name } = company.company;
  return (
    <main className={classes.standing}>
      <div className={classes.card}>
        <Title order={1}>{t('refused.title', { name })}</Title>
        <Text mt="sm" role="alert">
          {t(`refused.${company.reason}.what`)}
        </Text>
        <Text mt={4}>{t(`refused.${company.reason}.todo`)}</Text>
        {company.detail !== '' && (
          <Code block mt="sm">
            {company.detail}
          </Code>
        )}
        <Group mt="lg" gap="xs">
          <Button loading={open.pending} onClick={() => void open.run({ id })} autoFocus>
            {t('refused.again')}
          </Button>
          <Button variant="default" onClick={() => void show.run({})}>
            {t('folder.show')}
          </Button>
          <Button
            variant="default"
            onClick={() => void close.run({}).then(() => useWindow.setState({ settingUp: false }))}
          >
            {t('refused.other')}
          </Button>
        </Group>
        <ErrorText error={open.error ?? show.error ?? close.error} />
        <Text size="xs" c="var(--quiet)" mt="lg">
          {t('refused.where', { folder: app.dataFolder, log: app.logFile })}
        </Text>
      </div>
    </main>
  );
}
