/** A look at a document's archived PDF without leaving the list; Space or Escape goes back. */
import { Modal } from '@mantine/core';
import { useBooks } from '../data/use-books.ts';
import { useText } from '../text/i18n.ts';
import { ErrorPanel } from './error-text.tsx';
import classes from './pdf-peek.module.css';
import { PdfView } from './pdf-view/index.ts';
import { useReturnFocus } from './use-return-focus.ts';

export interface PdfPeekProps {
  readonly id: string;
  readonly number: string;
  readonly onClose: () => void;
}

export function PdfPeek({ id, number, onClose }: PdfPeekProps) {
  const t = useText('common');
  useReturnFocus();
  const pdf = useBooks('documents.pdf', { id });
  return (
    <Modal
      opened
      size="xl"
      title={number}
      closeButtonProps={{ 'aria-label': t('close') }}
      onClose={onClose}
      onKeyDown={(event) => {
        if (event.key !== ' ') return;
        event.preventDefault();
        onClose();
      }}
    >
      <div className={classes.paper}>
        <PdfView
          bytes={pdf.data?.bytes ?? null}
          label={t('pdf.of', { number })}
          {...(pdf.error ? { instead: <ErrorPanel error={pdf.error} onRetry={pdf.again} /> } : {})}
        />
      </div>
    </Modal>
  );
}
