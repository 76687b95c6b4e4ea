/** The office hub: this desktop runs the server for the others of its network. */
import { Alert, Button, Group, NumberInput, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { refreshSync } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useCommand } from '../../../data/use-command.ts';
import { formatTime } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { ErrorText } from '../../../ui/error-text.tsx';
import classes from '../settings.module.css';
import { HubBackup } from './hub-backup.tsx';
import { useSealFirst } from './seal-first.tsx';

/** How often main is asked how the hub stands while it is shown, milliseconds. */
const ASK_EVERY = 1000;

/** Shown where the company is kept by no server yet, or by this desktop. */
export function HubSection({ connected }: { readonly connected: boolean }) {
  const t = useText('sync');
  const hub = useBooks('hub.state', {});
  const switchOn = useCommand('hub.on');
  const seal = useSealFirst(!connected);
  const { again, data } = hub;
  useEffect(() => {
    const timer = setInterval(again, ASK_EVERY);
    return () => clearInterval(timer);
  }, [again]);
  if (!data || (connected && !data.keeps)) return null;
  const turnOn = async (port: number | null): Promise<void> => {
    if (!(await seal.settle())) return;
    await switchOn.run({ port });
    again();
    await refreshSync();
  };
  const off = data.state === 'off';
  // Running for another company of this desktop: this one can come to it as well.
  const forOthers = data.state === 'on' && !data.keeps;
  return (
    <section className={classes.section}>
      <Title order={3}>{t(off || forOthers ? 'hub.offer' : 'hub')}</Title>
      <Text size="sm" c="var(--quiet)" mb="sm" maw={560}>
        {t('hub.text')}
      </Text>
      {off || forOthers ? (
        <>
          {data.keeps && (
            <Alert role="status" variant="light" color="petrol" mb="sm" title={t('hub.state.off')} />
          )}
          {seal.field}
          <Button mt={seal.field ? 'sm' : 0} loading={switchOn.pending} onClick={() => void turnOn(null)}>
            {t('hub.on')}
          </Button>
        </>
      ) : (
        <Running hub={data} changing={switchOn.pending} onPort={turnOn} onChange={again} />
      )}
      <ErrorText error={switchOn.error} />
    </section>
  );
}

interface RunningProps {
  readonly hub: OutputOf<'hub.state'>;
  readonly changing: boolean;
  readonly onPort: (port: number) => Promise<void>;
  readonly onChange: () => void;
}

function Running({ hub, changing, onPort, onChange }: RunningProps) {
  const t = useText('sync');
  const switchOff = useCommand('hub.off');
  const { state, why, at, port, addresses } = hub;
  const askOff = async (): Promise<void> => {
    const yes = await confirm({
      title: t('hub.off-title'),
      text: t('hub.off-text'),
      yes: t('hub.off'),
      no: t('hub.keep'),
    });
    if (!yes) return;
    await switchOff.run({});
    onChange();
  };
  const alone = state === 'on' && addresses.length === 0;
  return (
    <>
      <Alert
        role="status"
        variant="light"
        mb="sm"
        color={why ? 'red' : state === 'on' && !alone ? 'green' : 'petrol'}
        title={
          why
            ? t(`hub.why.${why}`, { port: String(port) })
            : t(alone ? 'hub.state.on-alone' : `hub.state.${state as 'on'}`)
        }
      >
        {at === null ? null : t('hub.next', { time: formatTime(at) })}
      </Alert>
      {addresses.length > 0 && (
        <dl className={classes.facts}>
          <dt>{t('hub.addresses')}</dt>
          <dd>{addresses.join(', ')}</dd>
        </dl>
      )}
      {why === 'port-taken' && <PortForm port={port} changing={changing} onPort={onPort} />}
      <Text size="sm" c="var(--quiet)" maw={560} mb="xs">
        {t('hub.firewall', { port: String(port) })}
      </Text>
      <Text size="sm" c="var(--quiet)" maw={560} mb="sm">
        {t('hub.copies')}
      </Text>
      <HubBackup last={hub.backup} isServing={state === 'on'} onChange={onChange} />
      <Button mt="md" variant="default" loading={switchOff.pending} onClick={() => void askOff()}>
        {t('hub.off')}
      </Button>
      <ErrorText error={switchOff.error} />
    </>
  );
}

/** The lowest port that a program may take without being the system's, and the highest there is. */
const [LOWEST, HIGHEST] = [1024, 65_535];

function PortForm({
  port,
  changing,
  onPort,
}: Pick<RunningProps, 'changing' | 'onPort'> & { readonly port: number }) {
  const t = useText('sync');
  const [chosen, setChosen] = useState(Math.min(port + 1, HIGHEST));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void onPort(chosen);
      }}
    >
      <Group align="flex-end" gap="xs" mb="sm">
        <NumberInput
          label={t('hub.port')}
          min={LOWEST}
          max={HIGHEST}
          clampBehavior="blur"
          allowDecimal={false}
          hideControls
          value={chosen}
          onChange={(value) => setChosen(Math.min(HIGHEST, Math.max(LOWEST, Number(value) || LOWEST)))}
        />
        <Button type="submit" loading={changing}>
          {t('hub.port-change')}
        </Button>
      </Group>
    </form>
  );
}
