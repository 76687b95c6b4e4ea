/** Says that sheets of a pad are spoilt, and why (NU6). */
import { NumberInput, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { newId } from '../../data/ids.ts';
import { useCommand } from '../../data/use-command.ts';
import { useFieldProblem } from '../../text/error-words.ts';
import { useText } from '../../text/i18n.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';

interface SpoiltDialogProps {
  readonly pad: string;
  /** The sheets that it may be about. */
  readonly run: OutputOf<'series.report'>['series'][number]['runs'][number];
  readonly onClose: () => void;
}

export function SpoiltDialog({ pad, run, onClose }: SpoiltDialogProps) {
  const t = useText('numbers');
  const common = useText('common');
  const words = useFieldProblem();
  const say = useCommand('series.saySheets');
  const [commandId] = useState(newId);
  const { from: least, to: most } = run.counters;
  const [from, setFrom] = useState<number | ''>(least);
  const [to, setTo] = useState<number | ''>(run.fate === 'missing' ? most : least);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isRange = from !== '' && to !== '' && from >= least && to <= most && from <= to;

  const submit = async (): Promise<void> => {
    setTried(true);
    if (!isRange || reason.trim() === '') return;
    const reply = await say.run({ commandId, id: pad, from, to, reason });
    if (reply.ok) onClose();
  };
  const count = (label: string, value: number | '', onValue: (next: number | '') => void) => (
    <NumberInput
      label={label}
      min={least}
      max={most}
      clampBehavior="none"
      allowDecimal={false}
      hideControls
      value={value}
      error={isTried && !isRange ? words('sheet-not-of-pad') : undefined}
      onChange={(next) => onValue(typeof next === 'number' ? next : '')}
    />
  );
  return (
    <FormDialog
      title={t('spoilt.title')}
      yes={t('spoilt.do')}
      no={common('cancel')}
      pending={say.pending}
      error={say.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('spoilt.text')}</Text>
      <SimpleGrid cols={2} spacing="sm">
        {count(t('spoilt.from'), from, setFrom)}
        {count(t('spoilt.to'), to, setTo)}
      </SimpleGrid>
      <TextInput
        label={t('spoilt.reason')}
        maxLength={300}
        data-autofocus
        value={reason}
        error={isTried && reason.trim() === '' ? words('required') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
