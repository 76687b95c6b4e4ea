/** What a person must look at after the work of several desktops came together: entries at the left, both sides beside. */
import { Text, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { ReviewEntry } from '../../../../shared/contract/review.ts';
import { go } from '../../app/navigation.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { formatCount, formatInstant } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { exportActions } from '../../ui/export-actions.ts';
import { ListMenu } from '../../ui/list-menu.tsx';
import { Page } from '../../ui/page.tsx';
import { EntryView } from './entry-view.tsx';
import classes from './review.module.css';
import { fieldLabel } from './value-words.ts';

export function ReviewScreen() {
  const t = useText('review');
  const today = useToday();
  const list = useBooks('review.list', { today }, { keepPrevious: true });
  const { entries = [], count = 0 } = list.data ?? {};
  if (list.error && !list.data)
    return (
      <Page title={t('title')} back>
        <ErrorPanel error={list.error} onRetry={list.again} />
      </Page>
    );
  if (list.data && entries.length === 0)
    return (
      <Page title={t('title')} back>
        <EmptyState
          text={t('empty')}
          action={{ label: t('empty.do'), keys: 'G D', run: () => void go({ screen: 'dashboard' }) }}
        />
      </Page>
    );
  return (
    <Page
      title={t('title')}
      back
      fixed
      actions={<ListMenu actions={exportActions({ list: 'review' })} />}
      beside={
        <Text c="var(--quiet)">
          {count > entries.length
            ? t('count.first', { shown: formatCount(entries.length), count })
            : t('count', { count })}
        </Text>
      }
    >
      <Entries entries={entries} />
    </Page>
  );
}

/** Goes on where the clerk stood: answered entries leave, and the next one takes their place. */
function Entries({ entries }: { readonly entries: readonly ReviewEntry[] }) {
  const t = useText('review');
  const [at, setAt] = useState({ key: '', index: 0 });
  const known = entries.findIndex(({ key }) => key === at.key);
  const index = known >= 0 ? known : Math.min(at.index, entries.length - 1);
  const entry = entries[index];
  const buttons = useRef<HTMLUListElement>(null);
  const stand = (next: number): void => {
    const to = entries[next];
    if (!to) return;
    setAt({ key: to.key, index: next });
    buttons.current?.querySelectorAll<HTMLElement>('button')[next]?.focus();
  };
  const present = entry?.key;
  useEffect(() => {
    // The entry under the hand has gone, or the list has just come: focus is never lost.
    const { activeElement } = document;
    if (present !== undefined && (activeElement === document.body || activeElement?.tagName === 'MAIN'))
      buttons.current?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [present]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: entries.length - 1,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    stand(next);
  };
  return (
    <div className={classes.split}>
      <ul ref={buttons} className={classes.list} aria-label={t('title')} onKeyDown={onKeyDown}>
        {entries.map((each, place) => (
          <li key={each.key}>
            <UnstyledButton
              className={classes.row ?? ''}
              tabIndex={place === index ? 0 : -1}
              aria-current={place === index ? 'true' : undefined}
              onClick={() => stand(place)}
              onFocus={() => place !== index && setAt({ key: each.key, index: place })}
            >
              <span className={classes.rowTitle}>
                {each.title === '' ? t(`kind.${each.kind}`) : each.title}
              </span>
              <span className={classes.rowDetail}>
                {each.field ? t('row.field', { field: fieldLabel(each.field) }) : t(`kind.${each.kind}`)}
              </span>
              <span className={classes.rowDetail}>
                {formatInstant(Math.max(...each.sides.map(({ recorded }) => recorded)))}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {entry && <EntryView key={entry.key} entry={entry} />}
    </div>
  );
}
