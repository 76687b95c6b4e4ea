/** The invoice under the cursor beside the list: its figures, or its PDF. */
import { Button } from '@mantine/core';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { useToday } from '../../../data/session.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { SidePanel } from '../../../ui/side-panel.tsx';
import { DocumentFacts } from '../view/document-facts.tsx';
import { DocumentPdf } from '../view/document-pdf.tsx';
import { Settlements } from '../view/settlements.tsx';
import classes from './invoices.module.css';

export interface InvoicePeekProps {
  readonly row: OutputOf<'documents.list'>['rows'][number];
  readonly isPdf: boolean;
  readonly onClose: () => void;
  readonly onOpen: () => void;
}

export function InvoicePeek({ row, isPdf, onClose, onOpen }: InvoicePeekProps) {
  const t = useText('invoices');
  const today = useToday();
  const document = useBooks('documents.get', { id: row.id, today }, { keepPrevious: true });
  return (
    <SidePanel
      title={row.number}
      wide={isPdf}
      onClose={onClose}
      actions={
        <Button variant="default" size="xs" onClick={onOpen}>
          {t('list.open')}
        </Button>
      }
    >
      {isPdf && (
        <div className={classes.pdf}>
          <DocumentPdf id={row.id} number={row.number} />
        </div>
      )}
      {!isPdf && document.error && <ErrorPanel error={document.error} onRetry={document.again} />}
      {!isPdf && document.data && (
        <div className={classes.facts} data-previous={document.previous || undefined}>
          <DocumentFacts view={document.data} />
          <Settlements view={document.data} />
        </div>
      )}
    </SidePanel>
  );
}
