/** Enters what the authority's portal answered for an invoice, or puts it right (DO5). */
import { Group, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Day } from '../../../../../shared/domain/money.ts';
import { newId } from '../../../data/ids.ts';
import { useToday } from '../../../data/session.ts';
import { useCommand } from '../../../data/use-command.ts';
import { useFieldProblem } from '../../../text/error-words.ts';
import { useText } from '../../../text/i18n.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import type { DocumentView } from './document-view.ts';

const MOST_OF_CODE = 4000;

export function ClearDialog({
  view,
  onClose,
}: {
  readonly view: DocumentView;
  readonly onClose: () => void;
}) {
  const t = useText('invoices');
  const common = useText('common');
  const words = useFieldProblem();
  const today = useToday();
  const { id, cleared, document } = view;
  const { run, pending, error } = useCommand('documents.clear');
  // One command for as long as the dialog stands: sending it twice records once.
  const [commandId, setCommandId] = useState(newId);
  const [number, setNumber] = useState(cleared?.number ?? '');
  const [acknowledgement, setAcknowledgement] = useState(cleared?.acknowledgement ?? '');
  const [date, setDate] = useState<Day | null>(cleared?.date ?? today);
  const [code, setCode] = useState(cleared?.code ?? '');
  const [dayProblem, setDayProblem] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const problems = error?.kind === 'invalid' ? error.fields : [];
  const problemOf = (path: string) => {
    const found = problems.find((one) => one.path === path);
    return found && words(found.problem);
  };

  const submit = async (): Promise<void> => {
    setTried(true);
    if (date === null || dayProblem !== null) return;
    const reply = await run({
      commandId,
      id,
      number: number.replace(/\s/g, ''),
      acknowledgement: acknowledgement.replace(/\s/g, ''),
      date,
      code: code.trim(),
    });
    if (!reply.ok) {
      setCommandId(newId());
      return;
    }
    notifyDone(t('duty.cleared-done', { number: document.number }));
    onClose();
  };

  return (
    <FormDialog
      title={t('duty.clear-title', { number: document.number })}
      size="lg"
      yes={t('duty.clear-yes')}
      no={common('cancel')}
      pending={pending}
      error={problems.length > 0 ? null : error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text size="sm">{t('duty.clear-text')}</Text>
      <TextInput
        data-autofocus
        label={t('duty.irn')}
        value={number}
        maxLength={100}
        error={problemOf('number')}
        onChange={(event) => setNumber(event.currentTarget.value)}
      />
      <Group grow align="start">
        <TextInput
          label={t('duty.acknowledgement')}
          value={acknowledgement}
          maxLength={40}
          error={problemOf('acknowledgement')}
          onChange={(event) => setAcknowledgement(event.currentTarget.value)}
        />
        <DayField
          label={t('duty.date')}
          value={date}
          error={problemOf('date') ?? (isTried && date === null ? words('required') : undefined)}
          onProblem={setDayProblem}
          onChange={setDate}
        />
      </Group>
      <Textarea
        label={t('duty.code')}
        description={t('duty.code-hint')}
        value={code}
        maxLength={MOST_OF_CODE}
        rows={4}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
