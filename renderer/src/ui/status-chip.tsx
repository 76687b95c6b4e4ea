/** Status by word and colour; the word alone is enough. */
import { useText } from '../text/i18n.ts';
import classes from './status-chip.module.css';

/** Every status that a chip can say, with the tone of its colour. */
const TONES = {
  draft: 'grey',
  issued: 'blue',
  'part-paid': 'violet',
  paid: 'green',
  overdue: 'red',
  disputed: 'orange',
  void: 'grey',
  posted: 'green',
  returned: 'red',
  unapplied: 'orange',
  archived: 'grey',
} as const;

export type Status = keyof typeof TONES;

export function StatusChip({ status }: { readonly status: Status }) {
  const t = useText('common');
  return (
    <span className={classes.chip} data-tone={TONES[status]} data-void={status === 'void' || undefined}>
      {t(`status.${status}`)}
    </span>
  );
}
