/** Enters what the authority's portal answered for an invoice, or puts it right (DO5). */
import { Group, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { Day } from '../../../../../shared/domain/money.ts';
import { newId } from '../../../data/ids.ts';
import { useToday } from '../../../data/session.ts';
import { useText } from '../../../text/i18n.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { DayOf, LineField } from '../../../ui/form-fields.tsx';
import { useProblemWords } from '../../../ui/form-problems.ts';
import { notifyDone } from '../../../ui/notify.ts';
import { useCommandForm } from '../../../ui/use-command-form.ts';
import type { DocumentView } from './document-view.ts';

const MOST_OF_CODE = 4000;

interface Typed {
  readonly number: string;
  readonly acknowledgement: string;
  readonly date: Day | null;
  readonly code: string;
}

export function ClearDialog({
  view,
  onClose,
}: {
  readonly view: DocumentView;
  readonly onClose: () => void;
}) {
  const t = useText('invoices');
  const common = useText('common');
  const today = useToday();
  const { id, cleared, document } = view;
  // One command for as long as the dialog stands: sending it twice records once.
  const [commandId, setCommandId] = useState(newId);
  const { form, command, send, unread } = useCommandForm<'documents.clear', Typed>('documents.clear', {
    start: {
      number: cleared?.number ?? '',
      acknowledgement: cleared?.acknowledgement ?? '',
      date: cleared?.date ?? today,
      code: cleared?.code ?? '',
    },
    sent: ({ number, acknowledgement, date, code }) => ({
      ...{ commandId, id, date, code: code.trim() },
      number: number.replace(/\s/g, ''),
      acknowledgement: acknowledgement.replace(/\s/g, ''),
    }),
    onDone: () => {
      notifyDone(t('duty.cleared-done', { number: document.number }));
      onClose();
    },
    onRefused: () => setCommandId(newId()),
  });
  const problem = useProblemWords(form.formState.errors);

  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('duty.clear-title', { number: document.number })}
        size="lg"
        yes={t('duty.clear-yes')}
        no={common('cancel')}
        pending={command.pending}
        error={command.error?.kind === 'invalid' ? null : command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">{t('duty.clear-text')}</Text>
        <LineField data-autofocus name="number" label={t('duty.irn')} maxLength={100} />
        <Group grow align="start">
          <LineField name="acknowledgement" label={t('duty.acknowledgement')} maxLength={40} />
          <DayOf name="date" label={t('duty.date')} onProblem={unread('date')} />
        </Group>
        <Textarea
          label={t('duty.code')}
          description={t('duty.code-hint')}
          maxLength={MOST_OF_CODE}
          rows={4}
          error={problem('code')}
          {...form.register('code')}
        />
      </FormDialog>
    </FormProvider>
  );
}
