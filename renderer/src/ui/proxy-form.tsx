/** Name and password for the network's proxy, where that wants them: whoever connects, joins or syncs meets it. */
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SyncProblem } from '../../../shared/errors/index.ts';
import { useCommand } from '../data/use-command.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from './error-text.tsx';

export interface ProxyFormProps {
  /** What keeps the line from being there; the fields are shown for what they help against. */
  readonly problem: SyncProblem | null;
  /** They are kept: what failed can be tried again. */
  readonly onSaved?: () => void;
}

/** Stands inside other forms, and so is none itself. */
export function ProxyForm({ problem, onSaved }: ProxyFormProps) {
  const t = useText('sync');
  const save = useCommand('sync.proxyLogin');
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  if (problem !== 'proxy-login') return null;
  const submit = async (): Promise<void> => {
    if (user.trim() === '') return;
    const reply = await save.run({ user: user.trim(), password });
    if (reply.ok) onSaved?.();
  };
  return (
    <fieldset
      style={{ border: 0, margin: '12px 0', padding: 0, maxWidth: 360 }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        event.stopPropagation();
        void submit();
      }}
    >
      <TextInput
        label={t('proxy.user')}
        value={user}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setUser(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('proxy.password')}
        value={password}
        maxLength={500}
        mt="sm"
        autoComplete="off"
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <ErrorText error={save.error} />
      <Button mt="sm" loading={save.pending} disabled={user.trim() === ''} onClick={() => void submit()}>
        {t('proxy.save')}
      </Button>
    </fieldset>
  );
}
