/** Finds everything: commands, customers, documents by number or amount, payments, items. */
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useBooks } from '../data/use-books.ts';
import { formatAmount, formatDay } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { Keys } from '../ui/keys.tsx';
import { go } from './navigation.ts';
import classes from './palette.module.css';
import { matches } from './palette-match.ts';
import { ACTION_GROUPS, actionsOf, useRegistry } from './shortcuts.ts';

const FOUND = 8;
const WAIT = 60;

export function Palette() {
  const t = useText('shell');
  const [text, setText] = useState('');
  const layers = useRegistry((state) => state.layers);
  const [typed] = useDebouncedValue(text.trim(), WAIT);
  const found = useBooks(
    'search.everything',
    { text: typed, limit: FOUND },
    { enabled: typed.length > 0, keepPrevious: true },
  );

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
  const records = typed !== '' && text.trim() !== '' ? found.data : undefined;
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('section.customers'),
      actions: (records?.customers ?? []).map(({ id, number, name, city }) => ({
        id,
        label: name,
        description: [number, city].filter(Boolean).join(' · '),
        onClick: () => void go({ screen: 'customer', id }),
      })),
    },
    {
      group: t('section.invoices'),
      actions: (records?.documents ?? []).map((row) => ({
        id: row.id,
        label: row.number,
        description: `${row.customerName} · ${formatDay(row.issueDate)}`,
        rightSection: formatAmount(row.total, row.currency),
        onClick: () => void go({ screen: 'invoice', id: row.id }),
      })),
    },
    {
      group: t('section.payments'),
      actions: (records?.payments ?? []).map((row) => ({
        id: row.id,
        label: row.customerName,
        description: [formatDay(row.date), row.reference].filter(Boolean).join(' · '),
        rightSection: formatAmount(row.amount, row.currency),
        onClick: () => void go({ screen: 'payment', id: row.id }),
      })),
    },
    {
      group: t('section.items'),
      actions: (records?.items ?? []).map(({ id, code, name }) => ({
        id,
        label: name,
        description: code,
        onClick: () => void go({ screen: 'items', id }),
      })),
    },
  ];
  return (
    <Spotlight
      actions={[...groups, ...commands].filter(({ actions }) => actions.length > 0)}
      // The commands are matched here and the rest by the books: nothing is left to filter.
      filter={(_, actions) => actions}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      centered={false}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': t('palette.open') } }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.35 }}
      classNames={{ action: classes.action ?? '' }}
      scrollable
      maxHeight={420}
      nothingFound={found.fetching ? t('palette.searching') : t('palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size={16} />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.open'),
      }}
    />
  );
}
