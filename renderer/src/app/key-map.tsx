/** The map of all keys that work here and now. */
import { Modal, SimpleGrid, Table, Title } from '@mantine/core';
import { useText } from '../text/i18n.ts';
import { Keys } from '../ui/keys.tsx';
import { ACTION_GROUPS, actionsOf, useRegistry } from './shortcuts.ts';
import { useWindow } from './window-store.ts';

/** Keys that lists, fields and grids have everywhere, which no command stands for. */
const FIXED = [
  ['keys.next', 'Enter'],
  ['keys.previous', 'Shift+Enter'],
  ['keys.rows', 'ArrowUp'],
  ['keys.extend', 'Shift+ArrowDown'],
  ['keys.preview', 'Space'],
  ['keys.leave', 'Escape'],
  ['keys.calendar', 'Alt+ArrowDown'],
] as const;

export function KeyMap() {
  const t = useText('shell');
  const open = useWindow((state) => state.keyMap);
  return (
    <Modal
      opened={open}
      onClose={() => useWindow.setState({ keyMap: false })}
      title={t('keys.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('keys.close') }}
    >
      {open && <MapContent />}
    </Modal>
  );
}

function MapContent() {
  const t = useText('shell');
  const actions = useRegistry(actionsOfOnce);
  const groups = ACTION_GROUPS.map((group) => ({
    title: t(`group.${group}`),
    rows: actions
      .filter((action) => action.keys && (action.group ?? 'here') === group)
      .map(({ id, label, keys }) => ({ id, label, keys: keys ?? '' })),
  }));
  const fixed = {
    title: t('group.everywhere'),
    rows: FIXED.map(([id, keys]) => ({ id, label: t(id), keys })),
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xl">
      {[...groups, fixed]
        .filter(({ rows }) => rows.length > 0)
        .map(({ title, rows }) => (
          <section key={title}>
            <Title order={3} mb={4}>
              {title}
            </Title>
            <Table verticalSpacing={4} withRowBorders={false} fz="sm">
              <Table.Tbody>
                {rows.map(({ id, label, keys }) => (
                  <Table.Tr key={id}>
                    <Table.Td>{label}</Table.Td>
                    <Table.Td ta="end">
                      <Keys keys={keys} />
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </section>
        ))}
    </SimpleGrid>
  );
}

// The registry's list is made anew by each call; a store's selector must answer the same for the same state.
let last: { readonly layers: unknown; readonly actions: ReturnType<typeof actionsOf> } | null = null;
function actionsOfOnce(registry: Parameters<typeof actionsOf>[0]): ReturnType<typeof actionsOf> {
  if (last?.layers !== registry.layers) last = { layers: registry.layers, actions: actionsOf(registry) };
  return last.actions;
}
