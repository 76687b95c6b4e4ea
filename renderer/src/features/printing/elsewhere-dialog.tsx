/** Sends the rest of a run to other printers or trays: the one that was chosen is gone, or stays broken. */
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import type { DocumentKind } from '../../../../shared/domain/document-kinds.ts';
import { refreshSession } from '../../data/session.ts';
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { type KindChoices, PrintKindsForm } from '../../ui/print-kinds-form.tsx';

type Run = NonNullable<OutputOf<'prints.run'>>;

export interface ElsewhereDialogProps {
  readonly run: Run;
  readonly onClose: () => void;
  /** The run goes on. */
  readonly onDone: () => void;
}

export function ElsewhereDialog({ run, onClose, onDone }: ElsewhereDialogProps) {
  const t = useText('printing');
  const decide = useCommand('prints.decide');
  const counts = new Map<DocumentKind, number>();
  for (const { kind, state } of run.rows) {
    const isOpen =
      state === 'waiting' || (run.state === 'done' && (state === 'failed' || state === 'cancelled'));
    if (isOpen) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const kinds = [...counts].map(([kind, count]) => ({ kind, count }));
  const submit = async (choices: KindChoices): Promise<void> => {
    const reply = await decide.run({ decision: 'elsewhere', choices });
    if (!reply.ok) return;
    void refreshSession();
    onDone();
    onClose();
  };
  return (
    <PrintKindsForm
      title={t('elsewhere.title')}
      kinds={kinds}
      submit={t('elsewhere.go')}
      onSubmit={(choices) => void submit(choices)}
      onClose={onClose}
      pending={decide.pending}
      error={decide.error}
    />
  );
}
