/** Taxes that lines can have. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useBooks } from '../../data/use-books.ts';
import { formatPercent } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import type { Kept } from './record-list.tsx';
import { RecordList } from './record-list.tsx';
import type { TaxValues } from './record-values.ts';
import { TaxDialog } from './tax-dialog.tsx';
import { TaxRatesDialog } from './tax-rates-dialog.tsx';

export function TaxSettings() {
  const t = useText('settings');
  const taxes = useBooks('taxes.list', {});
  const company = useBooks('company.get', {}).data?.fields;
  const [isReading, setReading] = useState(false);
  const [edited, setEdited] = useState<Kept<TaxValues> | 'new' | null>(null);
  return (
    <>
      <RecordList<TaxValues>
        list="taxes"
        title={t('tab.taxes')}
        text={t('taxes.text')}
        add={t('taxes.add')}
        rows={taxes.data}
        error={taxes.error}
        onRetry={taxes.again}
        summary={({ parts, category }) =>
          category === 'S' || category === 'Z' || parts.length > 1
            ? parts.map(({ rate }) => formatPercent(rate)).join(' + ')
            : t(`category.${category}`)
        }
        onEdit={(record) => setEdited(record ?? 'new')}
        beside={
          company?.profile === 'US' && (
            <Button variant="default" onClick={() => setReading(true)}>
              {t('taxes.read-file')}
            </Button>
          )
        }
      />
      {isReading && <TaxRatesDialog taxes={taxes.data ?? []} onClose={() => setReading(false)} />}
      {edited && <TaxDialog record={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}
