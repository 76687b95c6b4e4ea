/** Connects the company to a server with a code from whoever keeps it. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { refreshSync } from '../../../data/session.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { walkOnEnter } from '../../../ui/enter-walk.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { ProxyForm } from '../../../ui/proxy-form.tsx';
import { isReachable, NO_REACH, ReachFields } from '../../../ui/reach-fields.tsx';
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
  const connect = useCommand('sync.connect');
  const [reach, setReach] = useState(NO_REACH);
  const [digits, setDigits] = useState<string | null>(null);
  const seal = useSealFirst(first);
  const submit = async (): Promise<void> => {
    if (!isReachable(reach) || !(await seal.settle())) return;
    const reply = await connect.run(reach);
    if (!reply.ok) return;
    setDigits(reply.value.digits);
    if (reply.value.digits !== null) return;
    notifyDone(t('connect.done'));
    await refreshSync();
    onDone();
  };
  return (
    <form
      className={classes.form}
      noValidate
      onKeyDown={walkOnEnter(() => void submit())}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <ReachFields reach={reach} error={connect.error} onChange={setReach} />
      {seal.field}
      {digits !== null && (
        <Text size="sm" mt="sm" role="status">
          {t('connect.waiting', { digits })}
        </Text>
      )}
      <ErrorText error={connect.error?.kind === 'invalid' ? null : connect.error} />
      <ProxyForm
        problem={connect.error?.kind === 'sync' ? connect.error.problem : null}
        onSaved={() => void submit()}
      />
      <Group mt="md" gap="xs">
        <Button type="submit" loading={connect.pending} disabled={!isReachable(reach)}>
          {t('connect')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {c('cancel')}
        </Button>
      </Group>
    </form>
  );
}
