/** Connects the company to a server with a code from whoever keeps it. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import { refreshSync } from '../../../data/session.ts';
import { useText } from '../../../text/i18n.ts';
import { walkOnEnter } from '../../../ui/enter-walk.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { ProxyForm } from '../../../ui/proxy-form.tsx';
import { isReachable, NO_REACH, type Reach, ReachFields } from '../../../ui/reach-fields.tsx';
import { useCommandForm } from '../../../ui/use-command-form.ts';
import classes from '../settings.module.css';
import { useSealFirst } from './seal-first.tsx';

export interface ConnectFormProps {
  /** A manager brings the company to its first server. */
  readonly first?: boolean;
  readonly onDone: () => void;
}

export function ConnectForm({ first = false, onDone }: ConnectFormProps) {
  const t = useText('sync');
  const c = useText('common');
  const [digits, setDigits] = useState<string | null>(null);
  const seal = useSealFirst(first);
  const {
    form,
    command: { error, pending },
    send,
  } = useCommandForm<'sync.connect', Reach>('sync.connect', {
    start: NO_REACH,
    sent: (typed) => typed,
    onDone: async (reply) => {
      setDigits(reply.digits);
      if (reply.digits !== null) return;
      notifyDone(t('connect.done'));
      await refreshSync();
      onDone();
    },
  });
  const isEnough = isReachable(form.watch());
  const submit = async (): Promise<void> => {
    if (isEnough && (await seal.settle())) await send();
  };
  return (
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
        <ReachFields />
        {seal.field}
        {digits !== null && (
          <Text size="sm" mt="sm" role="status">
            {t('connect.waiting', { digits })}
          </Text>
        )}
        <ErrorText error={error?.kind === 'invalid' ? null : error} />
        <ProxyForm problem={error?.kind === 'sync' ? error.problem : null} onSaved={submit} />
        <Group mt="md" gap="xs">
          <Button type="submit" loading={pending} disabled={!isEnough}>
            {t('connect')}
          </Button>
          <Button variant="default" onClick={onDone}>
            {c('cancel')}
          </Button>
        </Group>
      </form>
    </FormProvider>
  );
}
