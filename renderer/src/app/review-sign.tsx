/** At the foot of the sidebar, only when something waits for a look: how much, and the way there. */
import { UnstyledButton } from '@mantine/core';
import { IconEyeExclamation } from '@tabler/icons-react';
import { useToday } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { useText } from '../text/i18n.ts';
import { go } from './navigation.ts';
import classes from './sidebar.module.css';

export function ReviewSign() {
  const t = useText('review');
  const today = useToday();
  const count = useBooks('review.list', { today }, { keepPrevious: true }).data?.count ?? 0;
  if (count === 0) return null;
  const words = t('sign', { count });
  return (
    <UnstyledButton
      className={classes.sync}
      data-phase="stopped"
      title={words}
      onClick={() => void go({ screen: 'review' })}
    >
      <IconEyeExclamation size={16} stroke={1.7} />
      <span role="status">{words}</span>
    </UnstyledButton>
  );
}
