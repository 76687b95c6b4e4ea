/** Records that a typed text finds, as rows of the palette. */
import type { SpotlightActionGroupData } from '@mantine/spotlight';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useBooks } from '../data/use-books.ts';
import { formatAmount, formatDay } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { go } from './navigation.ts';

const FOUND = 8;
const NOTHING: OutputOf<'search.everything'> = { customers: [], documents: [], payments: [], items: [] };

const listed = (...parts: string[]): string => parts.filter(Boolean).join(' · ');

export interface FoundRecords {
  readonly groups: SpotlightActionGroupData[];
  /** What is shown answers the present text; until then nothing is, so that Enter never opens another text's record. */
  readonly settled: boolean;
}

export function useRecords(text: string): FoundRecords {
  const t = useText('shell');
  const found = useBooks('search.everything', { text, limit: FOUND }, { enabled: text !== '' });
  const { customers, documents, payments, items } = (text === '' ? undefined : found.data) ?? NOTHING;
  const groups: SpotlightActionGroupData[] = [
    {
      group: t('section.customers'),
      actions: customers.map(({ id, number, name, city }) => ({
        id,
        label: name,
        description: listed(number, city),
        onClick: () => void go({ screen: 'customer', id }),
      })),
    },
    {
      group: t('section.invoices'),
      actions: documents.map(({ id, number, customerName, issueDate, total, currency }) => ({
        id,
        label: number,
        description: listed(formatDay(issueDate), customerName),
        rightSection: formatAmount(total, currency),
        onClick: () => void go({ screen: 'invoice', id }),
      })),
    },
    {
      group: t('section.payments'),
      actions: payments.map(({ id, customerName, date, reference, amount, currency }) => ({
        id,
        label: customerName,
        description: listed(formatDay(date), reference),
        rightSection: formatAmount(amount, currency),
        onClick: () => void go({ screen: 'payment', id }),
      })),
    },
    {
      group: t('section.items'),
      actions: items.map(({ id, code, name }) => ({
        id,
        label: name,
        description: code,
        onClick: () => void go({ screen: 'items', id }),
      })),
    },
  ];
  return { groups, settled: text === '' || !found.loading };
}
