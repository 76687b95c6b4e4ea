/** The grid of a price list: item, from which quantity, price. Enter goes on, an item may stand several times. */
import { ActionIcon, Group, Table, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { DecimalField } from '../../../ui/amount-field.tsx';
import { walkOnEnter } from '../../../ui/enter-walk.ts';
import { filterChoices, Picker } from '../../../ui/picker.tsx';
import type { PriceRow, RowProblem } from './price-grid.ts';

/** What a price list shows of an item, by its id. */
export type ItemNames = ReadonlyMap<
  string,
  { readonly name: string; readonly code: string; readonly unit: string }
>;

interface PriceRowsProps {
  readonly rows: readonly PriceRow[];
  readonly names: ItemNames;
  readonly currency: string;
  readonly problems: ReadonlyMap<string, RowProblem>;
  readonly onRows: (rows: PriceRow[]) => void;
}

/** So many rows are drawn; more are found by searching. */
const SHOWN = 100;
const FEW = 20;

export function PriceRows({ rows, names, currency, problems, onRows }: PriceRowsProps) {
  const t = useText('prices');
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState('');
  const table = useRef<HTMLFormElement>(null);
  const choices = [...names].map(([id, { name, code }]) => ({ id, label: name, detail: code }));
  const words = search.trim().toLowerCase();
  const found = rows.filter(({ item, key }) => {
    const { name = '', code = '' } = names.get(item) ?? {};
    return problems.has(key) || `${name} ${code}`.toLowerCase().includes(words);
  });
  const set = (key: string, patch: Partial<PriceRow>): void =>
    onRows(rows.map((row) => (row.key === key ? { ...row, ...patch } : row)));
  const add = (item: string): void => {
    const own = rows.filter((row) => row.item === item);
    const key = newId();
    const last = rows.findLastIndex((row) => row.item === item);
    const row = { key, item, least: own.length === 0 ? '1' : '10', price: null };
    onRows(rows.toSpliced(last < 0 ? rows.length : last + 1, 0, row));
    setSearch('');
    // Once the row stands in the page, typing goes on in it.
    setTimeout(() => table.current?.querySelector<HTMLInputElement>(`[data-row="${key}"]`)?.focus());
  };
  return (
    <form
      ref={table}
      noValidate
      onKeyDown={walkOnEnter(() => {})}
      onSubmit={(event) => event.preventDefault()}
    >
      <Group gap="sm" mt="sm" align="flex-end">
        <Picker
          label={t('lists.add-item')}
          flex={1}
          value={null}
          shown=""
          choices={filterChoices(choices, wanted).slice(0, FEW)}
          onSearch={setWanted}
          onChange={(id) => id !== null && add(id)}
        />
        {rows.length > FEW && (
          <TextInput
            label={t('lists.search')}
            flex={1}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
      </Group>
      {rows.length > 0 && (
        <Table mt="xs" verticalSpacing={2}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('lists.item')}</Table.Th>
              <Table.Th w={130}>{t('lists.least')}</Table.Th>
              <Table.Th w={150}>{t('lists.price', { currency })}</Table.Th>
              <Table.Th w={72} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.slice(0, SHOWN).map(({ key, item, least, price }) => {
              const { name = item, code = '', unit = '' } = names.get(item) ?? {};
              const problem = problems.get(key);
              return (
                <Table.Tr key={key}>
                  <Table.Td>
                    {name}{' '}
                    <Text span size="xs" c="var(--quiet)">
                      {code}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <DecimalField
                      size="xs"
                      aria-label={t('lists.least-of', { name })}
                      value={least}
                      rightSection={<Text size="xs">{unit}</Text>}
                      error={problem === 'quantity-twice' ? t('lists.quantity-twice') : null}
                      onChange={(value) => set(key, { least: value ?? '0' })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <DecimalField
                      size="xs"
                      least={2}
                      data-row={key}
                      aria-label={t('lists.price-of', { name })}
                      value={price}
                      error={problem === 'price-missing' ? t('missing') : null}
                      onChange={(value) => set(key, { price: value })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Group gap={2} wrap="nowrap">
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        tabIndex={-1}
                        aria-label={t('lists.add-break', { name })}
                        onClick={() => add(item)}
                      >
                        <IconPlus size={16} />
                      </ActionIcon>
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        tabIndex={-1}
                        aria-label={t('lists.take-out', { name })}
                        onClick={() => onRows(rows.filter((row) => row.key !== key))}
                      >
                        <IconTrash size={16} />
                      </ActionIcon>
                    </Group>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
      {found.length > SHOWN && (
        <Text size="xs" c="var(--quiet)" mt="xs">
          {t('lists.more', { shown: SHOWN, count: found.length })}
        </Text>
      )}
    </form>
  );
}
