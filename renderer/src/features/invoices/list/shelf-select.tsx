/** Which documents that are not billing stand in the list: offers, delivery notes, receipts, correction notices. */
import { Select } from '@mantine/core';
import type { Shelf } from '../../../../../shared/domain/document-kinds.ts';
import { go, replace } from '../../../app/navigation.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { useText } from '../../../text/i18n.ts';

const SHELVES = [
  'offer',
  'deliveryNote',
  'receipt',
  'refund',
  'correction',
] as const satisfies readonly Shelf[];

export const shelfNamed = (wanted: string | undefined): Shelf =>
  SHELVES.find((shelf) => shelf === wanted) ?? 'offer';

export function ShelfSelect({ shelf }: { readonly shelf: Shelf }) {
  const t = useText('invoices');
  const open = (next: Shelf) => ({ screen: 'quotes', with: { shelf: next } }) as const;
  useActions(
    SHELVES.filter((each) => each !== shelf).map((each) => ({
      id: `shelf.${each}`,
      label: t(`shelf.${each}`),
      group: 'go' as const,
      run: () => void go(open(each)),
    })),
  );
  return (
    <Select
      w={190}
      aria-label={t('shelf.label')}
      data={SHELVES.map((each) => ({ value: each, label: t(`shelf.${each}`) }))}
      allowDeselect={false}
      value={shelf}
      onChange={(next) => void replace(open(shelfNamed(next ?? undefined)))}
    />
  );
}
