/** Payment terms that customers and invoices can have. */
import { useState } from 'react';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import type { Kept } from './record-list.tsx';
import { RecordList } from './record-list.tsx';
import type { TermsValues } from './record-values.ts';
import { TermsDialog } from './terms-dialog.tsx';
import { useTermsSample } from './use-terms-sample.ts';

export function TermsSettings() {
  const t = useText('settings');
  const today = useToday();
  const sample = useTermsSample(today);
  const terms = useBooks('terms.list', {});
  const [edited, setEdited] = useState<Kept<TermsValues> | 'new' | null>(null);
  return (
    <>
      <RecordList<TermsValues>
        list="terms"
        title={t('tab.terms')}
        text={t('terms.text')}
        add={t('terms.add')}
        rows={terms.data}
        error={terms.error}
        onRetry={terms.again}
        summary={sample}
        onEdit={(record) => setEdited(record ?? 'new')}
      />
      {edited && <TermsDialog record={edited === 'new' ? null : edited} onClose={() => setEdited(null)} />}
    </>
  );
}
