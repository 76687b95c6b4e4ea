/** Taxes that lines can have. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { boundsOn, ratesOn } from '../../text/tax-words.ts';
import type { Kept } from './record-list.tsx';
import { RecordList } from './record-list.tsx';
import type { TaxValues } from './record-values.ts';
import { TaxDialog } from './tax-dialog.tsx';
import { TaxRatesDialog } from './tax-rates-dialog.tsx';

export function TaxSettings() {
  const t = useText('settings');
  const today = useToday();
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
        summary={(fields) =>
          [
            fields.category === 'S' || fields.category === 'Z' || fields.parts.length > 1
              ? ratesOn(fields, today)
              : t(`category.${fields.category}`),
            boundsOn(fields, today),
          ]
            .filter(Boolean)
            .join(', ')
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
