/** The paper beside the form: the draft's PDF, a breath after the last key. */
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { invoke } from '../../../data/client.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { PdfView } from '../../../ui/pdf-view/index.ts';
import { useEntry } from './entry-context.ts';
import { toDraft } from './entry-draft.ts';
import classes from './entry-form.module.css';

const PAUSE = 500;

export function PreviewPane() {
  const t = useText('invoices');
  const entry = useEntry((state) => state.entry);
  const [settled] = useDebouncedValue(entry, PAUSE);
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  const [error, setError] = useState<AppError | null>(null);

  useEffect(() => {
    let isCurrent = true;
    void invoke('drafts.preview', { draft: toDraft(settled) }).then((reply) => {
      if (!isCurrent) return;
      setError(reply.ok ? null : reply.error);
      if (reply.ok) setBytes(reply.value.bytes);
    });
    return () => {
      isCurrent = false;
    };
  }, [settled]);

  return (
    <aside className={classes.preview} aria-label={t('entry.preview')}>
      <PdfView
        bytes={bytes}
        label={t('entry.preview')}
        {...(error && !bytes ? { instead: <ErrorPanel error={error} /> } : {})}
      />
    </aside>
  );
}
