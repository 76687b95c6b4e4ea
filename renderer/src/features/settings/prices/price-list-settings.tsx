/** Price lists: for everybody, for groups of customers, for single ones; by quantity, currency and time. */
import { useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { useBooks } from '../../../data/use-books.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { RecordList } from '../record-list.tsx';
import { PriceListDialog } from './price-list-dialog.tsx';

type Row = OutputOf<'priceLists.list'>[number];
type Head = Row['fields'] & { readonly items: number };

export function PriceListSettings() {
  const t = useText('prices');
  const lists = useBooks('priceLists.list', {});
  const [edited, setEdited] = useState<string | 'new' | null>(null);
  const rows = lists.data?.map(({ fields, items, ...row }) => ({ ...row, fields: { ...fields, items } }));
  return (
    <>
      <RecordList<Head>
        list="price-lists"
        title={t('lists.title')}
        text={t('lists.text')}
        add={t('lists.add')}
        rows={rows}
        error={lists.error}
        onRetry={lists.again}
        summary={summary}
        onEdit={(record) => setEdited(record?.id ?? 'new')}
      />
      {edited === 'new' && <PriceListDialog record={null} onClose={() => setEdited(null)} />}
      {edited !== null && edited !== 'new' && <OpenList id={edited} onClose={() => setEdited(null)} />}
    </>
  );

  function summary({ customers, groups, currency, from, until, items }: Head): string {
    const whom = [
      ...groups,
      ...(customers.length > 0 ? [t('lists.customers', { count: customers.length })] : []),
    ];
    return [
      whom.length === 0 ? t('lists.everybody') : whom.join(', '),
      currency,
      from === null ? '' : t('lists.since', { day: formatDay(from) }),
      until === null ? '' : t('lists.to', { day: formatDay(until) }),
      t('lists.items', { count: items }),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  }
}

/** The list as it stands when it is opened; what others change meanwhile is told when it is saved. */
function OpenList({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { data, error, again } = useBooks('priceLists.get', { id });
  if (error) return <ErrorPanel error={error} onRetry={again} />;
  return data ? <PriceListDialog record={data} onClose={onClose} /> : null;
}
