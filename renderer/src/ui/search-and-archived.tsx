/** The filter of records that can be archived: words, and whether those are shown too. */
import { Checkbox } from '@mantine/core';
import { useText } from '../text/i18n.ts';
import { Toolbar } from './page.tsx';
import { SearchField } from './search-field.tsx';

export interface SearchAndArchivedProps {
  /** Label of the search field. */
  readonly label: string;
  readonly search: string;
  readonly archived: boolean;
  readonly onChange: (change: { search: string } | { archived: boolean }) => void;
}

export function SearchAndArchived({ label, search, archived, onChange }: SearchAndArchivedProps) {
  const common = useText('common');
  return (
    <Toolbar label={common('filter')}>
      <SearchField label={label} value={search} onChange={(text) => onChange({ search: text })} />
      <Checkbox
        label={common('show-archived')}
        checked={archived}
        onChange={(event) => onChange({ archived: event.currentTarget.checked })}
      />
    </Toolbar>
  );
}
