/** Several desktops, one company: how the line to the server stands, what waits, and which desktops take part (SY6, DV). */
import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { SyncStatus } from '../../../../../shared/contract/sync.ts';
import { useCompany, useSession } from '../../../data/session.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useErrorWords } from '../../../text/error-words.ts';
import { formatCount, formatInstant, formatTime } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { Progress } from '../../../ui/task-progress.tsx';
import classes from '../settings.module.css';
import { ConnectForm } from './connect-form.tsx';
import { DesktopList } from './desktop-list.tsx';
import { HubSection } from './hub-section.tsx';

export function DesktopSettings() {
  const t = useText('sync');
  const status = useSession(({ sync }) => sync);
  const company = useCompany();
  if (!status || !company) return null;
  const manages = company.user.role === 'owner' || company.user.role === 'manager';
  return (
    <div className={classes.form}>
      <Title order={2}>{t('title')}</Title>
      <Text size="sm" c="var(--quiet)" mb="md">
        {t('text')}
      </Text>
      {status.phase === 'off' ? <NotConnected manages={manages} /> : <Standing status={status} />}
      {status.phase !== 'off' && manages && <HubSection connected />}
      {status.phase !== 'off' && <DesktopList manages={manages} />}
    </div>
  );
}

function NotConnected({ manages }: { readonly manages: boolean }) {
  const t = useText('sync');
  const [open, setOpen] = useState(false);
  return (
    <>
      <section className={classes.section}>
        <Title order={3}>{t('off.title')}</Title>
        <Text size="sm" c="var(--quiet)" maw={560}>
          {t('off.text')}
        </Text>
      </section>
      {manages && <HubSection connected={false} />}
      <section className={classes.section}>
        <Text size="sm" c="var(--quiet)" mb="sm">
          {t('off.or')}
        </Text>
        {open ? (
          <ConnectForm onDone={() => setOpen(false)} />
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('connect')}
          </Button>
        )}
      </section>
    </>
  );
}

function Standing({ status }: { readonly status: SyncStatus }) {
  const t = useText('sync');
  const words = useErrorWords();
  const [connecting, setConnecting] = useState(false);
  const now = useCommand('sync.now');
  const pause = useCommand('sync.pause');
  const { phase, problem, unsent, received, contact, nextTry, progress, pausedByHand } = status;
  const said = problem && words({ kind: 'sync', problem, detail: '' });
  const entries = (count: number): string =>
    count === 0 ? t('state.unsent-none') : t('state.count', { count });
  return (
    <section className={classes.section} aria-label={t('state')}>
      <Alert
        role="status"
        variant="light"
        color={phase === 'stopped' ? 'red' : phase === 'up-to-date' ? 'green' : 'petrol'}
        title={said && phase !== 'paused' ? said.what : t(`phase.${phase as 'waiting'}`)}
      >
        {said && phase !== 'paused' ? said.todo : null}
      </Alert>
      {progress && (
        <Progress
          label={t('state.progress', {
            done: formatCount(progress.done),
            total: formatCount(progress.total),
          })}
          done={progress.done}
          total={progress.total}
        />
      )}
      <dl className={classes.facts}>
        <dt>{t('state.server')}</dt>
        <dd>{status.address}</dd>
        <dt>{t('state.unsent')}</dt>
        <dd>{entries(unsent)}</dd>
        <dt>{t('state.received')}</dt>
        <dd>{entries(received)}</dd>
        <dt>{t('state.contact')}</dt>
        <dd>{contact === null ? t('state.never') : formatInstant(contact)}</dd>
        {nextTry !== null && (
          <>
            <dt>{t('state.next')}</dt>
            <dd>{formatTime(nextTry)}</dd>
          </>
        )}
      </dl>
      <Group gap="xs" mb="sm">
        <Button variant="default" loading={now.pending} onClick={() => void now.run({})}>
          {t('state.now')}
        </Button>
        <Button variant="default" onClick={() => void pause.run({ paused: !pausedByHand })}>
          {pausedByHand ? t('state.resume') : t('state.pause')}
        </Button>
        {phase === 'stopped' && !connecting && (
          <Button onClick={() => setConnecting(true)}>{t('connect.again')}</Button>
        )}
      </Group>
      <ErrorText error={now.error ?? pause.error} />
      {connecting && <ConnectForm onDone={() => setConnecting(false)} />}
    </section>
  );
}
