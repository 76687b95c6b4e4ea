/** What can be done with a whole list or with its chosen rows: a menu beside what makes a new one, and the same in the palette. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type Action, useActions } from '../app/shortcuts.ts';
import { useText } from '../text/i18n.ts';
import { Keys } from './keys.tsx';

export function ListMenu({ actions }: { readonly actions: readonly Action[] }) {
  const t = useText('common');
  useActions(actions);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t('list.more')} title={t('list.more')}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ id, label, keys, enabled, run }) => (
          <Menu.Item
            key={id}
            disabled={enabled === false}
            onClick={run}
            rightSection={keys ? <Keys keys={keys} /> : undefined}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
