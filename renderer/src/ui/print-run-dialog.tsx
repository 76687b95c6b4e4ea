/** Asks where each kind of the chosen documents is printed, and begins the run. */
import { Text } from '@mantine/core';
import { useState } from 'react';
import type { PrintSelection } from '../../../shared/contract/printing.ts';
import { go } from '../app/navigation.ts';
import { newId } from '../data/ids.ts';
import { refreshSession } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { useCommand } from '../data/use-command.ts';
import { useText } from '../text/i18n.ts';
import { type KindChoices, PrintKindsForm } from './print-kinds-form.tsx';

export interface PrintRunDialogProps {
  readonly documents: PrintSelection;
  readonly onClose: () => void;
}

export function PrintRunDialog({ documents, onClose }: PrintRunDialogProps) {
  const t = useText('printing');
  const plan = useBooks('prints.plan', { documents });
  const start = useCommand('prints.start');
  const [commandId] = useState(newId);
  const kinds = plan.data?.kinds ?? [];
  const count = kinds.reduce((all, kind) => all + kind.count, 0);
  const submit = async (choices: KindChoices): Promise<void> => {
    const reply = await start.run({ commandId, documents, choices });
    if (!reply.ok) return;
    void refreshSession();
    onClose();
    void go({ screen: 'print-run' });
  };
  // The first field gets the focus when the dialog opens, so it has to be there by then.
  if (!plan.data && !plan.error) return null;
  return (
    <PrintKindsForm
      title={t('title-choose')}
      kinds={kinds}
      submit={t('begin', { count })}
      onSubmit={(choices) => void submit(choices)}
      onClose={onClose}
      pending={start.pending}
      error={plan.error ?? start.error}
    >
      {plan.data && count === 0 && <Text size="sm">{t('none-left')}</Text>}
      {plan.data && plan.data.left > 0 && (
        <Text size="sm" c="var(--quiet)">
          {t('left', { count: plan.data.left })}
        </Text>
      )}
    </PrintKindsForm>
  );
}
