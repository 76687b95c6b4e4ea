/** Prints the aging report. */
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { ReportPrint } from '../../ui/report-print.tsx';

export interface AgingPrintProps {
  readonly asOf: string;
  readonly by: 'due' | 'issue';
  readonly onClose: () => void;
}

export function AgingPrint({ asOf, by, onClose }: AgingPrintProps) {
  const t = useText('aging');
  const { run, pending, error } = useCommand('aging.print');
  return (
    <ReportPrint
      title={t('print.title')}
      print={(choice) => run({ ...choice, asOf, by })}
      pending={pending}
      error={error}
      onClose={onClose}
    />
  );
}
