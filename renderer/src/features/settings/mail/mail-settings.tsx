/** Mail: the account of this desktop, the texts of the office, and what became of every mail. */
import { Text, Title } from '@mantine/core';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { exportActions } from '../../../ui/export-actions.ts';
import { ListMenu } from '../../../ui/list-menu.tsx';
import classes from '../settings.module.css';
import { AccountForm } from './account-form.tsx';
import { OutboxList } from './outbox-list.tsx';
import { TemplateForm } from './template-form.tsx';

export function MailSettings() {
  const t = useText('mail');
  const account = useBooks('mail.account', {});
  const company = useBooks('company.get', {});
  const error = account.error ?? company.error;
  if (error) return <ErrorPanel error={error} onRetry={account.error ? account.again : company.again} />;
  if (!account.data || !company.data) return null;
  return (
    <div className={classes.form}>
      <div className={classes.head}>
        <Title order={2}>{t('outbox')}</Title>
        <ListMenu actions={exportActions({ list: 'outbox' })} />
      </div>
      <OutboxList />
      <section className={classes.section}>
        <Title order={2}>{t('account')}</Title>
        <Text size="sm" c="var(--quiet)" mb="sm">
          {t('account.text')}
        </Text>
        <AccountForm known={account.data} company={company.data.fields} />
      </section>
      <section className={classes.section}>
        <Title order={2}>{t('templates')}</Title>
        <Text size="sm" c="var(--quiet)" mb="sm">
          {t('templates.text')}
        </Text>
        <TemplateForm company={company.data} />
      </section>
    </div>
  );
}
