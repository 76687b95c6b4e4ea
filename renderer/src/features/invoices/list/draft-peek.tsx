/** The draft under the cursor as the paper that it would become. */
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { ask } from '../../../data/use-books.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorPanel } from '../../../ui/error-text.tsx';
import { PdfView } from '../../../ui/pdf-view/index.ts';
import { SidePanel } from '../../../ui/side-panel.tsx';
import { DraftTwice } from './draft-twice.tsx';
import classes from './invoices.module.css';

export interface DraftPeekProps {
  readonly id: string;
  /** Instant of the last change: with it, what was painted before is old. */
  readonly changed: number;
  readonly onClose: () => void;
  readonly onOpen: () => void;
}

export function DraftPeek({ id, changed, onClose, onOpen }: DraftPeekProps) {
  const t = useText('invoices');
  const { data, error, refetch } = useQuery<Uint8Array, AppError>({
    queryKey: ['drafts.preview', id, changed],
    queryFn: async () => {
      const { draft } = await ask('drafts.get', { id });
      return (await ask('drafts.preview', { draft })).bytes;
    },
  });
  return (
    <SidePanel
      title={t('status.draft')}
      wide
      onClose={onClose}
      actions={
        <Button variant="default" size="xs" onClick={onOpen}>
          {t('list.open-draft')}
        </Button>
      }
    >
      <DraftTwice id={id} />
      <div className={classes.pdf}>
        <PdfView
          bytes={data ?? null}
          label={t('entry.preview')}
          {...(error ? { instead: <ErrorPanel error={error} onRetry={() => void refetch()} /> } : {})}
        />
      </div>
    </SidePanel>
  );
}
