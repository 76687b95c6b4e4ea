/** The paper beside the form: the draft's PDF, a breath after the last key. */
import { useEffect, useRef, useState } from 'react';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { invoke } from '../../../data/client.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { PdfView } from '../../../ui/pdf-view/index.ts';
import { useEntryTools } from './entry-context.ts';
import { toDraft } from './entry-draft.ts';
import classes from './entry-form.module.css';

const PAUSE = 500;

export function PreviewPane() {
  const t = useText('invoices');
  const { store } = useEntryTools();
  const [bytes, setBytes] = useState<Uint8Array | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const isHere = useRef(true);

  useEffect(() => {
    isHere.current = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isPainting = false;
    let isOld = false;
    // One at a time: a long invoice takes longer to paint than the next pause in typing takes to come.
    const paint = async (): Promise<void> => {
      if (isPainting) {
        isOld = true;
        return;
      }
      isPainting = true;
      isOld = false;
      const reply = await invoke('drafts.preview', { draft: toDraft(store.getState().entry) });
      isPainting = false;
      if (!isHere.current) return;
      setError(reply.ok ? null : reply.error);
      if (reply.ok) setBytes(reply.value.bytes);
      if (isOld) void paint();
    };
    void paint();
    const stop = store.subscribe((state, before) => {
      if (state.entry === before.entry) return;
      clearTimeout(timer);
      timer = setTimeout(() => void paint(), PAUSE);
    });
    return () => {
      isHere.current = false;
      clearTimeout(timer);
      stop();
    };
  }, [store]);

  return (
    <aside className={classes.preview} aria-label={t('entry.preview')}>
      <PdfView
        bytes={bytes}
        label={t('entry.preview-pages')}
        {...(error && !bytes ? { instead: <ErrorPanel error={error} /> } : {})}
      />
    </aside>
  );
}
