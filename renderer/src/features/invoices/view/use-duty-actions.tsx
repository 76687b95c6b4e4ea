/** What can be done about a document's duties: enter the authority's answer, say that the e-invoice has arrived (DO5). */
import { useState } from 'react';
import type { AppError } from '../../../../../shared/errors/index.ts';
import type { Action } from '../../../app/shortcuts.ts';
import { invoke } from '../../../data/client.ts';
import { newId } from '../../../data/ids.ts';
import { useText } from '../../../text/i18n.ts';
import { confirmWithReason } from '../../../ui/confirm.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { ClearDialog } from './clear-dialog.tsx';
import type { DocumentView } from './document-view.ts';

/** `done` is called when a dialog has gone, so that the focus finds its place. */
export function useDutyActions(
  view: DocumentView,
  onFailure: (error: AppError | null) => void,
  done: () => void,
) {
  const t = useText('invoices');
  const { id, duty, document } = view;
  const [isClearing, setClearing] = useState(false);
  const deliver = async (): Promise<void> => {
    const how = await confirmWithReason({
      title: t('duty.deliver-title', { number: document.number }),
      text: t('duty.deliver-text'),
      label: t('duty.deliver-how'),
      yes: t('duty.deliver-yes'),
      no: t('duty.deliver-no'),
    });
    if (how === null) return;
    const reply = await invoke('documents.deliver', { commandId: newId(), id, how });
    onFailure(reply.ok ? null : reply.error);
    if (reply.ok) notifyDone(t('duty.deliver-done', { number: document.number }));
    done();
  };
  const clear: Action = {
    id: 'documents.clear',
    label: t(view.cleared ? 'duty.clear-again' : 'duty.clear'),
    group: 'here',
    enabled: document.clearance !== undefined && view.status !== 'void',
    run: () => setClearing(true),
  };
  const tell: Action = {
    id: 'documents.deliver',
    label: t('duty.deliver'),
    group: 'here',
    enabled: duty === 'delivery',
    run: () => void deliver(),
  };
  return {
    actions: [clear, tell],
    dialog: isClearing && (
      <ClearDialog
        view={view}
        onClose={() => {
          setClearing(false);
          done();
        }}
      />
    ),
  };
}
