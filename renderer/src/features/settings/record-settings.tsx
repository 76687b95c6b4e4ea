/** The company's record: where it lies, whether it is whole, how it is backed up; the program itself. */
import { Alert, Button, Code, Group, List, Text, Title } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { useActions } from '../../app/shortcuts.ts';
import { useCompany, useSession } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatCount } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { confirm } from '../../ui/confirm.tsx';
import { ErrorText } from '../../ui/error-text.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { MoveSection } from './move-section.tsx';
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
      <MoveSection />
    </div>
  );
}

function RecordWork() {
  const t = useText('settings');
  const verify = useCommand('companies.verify');
  const rebuild = useCommand('companies.rebuildBooks');
  const show = useCommand('companies.showFolder');
  const [found, setFound] = useState<RecordCheck | null>(null);
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
    if (verify.pending) return;
    setFound(null);
    const reply = await verify.run({});
    if (reply.ok) setFound(reply.value);
    else if (reply.error.kind === 'cancelled') notifyDone(t('record.stopped'));
  };
  useActions([{ id: 'settings.check', label: t('record.verify'), run: () => void check() }]);
  const error = verify.error?.kind === 'cancelled' ? null : verify.error;
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
      {found && <Found found={found} />}
      <ErrorText error={error ?? rebuild.error ?? show.error} />
    </>
  );
}

type RecordCheck = OutputOf<'companies.verify'>;

/** How many findings are listed one by one. */
const LISTED = 8;

/** What a check found, in plain words; the technical ones stand beside them for whoever helps. */
function Found({ found }: { readonly found: RecordCheck }) {
  const t = useText('settings');
  const { intact, findings } = found;
  return (
    <Alert
      mt="sm"
      maw={640}
      role="status"
      color={intact ? 'green' : 'red'}
      variant="light"
      title={intact ? t('record.intact', { commits: formatCount(found.commits) }) : t('record.broken')}
    >
      {intact
        ? t('record.intact-text', {
            frames: formatCount(found.frames),
            signatures: formatCount(found.signatures),
            files: formatCount(found.files),
          })
        : t('record.broken-text')}
      {intact && findings.length > 0 && <Text size="sm">{t('record.mended')}</Text>}
      {findings.length > 0 && (
        <List size="sm" mt="xs">
          {findings.slice(0, LISTED).map(({ what, detail, mended }) => (
            <List.Item key={`${what} ${detail}`}>
              {t(`finding.${what}${mended && MENDABLE.has(what) ? '-mended' : ''}` as 'finding.frame')}{' '}
              {detail !== '' && <Code>{detail}</Code>}
            </List.Item>
          ))}
          {findings.length > LISTED && <List.Item>{formatCount(findings.length - LISTED)} +</List.Item>}
        </List>
      )}
    </Alert>
  );
}

const MENDABLE: ReadonlySet<string> = new Set(['frame', 'books', 'fold']);
