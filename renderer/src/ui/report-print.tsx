/** Prints a report: to which printer, how often, on which paper; the answer is told. */
import { useState } from 'react';
import type { PrintChoice } from '../../../shared/contract/printing.ts';
import type { AppError, Result } from '../../../shared/errors/index.ts';
import { invoke } from '../data/client.ts';
import { followJob } from '../data/follow-job.ts';
import { newId } from '../data/ids.ts';
import { saveSettings, useSession } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { textOf } from '../text/i18n.ts';
import { notifyDone, notifyError } from './notify.ts';
import { PrintDialog } from './print-dialog.tsx';
import { usePrinterNames } from './print-fields.tsx';
import { useReturnFocus } from './use-return-focus.ts';

export interface ReportPrintProps {
  readonly title: string;
  readonly print: (choice: PrintChoice & { readonly commandId: string }) => Promise<Result<Job, AppError>>;
  readonly pending: boolean;
  readonly error: AppError | null;
  readonly onClose: () => void;
}

interface Job {
  readonly job: string;
}

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Follows the job after the dialog has closed, and tells how it ended. */
async function tellOutcome(job: string, printer: string): Promise<void> {
  const t = textOf('common');
  notifyDone(t('print.sent', { printer }));
  const result = await followJob({ wait, isWanted: () => true, ask: () => invoke('printers.job', { job }) });
  if (result.outcome === 'completed') notifyDone(t('print.done', { printer }));
  else if (result.outcome !== 'unknown') {
    notifyError({ kind: 'printing', problem: 'job-failed', detail: result.detail });
  }
}

export function ReportPrint({ title, print, pending, error, onClose }: ReportPrintProps) {
  useReturnFocus();
  const nameOf = usePrinterNames();
  const company = useBooks('company.get', {});
  const [commandId] = useState(newId);

  const send = async (choice: PrintChoice, remember: boolean): Promise<void> => {
    const reply = await print({ commandId, ...choice });
    if (!reply.ok) return;
    const printing = useSession.getState().app?.settings.printing ?? {};
    const isSilent = remember || (printing.report?.silent ?? false);
    const fault = await saveSettings({
      printing: { ...printing, report: { ...choice, silent: isSilent } },
    });
    if (fault) notifyError(fault);
    onClose();
    await tellOutcome(reply.value.job, nameOf(choice.printer));
  };
  if (!company.data) return null;
  return (
    <PrintDialog
      title={title}
      kind="report"
      paper={company.data.fields.paper}
      pending={pending}
      error={error}
      onPrint={(choice, remember) => void send(choice, remember)}
      onClose={onClose}
    />
  );
}
