/** Joining an office that already uses Counterfoil (DV1): a code, six digits to compare, and a person's answer there. */
import { Button, Group, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { formatTime } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { LineField } from '../../ui/form-fields.tsx';
import { ProxyForm } from '../../ui/proxy-form.tsx';
import { isReachable, NO_REACH, type Reach, ReachFields } from '../../ui/reach-fields.tsx';
import { useCommandForm } from '../../ui/use-command-form.ts';
import classes from './first-run.module.css';
import { FoundHubs } from './found-hubs.tsx';

interface Typed extends Reach {
  /** `null`: not asked for. */
  readonly recovery: string | null;
}

/** How often main is asked how the attempt stands, milliseconds. */
const ASK_EVERY = 700;

export function JoinForm({ onBack }: { readonly onBack: () => void }) {
  const t = useText('sync');
  const cancel = useCommand('sync.cancelJoin');
  const joining = useBooks('sync.joining', {});
  const [asked, setAsked] = useState(false);
  const state = joining.data ?? { state: 'none' };
  const { again } = joining;
  useEffect(() => {
    if (!asked) return undefined;
    const timer = setInterval(again, ASK_EVERY);
    return () => clearInterval(timer);
  }, [asked, again]);

  const ask = (isAsked: boolean): void => {
    setAsked(isAsked);
    again();
  };
  const {
    form,
    command: join,
    send,
  } = useCommandForm<'sync.join', Typed>('sync.join', {
    start: { ...NO_REACH, recovery: null },
    sent: ({ recovery, ...reach }) => ({ ...reach, recovery: recovery ?? '' }),
    onDone: () => ask(true),
    onRefused: () => ask(false),
  });
  const typed = form.watch();
  const submit = async (): Promise<void> => {
    if (isReachable(typed)) await send();
  };
  const stop = async (): Promise<void> => {
    await cancel.run({});
    ask(false);
  };
  const failed =
    state.state === 'failed' ? ({ kind: 'sync', problem: state.problem, detail: '' } as const) : null;
  const busy = asked && (state.state === 'asking' || state.state === 'waiting' || state.state === 'opening');
  return (
    <main className={classes.screen}>
      <FormProvider {...form}>
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
                <FoundHubs onUse={(address) => form.setValue('address', address)} />
                <ReachFields />
                {typed.recovery === null ? (
                  <Button
                    mt="sm"
                    size="compact-sm"
                    variant="subtle"
                    onClick={() => form.setValue('recovery', '')}
                  >
                    {t('join.recovery')}
                  </Button>
                ) : (
                  <LineField
                    name="recovery"
                    label={t('join.recovery-code')}
                    description={t('join.recovery-help')}
                    maxLength={60}
                    spellCheck={false}
                    autoFocus
                    mt="sm"
                  />
                )}
              </>
            )}
            <ErrorText
              error={join.error?.kind === 'invalid' ? null : (join.error ?? (asked ? failed : null))}
            />
            <ProxyForm problem={!busy && asked && failed ? failed.problem : null} onSaved={submit} />
          </section>
          <Group gap="xs">
            {busy ? (
              <Button variant="default" onClick={() => void stop()}>
                {t('join.cancel')}
              </Button>
            ) : (
              <>
                <Button type="submit" loading={join.pending} disabled={!isReachable(typed)}>
                  {t('join.begin')}
                </Button>
                <Button variant="default" onClick={onBack}>
                  {t('join.back')}
                </Button>
              </>
            )}
          </Group>
        </form>
      </FormProvider>
    </main>
  );
}

/** Six digits in two groups, as they are read aloud. */
const spaced = (digits: string): string => `${digits.slice(0, 3)} ${digits.slice(3)}`;
