/** The archived PDF of an issued document, in the window. */
import { useEffect } from 'react';
import { subscribe } from '../../../data/client.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { PdfView } from '../../../ui/pdf-view/index.ts';

export function DocumentPdf({ id, number }: { readonly id: string; readonly number: string }) {
  const t = useText('invoices');
  const { data, error, again } = useBooks('documents.pdf', { id });
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
