/** At the foot of the sidebar: whether everybody has the same, in one line; leads to the page that says more (SY6). */
import { UnstyledButton } from '@mantine/core';
import {
  IconCloudCheck,
  IconCloudDown,
  IconCloudExclamation,
  IconCloudOff,
  IconCloudPause,
  IconCloudUp,
  type TablerIcon,
} from '@tabler/icons-react';
import type { SyncStatus } from '../../../shared/contract/sync.ts';
import { useSession } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { go } from './navigation.ts';
import classes from './sidebar.module.css';

const ICONS: Readonly<Record<Exclude<SyncStatus['phase'], 'off'>, TablerIcon>> = {
  'up-to-date': IconCloudCheck,
  sending: IconCloudUp,
  fetching: IconCloudDown,
  waiting: IconCloudOff,
  paused: IconCloudPause,
  stopped: IconCloudExclamation,
};

export function SyncSign() {
  const t = useText('sync');
  const status = useSession(({ sync }) => sync);
  if (!status || status.phase === 'off') return null;
  const { phase, unsent } = status;
  const aside = status.setAside.reduce((sum, { count }) => sum + count, 0);
  // What was set aside is said when nothing more pressing is.
  const isAside = phase === 'up-to-date' && aside > 0;
  const Icon = isAside ? IconCloudExclamation : ICONS[phase];
  const words = isAside
    ? t('sign.aside', { count: aside })
    : phase === 'waiting' && unsent > 0
      ? t('sign.waiting-unsent', { count: unsent })
      : t(`sign.${phase}`, { count: unsent });
  return (
    <UnstyledButton
      className={classes.sync}
      data-phase={phase}
      title={words}
      onClick={() => void go({ screen: 'settings', with: { tab: 'desktops' } })}
    >
      <Icon size={16} stroke={1.7} />
      <span role="status">{words}</span>
    </UnstyledButton>
  );
}
