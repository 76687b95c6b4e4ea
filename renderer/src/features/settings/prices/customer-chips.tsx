/** Single customers whom something is for, by name. */
import { Group, Pill } from '@mantine/core';
import { useState } from 'react';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { Picker } from '../../../ui/picker.tsx';

const FEW = 20;

interface CustomerChipsProps {
  readonly value: readonly string[];
  readonly onChange: (customers: string[]) => void;
}

export function CustomerChips({ value, onChange }: CustomerChipsProps) {
  const t = useText('prices');
  const [search, setSearch] = useState('');
  const found = useBooks(
    'customers.list',
    { search, archived: false, sort: 'name', direction: 'asc', cursor: null, limit: FEW },
    { keepPrevious: true },
  );
  const choices = (found.data?.rows ?? [])
    .filter(({ id }) => !value.includes(id))
    .map(({ id, name, number }) => ({ id, label: name, detail: number }));
  return (
    <div>
      <Picker
        label={t('lists.single-customers')}
        placeholder={t('lists.customer-hint')}
        value={null}
        shown=""
        choices={choices}
        behind={found.data === undefined || found.previous}
        truncated={found.data?.next !== null}
        onSearch={setSearch}
        onChange={(id) => id !== null && onChange([...value, id])}
      />
      <Group gap={4} mt={4}>
        {value.map((id) => (
          <CustomerPill key={id} id={id} onRemove={() => onChange(value.filter((each) => each !== id))} />
        ))}
      </Group>
    </div>
  );
}

function CustomerPill({ id, onRemove }: { readonly id: string; readonly onRemove: () => void }) {
  const t = useText('prices');
  const name = useBooks('customers.get', { id }).data?.fields.name ?? '…';
  return (
    <Pill
      withRemoveButton
      onRemove={onRemove}
      removeButtonProps={{ 'aria-label': t('lists.without', { name }) }}
    >
      {name}
    </Pill>
  );
}
