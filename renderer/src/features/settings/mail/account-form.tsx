/** The account over which mails go out. The password goes one way: it is typed, never shown again. */
import { Alert, Button, Group, PasswordInput, Select, SimpleGrid } from '@mantine/core';
import { useState } from 'react';
import { Controller, FormProvider } from 'react-hook-form';
import type { InputOf, OutputOf } from '../../../../../shared/contract/contract.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useErrorWords } from '../../../text/error-words.ts';
import { useText } from '../../../text/i18n.ts';
import { confirm } from '../../../ui/confirm.tsx';
import { walkOnEnter } from '../../../ui/enter-walk.ts';
import { CountField, LineField } from '../../../ui/form-fields.tsx';
import { showProblems, useProblemWords } from '../../../ui/form-problems.ts';
import { Held } from '../../../ui/held.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useCommandForm } from '../../../ui/use-command-form.ts';
import { useLeaveGuard } from '../../../ui/use-leave-guard.ts';

type Account = InputOf<'mail.saveAccount'>;
type Security = Account['security'];

const SECURITIES: readonly Security[] = ['tls', 'starttls', 'none'];

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
  const test = useCommand('mail.test');
  const remove = useCommand('mail.removeAccount');
  const [reached, setReached] = useState<string | null>(null);
  /** What the form held when it was last answered: the answer is shown for as long as it still does. */
  const [answered, setAnswered] = useState('');
  const hasPassword = known.account?.hasPassword ?? false;
  const [blank] = useState<Account>(() => ({
    ...{ server: '', port: PORTS.tls, security: 'tls', user: company.email, password: null },
    ...{ senderName: company.name, senderAddress: company.email },
  }));
  const [start] = useState<Account>(() => {
    const { server, port, security, user, senderName, senderAddress } = known.account ?? blank;
    return { server, port, security, user, senderName, senderAddress, password: null };
  });
  const { form, command, send } = useCommandForm<'mail.saveAccount', Account>('mail.saveAccount', {
    start,
    sent: (account) => account,
    onDone: (_value, account) => {
      form.reset({ ...account, password: null });
      notifyDone(t('account.saved'));
    },
  });
  const { errors, isDirty } = form.formState;
  const problem = useProblemWords(errors);
  useLeaveGuard(isDirty);
  const account = form.watch();
  const held = JSON.stringify(account);
  const error = answered === held ? (command.error ?? test.error ?? remove.error) : null;

  const submit = async (): Promise<void> => {
    setAnswered(held);
    setReached(null);
    test.clear();
    await send();
  };
  const runTest = form.handleSubmit(async (typed) => {
    setAnswered(JSON.stringify(form.getValues()));
    command.clear();
    const reply = await test.run(typed);
    setReached(reply.ok ? reply.value.to : null);
    if (!reply.ok) showProblems(reply.error, form.setError);
  });
  const forget = async (): Promise<void> => {
    const sure = await confirm({
      title: t('account.remove-title'),
      text: t('account.remove-text'),
      yes: t('account.remove'),
      no: c('cancel'),
      danger: true,
    });
    if (!sure) return;
    const reply = await remove.run({});
    if (reply.ok) form.reset(blank);
  };
  const said = error && error.kind !== 'invalid' && error.kind !== 'cancelled' ? words(error) : null;
  const detail = error?.kind === 'mail' ? error.detail : '';
  return (
    <FormProvider {...form}>
      <form
        noValidate
        onKeyDown={walkOnEnter(() => void submit())}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Held pending={command.pending || remove.pending}>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
            <LineField
              name="server"
              label={t('account.server')}
              says={{ 'not-an-address': t('account.server-wrong') }}
              placeholder="smtp.example.com"
            />
            <Group gap="sm" wrap="nowrap" align="flex-start">
              <Controller
                control={form.control}
                name="security"
                render={({ field }) => (
                  <Select
                    label={t('account.security')}
                    data={SECURITIES.map((value) => ({ value, label: t(`account.security.${value}`) }))}
                    error={problem('security')}
                    allowDeselect={false}
                    {...field}
                    onChange={(next) => {
                      const security = SECURITIES.find((each) => each === next) ?? account.security;
                      // The usual port follows; one that was typed on purpose stays.
                      const isUsual = account.port === PORTS[account.security];
                      field.onChange(security);
                      if (isUsual) form.setValue('port', PORTS[security]);
                    }}
                  />
                )}
              />
              <CountField name="port" label={t('account.port')} w={100} min={1} max={65_535} />
            </Group>
            <LineField
              name="user"
              label={t('account.user')}
              description={t('account.user-hint')}
              autoComplete="off"
            />
            <PasswordInput
              label={t('account.password')}
              description={t(`account.password-${known.protection}`)}
              autoComplete="new-password"
              placeholder={hasPassword ? t('account.password-kept') : ''}
              error={problem('password')}
              visibilityToggleButtonProps={{ 'aria-label': t('account.password-show') }}
              {...form.register('password')}
            />
            <LineField name="senderName" label={t('account.sender-name')} />
            <LineField name="senderAddress" label={t('account.sender-address')} />
          </SimpleGrid>
        </Held>
        <div role="status" aria-live="polite">
          {reached !== null && answered === held && (
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
          <Button type="submit" loading={command.pending} disabled={!isDirty}>
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
    </FormProvider>
  );
}
