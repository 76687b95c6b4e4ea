/** The account over which mails go out. The password goes one way: it is typed, never shown again. */
import {
  Alert,
  Button,
  Group,
  NumberInput,
  PasswordInput,
  Select,
  SimpleGrid,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import type { InputOf, OutputOf } from '../../../../../shared/contract/contract.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useErrorWords, useFieldProblem } from '../../../text/error-words.ts';
import { useText } from '../../../text/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { walkOnEnter } from '../../../ui/enter-walk.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { useLeaveGuard } from '../../../ui/use-leave-guard.ts';

type Account = InputOf<'mail.saveAccount'>;
type Security = Account['security'];

/** RFC 8314 and RFC 6409; a server on this machine listens where it likes. */
const PORTS: Readonly<Record<Security, number>> = { tls: 465, starttls: 587, none: 25 };

export interface AccountFormProps {
  readonly known: OutputOf<'mail.account'>;
  readonly company: Pick<OutputOf<'company.get'>['fields'], 'name' | 'email'>;
}

export function AccountForm({ known, company }: AccountFormProps) {
  const t = useText('mail');
  const c = useText('common');
  const words = useErrorWords();
  const problemWords = useFieldProblem();
  const save = useCommand('mail.saveAccount');
  const test = useCommand('mail.test');
  const remove = useCommand('mail.removeAccount');
  const [typed, setTyped] = useState<Partial<Account>>({});
  const [reached, setReached] = useState<string | null>(null);
  const hasPassword = known.account?.hasPassword ?? false;
  const { server, port, security, user, senderName, senderAddress } = known.account ?? {
    ...{ server: '', port: PORTS.tls, security: 'tls' as const, user: company.email },
    ...{ senderName: company.name, senderAddress: company.email },
  };
  const kept = { server, port, security, user, senderName, senderAddress };
  const account: Account = { ...kept, password: null, ...typed };
  const isDirty = Object.keys(typed).length > 0;
  useLeaveGuard(isDirty);

  const error = save.error ?? test.error ?? remove.error;
  const change = (changes: Partial<Account>): void => {
    setTyped({ ...typed, ...changes });
    setReached(null);
    save.clear();
    test.clear();
  };
  const problemOf = (path: keyof Account): string | null => {
    const found = error?.kind === 'invalid' ? error.fields.find((field) => field.path === path) : undefined;
    return found ? problemWords(found.problem) : null;
  };
  const submit = async (): Promise<void> => {
    const reply = await save.run(account);
    if (!reply.ok) return;
    setTyped({});
    notifyDone(t('account.saved'));
  };
  const runTest = async (): Promise<void> => {
    save.clear();
    const reply = await test.run(account);
    setReached(reply.ok ? reply.value.to : null);
  };
  const forget = async (): Promise<void> => {
    const sure = await confirm({
      title: t('account.remove-title'),
      text: t('account.remove-text'),
      yes: t('account.remove'),
      no: c('cancel'),
      danger: true,
    });
    if (!sure) return;
    await remove.run({});
    setTyped({});
  };
  const said = error && error.kind !== 'invalid' && error.kind !== 'cancelled' ? words(error) : null;
  const detail = error?.kind === 'mail' ? error.detail : '';
  return (
    <form
      noValidate
      onKeyDown={walkOnEnter(() => void submit())}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label={t('account.server')}
          placeholder="smtp.example.com"
          value={account.server}
          error={problemOf('server')}
          onChange={(event) => change({ server: event.currentTarget.value.trim() })}
        />
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <Select
            label={t('account.security')}
            data={(['tls', 'starttls', 'none'] as const).map((value) => ({
              value,
              label: t(`account.security.${value}`),
            }))}
            value={account.security}
            error={problemOf('security')}
            allowDeselect={false}
            onChange={(next) => {
              const security = next as Security;
              // The usual port follows; one that was typed on purpose stays.
              const isUsual = account.port === PORTS[account.security];
              change({ security, ...(isUsual ? { port: PORTS[security] } : {}) });
            }}
          />
          <NumberInput
            label={t('account.port')}
            w={100}
            hideControls
            min={1}
            max={65_535}
            allowDecimal={false}
            value={account.port}
            error={problemOf('port')}
            onChange={(port) => change({ port: Number(port) })}
          />
        </Group>
        <TextInput
          label={t('account.user')}
          description={t('account.user-hint')}
          autoComplete="off"
          value={account.user}
          error={problemOf('user')}
          onChange={(event) => change({ user: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('account.password')}
          description={t(`account.password-${known.protection}`)}
          autoComplete="new-password"
          placeholder={hasPassword ? t('account.password-kept') : ''}
          value={account.password ?? ''}
          error={problemOf('password')}
          visibilityToggleButtonProps={{ 'aria-label': t('account.password-show') }}
          onChange={(event) => change({ password: event.currentTarget.value })}
        />
        <TextInput
          label={t('account.sender-name')}
          value={account.senderName}
          error={problemOf('senderName')}
          onChange={(event) => change({ senderName: event.currentTarget.value })}
        />
        <TextInput
          label={t('account.sender-address')}
          value={account.senderAddress}
          error={problemOf('senderAddress')}
          onChange={(event) => change({ senderAddress: event.currentTarget.value })}
        />
      </SimpleGrid>
      <div role="status" aria-live="polite">
        {reached !== null && (
          <Alert color="green" variant="light" mt="sm" title={t('account.works', { to: reached })} />
        )}
        {said && (
          <Alert color="red" variant="light" mt="sm" title={said.what}>
            {said.todo}
            {detail !== '' && <div>{t('server-said', { detail })}</div>}
          </Alert>
        )}
      </div>
      <Group mt="md" gap="xs">
        <Button type="submit" loading={save.pending} disabled={!isDirty}>
          {c('save')}
        </Button>
        <Button
          variant="default"
          loading={test.pending}
          disabled={account.server === ''}
          onClick={() => void runTest()}
        >
          {t('account.test')}
        </Button>
        {known.account && (
          <Button variant="subtle" color="red" onClick={() => void forget()}>
            {t('account.remove')}
          </Button>
        )}
      </Group>
    </form>
  );
}
