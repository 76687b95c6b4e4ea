/** The frame of a screen: title, what can be done, content; a side panel beside it. */
import { ActionIcon, Title } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { goBack, useNavigation } from '../app/navigation.ts';
import { useText } from '../text/i18n.ts';
import classes from './page.module.css';

export interface PageProps {
  readonly title: ReactNode;
  /** Beside the title: a status chip, a count. */
  readonly beside?: ReactNode;
  /** At the right of the bar: at most one filled button. */
  readonly actions?: ReactNode;
  /** Shows the way back to where the clerk came from. */
  readonly back?: boolean;
  /** A `SidePanel`, beside the content. */
  readonly side?: ReactNode;
  /** The content scrolls by itself (lists, grids), so the page does not. */
  readonly fixed?: boolean;
  readonly children: ReactNode;
}

export function Page({ title, beside, actions, back, side, fixed, children }: PageProps) {
  const t = useText('common');
  const deep = useNavigation((state) => state.back.length > 0);
  return (
    <section className={classes.page} aria-label={typeof title === 'string' ? title : undefined}>
      <header className={classes.bar}>
        {back && (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={deep ? t('back') : t('back.list')}
            onClick={() => void goBack()}
          >
            <IconArrowLeft size={18} />
          </ActionIcon>
        )}
        <Title order={1} className={classes.title}>
          {title}
        </Title>
        {beside}
        <div className={classes.actions}>{actions}</div>
      </header>
      <div className={classes.body}>
        <div className={fixed ? classes.fixed : classes.scroll}>{children}</div>
        {side}
      </div>
    </section>
  );
}

/** A row of filters and small controls above a list. */
export function Toolbar({ children, label }: { readonly children: ReactNode; readonly label: string }) {
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={label}>
      {children}
    </div>
  );
}
