/** Several desktops, one company: how the line to the server stands, what waits, and which desktops take part (SY6, DV). */
import { Alert, Button, Group, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { SyncStatus } from '../../../../../shared/contract/sync.ts';
import { go } from '../../../app/navigation.ts';
import { useCompany, useSession, useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useErrorWords } from '../../../text/error-words.ts';
import { formatCount, formatInstant, formatTime } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { ProxyForm } from '../../../ui/proxy-form.tsx';
import { Progress } from '../../../ui/task-progress.tsx';
import classes from '../settings.module.css';
import { ConnectForm } from './connect-form.tsx';
import { DesktopList } from './desktop-list.tsx';
import { HubSection } from './hub-section.tsx';
import { RecentEntries } from './recent-entries.tsx';
import { RecoverForm } from './recover-form.tsx';
import { SealSection } from './seal-section.tsx';
import { SetAsideList } from './set-aside.tsx';

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
      {status.phase !== 'off' && <SetAsideList lines={status.setAside} />}
      {status.phase !== 'off' && manages && <HubSection connected />}
      {lacksKey(status) && <RecoverForm />}
      {status.phase !== 'off' && <DesktopList manages={manages} />}
      {manages && <SealSection connected={status.phase !== 'off'} />}
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
          <ConnectForm first={manages} onDone={() => setOpen(false)} />
        ) : (
          <Button variant="default" onClick={() => setOpen(true)}>
            {t('connect')}
          </Button>
        )}
      </section>
    </>
  );
}

const lacksKey = ({ problem, setAside }: SyncStatus): boolean =>
  problem === 'no-key' || setAside.some(({ why }) => why === 'no-key');

/** Whether this desktop's standing at the server is what is wrong: then a new code helps. */
const needsCode = (problem: SyncStatus['problem']): boolean =>
  problem !== null &&
  ['unknown-device', 'revoked', 'forked', 'device-taken', 'certificate', 'not-allowed'].includes(problem);

function Standing({ status }: { readonly status: SyncStatus }) {
  const t = useText('sync');
  const words = useErrorWords();
  const [connecting, setConnecting] = useState(false);
  const now = useCommand('sync.now');
  const pause = useCommand('sync.pause');
  const today = useToday();
  const toReview = useBooks('review.list', { today }, { keepPrevious: true }).data?.count ?? 0;
  const { phase, problem, unsent, received, contact, nextTry, progress, pausedByHand, unread } = status;
  const said = problem && words({ kind: 'sync', problem, detail: '' });
  const isAside = status.setAside.length > 0;
  const phaseWords =
    phase === 'paused' && !pausedByHand
      ? 'paused-metered'
      : phase === 'up-to-date' && isAside
        ? 'up-to-date-aside'
        : phase;
  const entries = (count: number): string =>
    count === 0 ? t('state.unsent-none') : t('state.count', { count });
  return (
    <section className={classes.section} aria-label={t('state')}>
      <Alert
        role="status"
        variant="light"
        color={phase === 'stopped' ? 'red' : phase === 'up-to-date' && !isAside ? 'green' : 'petrol'}
        title={said && phase !== 'paused' ? said.what : t(`phase.${phaseWords as 'waiting'}`)}
      >
        {said && phase !== 'paused' ? said.todo : null}
      </Alert>
      <ProxyForm problem={problem} />
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
        <dt>{t('state.review')}</dt>
        <dd>
          {toReview === 0 ? (
            t('state.review-none')
          ) : (
            <Button size="compact-sm" variant="default" onClick={() => void go({ screen: 'review' })}>
              {t('state.count', { count: toReview })}
            </Button>
          )}
        </dd>
        {unread > 0 && (
          <>
            <dt>{t('state.unread')}</dt>
            <dd>{t('state.unread-what', { count: unread })}</dd>
          </>
        )}
        {nextTry !== null && (
          <>
            <dt>{t('state.next')}</dt>
            <dd>{formatTime(nextTry)}</dd>
          </>
        )}
      </dl>
      <RecentEntries waiting={unsent} came={received} />
      <Group gap="xs" mb="sm">
        <Button
          variant="default"
          loading={now.pending}
          disabled={phase === 'paused'}
          onClick={() => void now.run({})}
        >
          {t('state.now')}
        </Button>
        <Button variant="default" onClick={() => void pause.run({ paused: !pausedByHand })}>
          {pausedByHand ? t('state.resume') : t('state.pause')}
        </Button>
        {(phase === 'stopped' || problem === 'certificate') && needsCode(problem) && !connecting && (
          <Button onClick={() => setConnecting(true)}>{t('connect.again')}</Button>
        )}
      </Group>
      {status.tellsMetered && (
        <Switch
          mb="sm"
          label={t('state.metered')}
          checked={status.pauseOnMetered}
          onChange={(event) => void pause.run({ pauseOnMetered: event.currentTarget.checked })}
        />
      )}
      <ErrorText error={now.error ?? pause.error} />
      {connecting && <ConnectForm onDone={() => setConnecting(false)} />}
    </section>
  );
}
