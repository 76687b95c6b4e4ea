/** Joining an office that already uses Counterfoil (DV1): a code, six digits to compare, and a person's answer there. */
import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatTime } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { ProxyForm } from '../../ui/proxy-form.tsx';
import { isReachable, NO_REACH, ReachFields } from '../../ui/reach-fields.tsx';
import classes from './first-run.module.css';
import { FoundHubs } from './found-hubs.tsx';

/** How often main is asked how the attempt stands, milliseconds. */
const ASK_EVERY = 700;

export function JoinForm({ onBack }: { readonly onBack: () => void }) {
  const t = useText('sync');
  const join = useCommand('sync.join');
  const cancel = useCommand('sync.cancelJoin');
  const joining = useBooks('sync.joining', {});
  const [reach, setReach] = useState(NO_REACH);
  const [recovery, setRecovery] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const state = joining.data ?? { state: 'none' };
  const { again } = joining;
  useEffect(() => {
    if (!asked) return undefined;
    const timer = setInterval(again, ASK_EVERY);
    return () => clearInterval(timer);
  }, [asked, again]);

  const submit = async (): Promise<void> => {
    if (!isReachable(reach)) return;
    const reply = await join.run({ ...reach, recovery: recovery ?? '' });
    setAsked(reply.ok);
    again();
  };
  const stop = async (): Promise<void> => {
    await cancel.run({});
    setAsked(false);
    again();
  };
  const failed =
    state.state === 'failed' ? ({ kind: 'sync', problem: state.problem, detail: '' } as const) : null;
  const busy = asked && (state.state === 'asking' || state.state === 'waiting' || state.state === 'opening');
  return (
    <main className={classes.screen}>
      <form
        className={classes.form}
        noValidate
        onKeyDown={walkOnEnter(() => void submit())}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Title order={1}>{t('join')}</Title>
        <Text c="var(--quiet)" mb="lg">
          {t('join.text')}
        </Text>
        <section className={classes.card}>
          {busy ? (
            <div aria-live="polite">
              {state.state === 'asking' && <Text>{t('join.asking')}</Text>}
              {state.state === 'opening' && <Text>{t('join.opening')}</Text>}
              {state.state === 'waiting' && (
                <>
                  <Text>{t('join.digits')}</Text>
                  <output className={classes.digits}>{spaced(state.digits)}</output>
                  <Text size="sm" c="var(--quiet)">
                    {t('join.wait', { time: formatTime(state.expires) })}
                  </Text>
                </>
              )}
            </div>
          ) : (
            <>
              <FoundHubs onUse={(address) => setReach({ ...reach, address })} />
              <ReachFields reach={reach} error={join.error} onChange={setReach} />
              {recovery === null ? (
                <Button mt="sm" size="compact-sm" variant="subtle" onClick={() => setRecovery('')}>
                  {t('join.recovery')}
                </Button>
              ) : (
                <TextInput
                  label={t('join.recovery-code')}
                  description={t('join.recovery-help')}
                  value={recovery}
                  maxLength={60}
                  spellCheck={false}
                  autoFocus
                  mt="sm"
                  onChange={(event) => setRecovery(event.currentTarget.value)}
                />
              )}
            </>
          )}
          <ErrorText
            error={join.error?.kind === 'invalid' ? null : (join.error ?? (asked ? failed : null))}
          />
          <ProxyForm
            problem={!busy && asked && failed ? failed.problem : null}
            onSaved={() => void submit()}
          />
        </section>
        <Group gap="xs">
          {busy ? (
            <Button variant="default" onClick={() => void stop()}>
              {t('join.cancel')}
            </Button>
          ) : (
            <>
              <Button type="submit" loading={join.pending} disabled={!isReachable(reach)}>
                {t('join.begin')}
              </Button>
              <Button variant="default" onClick={onBack}>
                {t('join.back')}
              </Button>
            </>
          )}
        </Group>
      </form>
    </main>
  );
}

/** Six digits in two groups, as they are read aloud. */
const spaced = (digits: string): string => `${digits.slice(0, 3)} ${digits.slice(3)}`;
