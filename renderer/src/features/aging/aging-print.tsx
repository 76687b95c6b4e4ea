/** Prints the report: to which printer, how often, on which paper; the answer is told. */
import { useState } from 'react';
import type { PrintChoice } from '../../../../shared/contract/printing.ts';
import { invoke } from '../../data/client.ts';
import { followJob } from '../../data/follow-job.ts';
import { newId } from '../../data/ids.ts';
import { saveSettings, useSession } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { textOf, useText } from '../../text/i18n.ts';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { PrintDialog } from '../../ui/print-dialog.tsx';
import { useReturnFocus } from '../../ui/use-return-focus.ts';

export interface AgingPrintProps {
  readonly asOf: string;
  readonly by: 'due' | 'issue';
  readonly onClose: () => void;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Follows the job after the dialog has closed, and tells how it ended. */
async function tellOutcome(job: string, printer: string): Promise<void> {
  const t = textOf('aging');
  notifyDone(t('print.sent', { printer }));
  const result = await followJob({ wait, isWanted: () => true, ask: () => invoke('printers.job', { job }) });
  if (result.outcome === 'completed') notifyDone(t('print.done', { printer }));
  else if (result.outcome !== 'unknown') {
    notifyError({ kind: 'printing', problem: 'job-failed', detail: result.detail });
  }
}

export function AgingPrint({ asOf, by, onClose }: AgingPrintProps) {
  const t = useText('aging');
  useReturnFocus();
  const company = useBooks('company.get', {});
  const print = useCommand('aging.print');
  const [commandId] = useState(newId);

  const send = async (choice: PrintChoice, remember: boolean): Promise<void> => {
    const reply = await print.run({ commandId, asOf, by, ...choice });
    if (!reply.ok) return;
    const printing = useSession.getState().app?.settings.printing ?? {};
    const isSilent = remember || (printing.report?.silent ?? false);
    const error = await saveSettings({
      printing: { ...printing, report: { ...choice, silent: isSilent } },
    });
    if (error) notifyError(error);
    onClose();
    await tellOutcome(reply.value.job, choice.printer);
  };
  if (!company.data) return null;
  return (
    <PrintDialog
      title={t('print.title')}
      kind="report"
      paper={company.data.fields.paper}
      pending={print.pending}
      error={print.error}
      onPrint={(choice, remember) => void send(choice, remember)}
      onClose={onClose}
    />
  );
}
