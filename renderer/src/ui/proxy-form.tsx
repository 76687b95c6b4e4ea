/** Name and password for the network's proxy, where that wants them: whoever connects, joins or syncs meets it. */
import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { SyncProblem } from '../../../shared/errors/index.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from './error-text.tsx';
import { LineField } from './form-fields.tsx';
import { useProblemWords } from './form-problems.ts';
import { useCommandForm } from './use-command-form.ts';

export interface ProxyFormProps {
  /** What keeps the line from being there; the fields are shown for what they help against. */
  readonly problem: SyncProblem | null;
  /** They are kept: what failed can be tried again. Until that has ended, the fields stay and take nothing new. */
  readonly onSaved?: () => Promise<void>;
}

/** Stands inside other forms, and so is none itself. */
export function ProxyForm({ problem, onSaved }: ProxyFormProps) {
  const t = useText('sync');
  const { form, command, send } = useCommandForm<'sync.proxyLogin', InputOf<'sync.proxyLogin'>>(
    'sync.proxyLogin',
    {
      start: { user: '', password: '' },
      sent: ({ user, password }) => ({ user: user.trim(), password }),
      onDone: () => onSaved?.(),
    },
  );
  const wrong = useProblemWords(form.formState.errors);
  const isNamed = form.watch('user').trim() !== '';
  const [isTrying, setTrying] = useState(false);
  if (problem !== 'proxy-login' && !isTrying) return null;
  const submit = async (): Promise<void> => {
    if (!isNamed || isTrying) return;
    setTrying(true);
    await send();
    setTrying(false);
  };
  return (
    <FormProvider {...form}>
      <fieldset
        style={{ border: 0, margin: '12px 0', padding: 0, maxWidth: 360 }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          event.stopPropagation();
          void submit();
        }}
      >
        <LineField
          name="user"
          label={t('proxy.user')}
          maxLength={200}
          readOnly={isTrying}
          spellCheck={false}
          autoComplete="off"
        />
        <PasswordInput
          label={t('proxy.password')}
          maxLength={500}
          readOnly={isTrying}
          mt="sm"
          autoComplete="off"
          error={wrong('password')}
          {...form.register('password')}
        />
        <ErrorText error={command.error} />
        <Button mt="sm" loading={isTrying} disabled={!isNamed} onClick={() => void submit()}>
          {t('proxy.save')}
        </Button>
      </fieldset>
    </FormProvider>
  );
}
