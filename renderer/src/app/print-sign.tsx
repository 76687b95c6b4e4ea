/** At the foot of the sidebar, only when a person is needed: a print run stopped, or left something unprinted. */
import { UnstyledButton } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useBooks } from '../data/use-books.ts';
import { useText } from '../text/i18n.ts';
import { go } from './navigation.ts';
import classes from './sidebar.module.css';

export function PrintSign() {
  const t = useText('printing');
  const run = useBooks('prints.run', {}).data;
  if (!run || run.state === 'running') return null;
  const count = run.rows.filter(({ state }) => state !== 'printed').length;
  if (count === 0) return null;
  const words = run.state === 'stopped' ? t('sign.stopped') : t('sign.unfinished', { count });
  return (
    <UnstyledButton
      className={classes.sync}
      data-phase="stopped"
      title={words}
      onClick={() => void go({ screen: 'print-run' })}
    >
      <IconPrinter size={16} stroke={1.7} />
      <span role="status">{words}</span>
    </UnstyledButton>
  );
}
