/** "Changed by two people" (EV4): both values of each field that two desktops changed unseen, and the other one a key away. */
import { Button } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import { useActions } from '../app/shortcuts.ts';
import { useToday } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { formatInstant } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import classes from './changed-twice.module.css';
import { Keys, useKeyHint } from './keys.tsx';

export type TwiceMark = OutputOf<'records.changedTwice'>[number];

export interface ChangedTwiceProps {
  readonly of: InputOf<'records.changedTwice'>['of'];
  readonly id: string;
  /** The field's name as the form calls it. */
  readonly label: (field: string) => string;
  /** A value as the screen shows it. */
  readonly show: (field: string, value: unknown) => ReactNode;
  /** Takes the other side's value: a change like any other, saved at once or with the form that it goes into. */
  /** It stands in a dialog. */
  readonly inDialog?: boolean;
  readonly onTake: (mark: TwiceMark) => void;
}

const KEYS = 'Alt+T';

/** Nothing where nobody got in anybody's way, which is nearly always. */
export function ChangedTwice({ of, id, label, show, inDialog = false, onTake }: ChangedTwiceProps) {
  const t = useText('common');
  const today = useToday();
  const heading = useId();
  const marks = useBooks('records.changedTwice', { of, id, today }).data ?? [];
  const hint = useKeyHint(KEYS);
  const first = marks[0];
  useActions([
    {
      id: 'record.take-other',
      label: t('twice.take'),
      keys: KEYS,
      inFields: true,
      inDialog,
      group: 'here',
      enabled: first !== undefined,
      run: () => first && onTake(first),
    },
  ]);
  if (marks.length === 0) return null;
  const side = (word: string, field: string, { value, actor, device, recorded }: TwiceMark['other']) => (
    <>
      <span className={classes.word}>{word}</span>
      <span className={classes.value}>
        {show(field, value)}
        <span className={classes.by}>
          {' – '}
          {[actor, device, formatInstant(recorded)].filter((part) => part !== '').join(', ')}
        </span>
      </span>
    </>
  );
  return (
    <section className={classes.mark} aria-labelledby={heading}>
      <h2 id={heading} className={classes.head}>
        {t('twice.title')}
      </h2>
      <ul className={classes.fields}>
        {marks.map((mark, index) => (
          <li key={`${mark.field}/${mark.other.recorded}`} className={classes.field}>
            <span className={classes.sides}>
              <span className={classes.name}>{label(mark.field)}</span>
              {side(t('twice.stands'), mark.field, mark.present)}
              {side(t('twice.other'), mark.field, mark.other)}
            </span>
            <Button
              size="compact-sm"
              variant="default"
              {...(index === 0 ? hint : {})}
              aria-label={`${t('twice.take')}: ${label(mark.field)}`}
              onClick={() => onTake(mark)}
            >
              {t('twice.take')}
            </Button>
            {index === 0 && <Keys keys={KEYS} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
