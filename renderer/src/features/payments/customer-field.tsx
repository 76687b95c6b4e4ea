/** Chooses the customer who paid: found by any part of number, name, city or e-mail. */
import { useState } from 'react';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { Picker } from '../../ui/picker.tsx';

export interface CustomerFieldProps {
  readonly value: string | null;
  readonly shown: string;
  readonly onChange: (customer: string) => void;
  readonly autoFocus?: boolean;
}

const FEW = 20;

export function CustomerField({ value, shown, onChange, autoFocus = false }: CustomerFieldProps) {
  const t = useText('payments');
  const [search, setSearch] = useState('');
  const found = useBooks(
    'customers.list',
    { search, archived: false, sort: 'name', direction: 'asc', cursor: null, limit: FEW },
    { keepPrevious: true },
  );
  const choices = (found.data?.rows ?? []).map((row) => ({
    id: row.id,
    label: row.name,
    detail: [row.number, row.city].filter((part) => part !== '').join(' · '),
  }));
  return (
    <Picker
      label={t('field.customer')}
      placeholder={t('field.customer-hint')}
      value={value}
      shown={shown}
      choices={choices}
      behind={found.data === undefined || found.previous}
      truncated={found.data?.next !== null}
      autoFocus={autoFocus}
      onSearch={setSearch}
      onChange={(id) => id !== null && onChange(id)}
    />
  );
}
