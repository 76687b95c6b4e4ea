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
import { useEffect } from 'react';
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

interface Sign {
  readonly phase: Exclude<SyncStatus['phase'], 'off'>;
  readonly icon: TablerIcon;
  readonly words: string;
  /** Something keeps it from being as it should. */
  readonly isTold: boolean;
}

/** How it stands in one line; `null` for a company that no server knows. */
function useSign(): Sign | null {
  const t = useText('sync');
  const status = useSession(({ sync }) => sync);
  if (!status || status.phase === 'off') return null;
  const { phase, unsent } = status;
  const aside = status.setAside.reduce((sum, { count }) => sum + count, 0);
  // What was set aside is said when nothing more pressing is.
  const isAside = phase === 'up-to-date' && aside > 0;
  const words = isAside
    ? t('sign.aside', { count: aside })
    : phase === 'waiting' && unsent > 0
      ? t('sign.waiting-unsent', { count: unsent })
      : t(`sign.${phase}`, { count: unsent });
  const isTold = isAside || phase === 'waiting' || phase === 'paused' || phase === 'stopped';
  return { phase, icon: isAside ? IconCloudExclamation : ICONS[phase], words, isTold };
}

/** At the foot of the sidebar, and before the company in the window's own title while something keeps it from syncing. */
export function SyncSign({ company }: { readonly company: string }) {
  const sign = useSign();
  const told = sign?.isTold ? sign.words : '';
  useEffect(() => {
    document.title = [told, company, 'Counterfoil'].filter((part) => part !== '').join(' – ');
    return () => {
      document.title = 'Counterfoil';
    };
  }, [told, company]);
  if (!sign) return null;
  const { phase, icon: Icon, words } = sign;
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
