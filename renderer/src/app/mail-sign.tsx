/** At the foot of the sidebar, only when a person is needed: a mail failed, or nobody knows whether it was sent. */
import { UnstyledButton } from '@mantine/core';
import { IconMailExclamation } from '@tabler/icons-react';
import { useBooks } from '../data/use-books.ts';
import { useText } from '../text/i18n.ts';
import { go } from './navigation.ts';
import classes from './sidebar.module.css';

export function MailSign() {
  const t = useText('mail');
  const { rows = [], line } = useBooks('mail.outbox', {}).data ?? {};
  const needs = rows.filter(
    ({ state }) => state === 'failed' || state === 'uncertain' || (state === 'waiting' && line === 'stopped'),
  );
  if (needs.length === 0) return null;
  const words = t('sign', { count: needs.length });
  return (
    <UnstyledButton
      className={classes.sync}
      data-phase="stopped"
      title={words}
      onClick={() => void go({ screen: 'settings', with: { tab: 'mail' } })}
    >
      <IconMailExclamation size={16} stroke={1.7} />
      <span role="status">{words}</span>
    </UnstyledButton>
  );
}
