/** Before a company is open: set one up, try the demo, or open one that is there. */
import { Button, Group, Text, Title, UnstyledButton } from '@mantine/core';
import { IconBuildingStore, IconDevicesPlus, IconFlask, IconTruckDelivery } from '@tabler/icons-react';
import { useState } from 'react';
import { profileForRegion, profileOf } from '../../../../shared/domain/profiles.ts';
import { newId } from '../../data/ids.ts';
import type { AppState } from '../../data/session.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatInstant } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { ArriveForm } from './arrive-form.tsx';
import { CompanyForm } from './company-form.tsx';
import classes from './first-run.module.css';
import { JoinForm } from './join-form.tsx';
import { regionOf } from './region.ts';

const DEMO_INVOICES = 400;

export interface FirstRunProps {
  readonly app: AppState;
  /** Given while a company stands open behind this. */
  readonly onCancel?: () => void;
}

export function FirstRun({ app, onCancel }: FirstRunProps) {
  const t = useText('first-run');
  const [form, setForm] = useState<'new' | 'join' | 'arrive' | null>(null);
  if (form === 'new') return <CompanyForm app={app} onBack={() => setForm(null)} />;
  if (form === 'join') return <JoinForm onBack={() => setForm(null)} />;
  if (form === 'arrive') return <ArriveForm onBack={() => setForm(null)} />;
  return (
    <main className={classes.screen}>
      <div className={classes.welcome}>
        <Title order={1}>{app.companies.length === 0 ? t('welcome') : t('choose')}</Title>
        <Text c="var(--quiet)" mb="lg">
          {t('welcome.text')}
        </Text>
        <Choices
          onNew={() => setForm('new')}
          onJoin={() => setForm('join')}
          onArrive={() => setForm('arrive')}
          app={app}
        />
        <KnownCompanies app={app} />
        {onCancel && (
          <Group mt="lg">
            <Button variant="default" onClick={onCancel}>
              {t('cancel')}
            </Button>
          </Group>
        )}
        <Text size="xs" c="var(--quiet)" mt="xl">
          {t('where', { folder: app.dataFolder })}
        </Text>
      </div>
    </main>
  );
}

interface ChoicesProps {
  readonly app: AppState;
  readonly onNew: () => void;
  readonly onJoin: () => void;
  readonly onArrive: () => void;
}

function Choices({ onNew, onJoin, onArrive, app }: ChoicesProps) {
  const t = useText('first-run');
  const sync = useText('sync');
  const moving = useText('moving');
  const demo = useCommand('companies.createDemo');
  const [commandId] = useState(newId);
  const profile = profileForRegion(regionOf(app.locale));
  return (
    <>
      <div className={classes.choices}>
        <UnstyledButton
          className={classes.choice}
          onClick={onNew}
          autoFocus={app.companies.length === 0}
          disabled={demo.pending}
        >
          <IconBuildingStore size={26} stroke={1.5} />
          <strong>{t('new')}</strong>
          <span>{t('new.text')}</span>
        </UnstyledButton>
        <UnstyledButton
          className={classes.choice}
          disabled={demo.pending}
          onClick={() => void demo.run({ commandId, profile, name: t('demo.name'), invoices: DEMO_INVOICES })}
        >
          <IconFlask size={26} stroke={1.5} />
          <strong>{demo.pending ? t('demo.making') : t('demo')}</strong>
          <span>{t('demo.text', { country: profileOf(profile).name })}</span>
        </UnstyledButton>
        <UnstyledButton className={classes.choice} onClick={onJoin} disabled={demo.pending}>
          <IconDevicesPlus size={26} stroke={1.5} />
          <strong>{sync('join')}</strong>
          <span>{sync('join.text')}</span>
        </UnstyledButton>
        <UnstyledButton className={classes.choice} onClick={onArrive} disabled={demo.pending}>
          <IconTruckDelivery size={26} stroke={1.5} />
          <strong>{moving('arrive')}</strong>
          <span>{moving('arrive.text')}</span>
        </UnstyledButton>
      </div>
      <ErrorText error={demo.error} />
    </>
  );
}

function KnownCompanies({ app }: { readonly app: AppState }) {
  const t = useText('first-run');
  const open = useCommand('companies.open');
  if (app.companies.length === 0) return null;
  const newestFirst = app.companies.toSorted((left, right) => right.opened - left.opened);
  return (
    <section aria-label={t('known')}>
      <Title order={2} mt="xl" mb="xs">
        {t('known')}
      </Title>
      {newestFirst.map(({ id, name, opened }, index) => (
        <UnstyledButton
          key={id}
          className={classes.known}
          // Enter opens the company that was open last.
          autoFocus={index === 0}
          disabled={open.pending}
          onClick={() => void open.run({ id })}
        >
          <span className={classes.name}>{name}</span>
          <span className={classes.opened}>{t('opened', { when: formatInstant(opened) })}</span>
        </UnstyledButton>
      ))}
      <ErrorText error={open.error} />
    </section>
  );
}
