/** At the foot of the sidebar: mails that need a person, else several on their way, or any that wait for the line. */
import { UnstyledButton } from '@mantine/core';
import { IconMailExclamation, IconMailForward } from '@tabler/icons-react';
import { useBooks } from '../data/use-books.ts';
import { useText } from '../text/i18n.ts';
import { go } from './navigation.ts';
import classes from './sidebar.module.css';

export function MailSign() {
  const t = useText('mail');
  const { rows = [], line, problem = null } = useBooks('mail.outbox', {}).data ?? {};
  const needs = rows.filter(
    ({ state }) => state === 'failed' || state === 'uncertain' || (state === 'waiting' && line === 'stopped'),
  );
  const under = rows.filter(({ state }) => state === 'waiting' || state === 'sending').length;
  // One mail is gone before anybody has read that it is going.
  if (needs.length === 0 && under < (problem === null ? 2 : 1)) return null;
  const way = problem === null ? 'sign.sending' : 'sign.waiting';
  const words = needs.length > 0 ? t('sign', { count: needs.length }) : t(way, { count: under });
  const Icon = needs.length > 0 ? IconMailExclamation : IconMailForward;
  return (
    <UnstyledButton
      className={classes.sync}
      data-phase={needs.length > 0 ? 'stopped' : undefined}
      title={words}
      onClick={() => void go({ screen: 'settings', with: { tab: 'mail' } })}
    >
      <Icon size={16} stroke={1.7} />
      <span role="status">{words}</span>
    </UnstyledButton>
  );
}
