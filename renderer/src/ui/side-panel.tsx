/** A panel beside a list that shows the row under the cursor; Escape closes it. */
import { CloseButton, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../text/i18n.ts';
import classes from './side-panel.module.css';

export interface SidePanelProps {
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  /** For a PDF beside its form. */
  readonly wide?: boolean;
  /** The work itself, not a look beside it: in a narrow window it covers the list instead of going away. */
  readonly essential?: boolean;
  readonly children: ReactNode;
}

export function SidePanel({ title, onClose, actions, wide, essential, children }: SidePanelProps) {
  const t = useText('common');
  return (
    <aside
      className={classes.panel}
      data-wide={wide || undefined}
      data-essential={essential || undefined}
      aria-label={typeof title === 'string' ? title : t('details')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.preventDefault();
          onClose();
        }
      }}
    >
      <header className={classes.head}>
        <Title order={2} className={classes.title}>
          {title}
        </Title>
        <CloseButton size="sm" aria-label={t('close')} onClick={onClose} />
      </header>
      <div className={classes.content}>{children}</div>
      {actions && <footer className={classes.actions}>{actions}</footer>}
    </aside>
  );
}
