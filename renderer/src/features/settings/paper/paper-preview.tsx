/** The real paper of a made-up document, a breath after the last change. */
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { invoke } from '../../../data/client.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { PdfView } from '../../../ui/pdf-view/index.ts';
import classes from './paper.module.css';
import type { Paper, Shown } from './shown.ts';

const PAUSE = 250;

interface PaperPreviewProps {
  readonly paper: Paper;
  readonly shown: Shown;
  /** Changes when another logo is stored. */
  readonly logo: string;
}

export function PaperPreview({ paper, shown, logo }: PaperPreviewProps) {
  const t = useText('settings');
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const asked = useRef(0);
  const wanted = JSON.stringify([paper, shown, logo]);

  useEffect(() => {
    const [{ paperCopies: _copies, ...fields }, { kind, language }] = JSON.parse(wanted) as [Paper, Shown];
    asked.current += 1;
    const number = asked.current;
    const timer = setTimeout(async () => {
      const reply = await invoke('paper.preview', { fields, kind, language });
      // An answer to an older question would undo what is seen already.
      if (number !== asked.current) return;
      setError(reply.ok ? null : reply.error);
      if (reply.ok) setBytes(reply.value.bytes);
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [wanted]);

  return (
    <aside className={classes.preview} aria-label={t('paper.preview')}>
      <PdfView
        bytes={bytes}
        label={t('paper.preview')}
        {...(error && !bytes ? { instead: <ErrorPanel error={error} /> } : {})}
      />
    </aside>
  );
}
