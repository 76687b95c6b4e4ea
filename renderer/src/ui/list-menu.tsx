/** What can be done with a whole list or with its chosen rows: a menu beside what makes a new one, and the same in the palette. */
import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { type Action, useActions } from '../app/shortcuts.ts';
import { useText } from '../text/i18n.ts';
import { Keys } from './keys.tsx';

interface ListMenuProps {
  readonly actions: readonly Action[];
  /** What the button is called, where it is not about a list. */
  readonly label?: string;
}

export function ListMenu({ actions, label }: ListMenuProps) {
  const t = useText('common');
  const name = label ?? t('list.more');
  useActions(actions);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={name} title={name}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {actions.map(({ id, label: words, keys, enabled, run }) => (
          <Menu.Item
            key={id}
            disabled={enabled === false}
            onClick={run}
            rightSection={keys ? <Keys keys={keys} /> : undefined}
          >
            {words}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
