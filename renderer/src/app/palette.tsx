/** Finds everything: commands, customers, documents by number or amount, payments, items. */
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useText } from '../text/i18n.ts';
import { Keys } from '../ui/keys.tsx';
import classes from './palette.module.css';
import { matches } from './palette-match.ts';
import { useRecords } from './palette-records.ts';
import { paletteStore, runFirst, selectFirst } from './palette-store.ts';
import { ACTION_GROUPS, actionsOf, useRegistry } from './shortcuts.ts';

export function Palette() {
  const t = useText('shell');
  const [text, setText] = useState('');
  const layers = useRegistry((state) => state.layers);
  const records = useRecords(text.trim());
  const commands = ACTION_GROUPS.map(
    (group): SpotlightActionGroupData => ({
      group: t(`group.${group}`),
      actions: actionsOf({ layers })
        .filter(
          (action) => !action.hidden && (action.group ?? 'here') === group && matches(action.label, text),
        )
        .map(({ id, label, keys, run }) => ({
          id,
          label,
          onClick: run,
          rightSection: keys ? <Keys keys={keys} /> : undefined,
        })),
    }),
  );
  const groups = [...commands, ...records.groups].filter(({ actions }) => actions.length > 0);
  const shown = groups.flatMap(({ actions }) => actions.map(({ id }) => id)).join();

  // Enter may come before the books have answered: it is kept for what they find.
  const entered = useRef(false);
  useEffect(() => {
    if (shown !== '') selectFirst();
    if (entered.current && records.settled) {
      entered.current = false;
      runFirst();
    }
  }, [shown, records.settled]);
  const onKeyDown = (event: KeyboardEvent): void => {
    entered.current = event.key === 'Enter' && !records.settled && shown === '';
  };

  return (
    <Spotlight
      store={paletteStore}
      actions={groups}
      // The commands are matched here and the rest by the books: nothing is left to filter.
      filter={(_, actions) => actions}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      transitionProps={{ duration: 0 }}
      centered={false}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      classNames={{
        actionsList: classes.list ?? '',
        action: classes.action ?? '',
        actionBody: classes.body ?? '',
        actionDescription: classes.description ?? '',
        actionSection: classes.section ?? '',
      }}
      nothingFound={records.settled ? t('palette.nothing') : t('palette.searching')}
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.open'),
        autoFocus: true,
        onKeyDown,
      }}
    />
  );
}
