/** Prints the report: to which printer, how often, on which paper; the answer is told. */
import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { invoke } from '../../data/client.ts';
import { followJob } from '../../data/follow-job.ts';
import { newId } from '../../data/ids.ts';
import { saveSettings, useSession } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { textOf, useText } from '../../text/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { notifyDone, notifyError } from '../../ui/notify.ts';
import { useReturnFocus } from '../../ui/use-return-focus.ts';

export interface AgingPrintProps {
  readonly asOf: string;
  readonly by: 'due' | 'issue';
  readonly onClose: () => void;
}

const PAPERS = ['A4', 'Letter'] as const;

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
  const printing = useSession(({ app }) => app?.settings.printing);
  const preferred = printing?.report;
  const company = useBooks('company.get', {});
  const printers = useBooks('printers.list', {});
  const print = useCommand('aging.print');
  const [commandId] = useState(newId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [copies, setCopies] = useState(preferred?.copies ?? 1);
  const [typedPaper, setPaper] = useState<(typeof PAPERS)[number] | null>(null);
  const [remember, setRemember] = useState(false);
  const known = printers.data ?? [];
  const wanted = chosen ?? preferred?.printer;
  const printer =
    known.find(({ name }) => name === wanted) ?? known.find(({ isDefault }) => isDefault) ?? known[0];
  const paper = typedPaper ?? preferred?.paper ?? company.data?.fields.paper ?? 'A4';

  const send = async (): Promise<void> => {
    if (!printer) return;
    const choice = { printer: printer.name, copies, paper };
    const reply = await print.run({ commandId, asOf, by, ...choice });
    if (!reply.ok) return;
    if (remember)
      await saveSettings({
        printing: { ...printing, report: { ...choice, silent: preferred?.silent ?? false } },
      });
    onClose();
    await tellOutcome(reply.value.job, printer.name);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('print.title')}
      closeButtonProps={{ 'aria-label': t('print.no') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="sm">
          <Select
            label={t('print.printer')}
            placeholder={printers.loading ? t('print.looking') : t('print.none')}
            data={known.map(({ name, description }) => ({ value: name, label: description || name }))}
            value={printer?.name ?? null}
            allowDeselect={false}
            data-autofocus
            onChange={setChosen}
          />
          <Group grow>
            <NumberInput
              label={t('print.copies')}
              min={1}
              max={20}
              allowDecimal={false}
              value={copies}
              onChange={(value) => setCopies(Math.min(20, Math.max(1, Number(value) || 1)))}
            />
            <Select
              label={t('print.paper')}
              data={[...PAPERS]}
              value={paper}
              allowDeselect={false}
              onChange={(value) => setPaper(PAPERS.find((each) => each === value) ?? null)}
            />
          </Group>
          <Checkbox
            label={t('print.remember')}
            checked={remember}
            onChange={(event) => setRemember(event.currentTarget.checked)}
          />
          <ErrorText error={printers.error ?? print.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('print.no')}
            </Button>
            <Button type="submit" disabled={!printer} loading={print.pending}>
              {t('print')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
