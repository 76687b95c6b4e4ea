/** The archived PDF of an issued document, in the window. */
import { useEffect, useRef } from 'react';
import { subscribe } from '../../../data/client.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { PdfView } from '../../../ui/pdf-view/index.ts';

export interface DocumentPdfProps {
  readonly id: string;
  readonly number: string;
  /** The clearance that the paper must show; with another one another paper is given out (DO5). */
  readonly shows?: string;
}

export function DocumentPdf({ id, number, shows = '' }: DocumentPdfProps) {
  const t = useText('invoices');
  const { data, error, again } = useBooks('documents.pdf', { id });
  const shown = useRef(shows);
  useEffect(() => {
    if (shown.current === shows) return;
    shown.current = shows;
    again();
  }, [shows, again]);
  // Rendered a moment after issue: an earlier question may have been answered with "not yet".
  useEffect(
    () =>
      subscribe((push) => {
        if (push.type === 'pdf-ready' && push.document === id && error) again();
      }),
    [id, error, again],
  );
  return (
    <PdfView
      bytes={data?.bytes ?? null}
      label={t('view.pdf', { number })}
      {...(error ? { instead: <ErrorPanel error={error} onRetry={again} /> } : {})}
    />
  );
}
