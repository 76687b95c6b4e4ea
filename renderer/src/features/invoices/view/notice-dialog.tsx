/** A correction notice to an invoice: what it should say, without new money; a later due date counts from today (DO6). */
import { Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { FormProvider } from 'react-hook-form';
import type { Day } from '../../../../../shared/domain/money.ts';
import { go } from '../../../app/navigation.ts';
import { newId } from '../../../data/ids.ts';
import { useFieldProblem } from '../../../text/error-words.ts';
import { formatDay } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { FormDialog } from '../../../ui/form-dialog.tsx';
import { DayOf, LineField } from '../../../ui/form-fields.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { useCommandForm } from '../../../ui/use-command-form.ts';
import type { DocumentView } from './document-view.ts';

interface Typed {
  readonly orderNumber: string;
  readonly contact: string;
  readonly dueDate: Day | null;
  readonly text: string;
  readonly reason: string;
}

export function NoticeDialog({
  view,
  onClose,
}: {
  readonly view: DocumentView;
  readonly onClose: () => void;
}) {
  const t = useText('invoices');
  const { document } = view;
  // One command for as long as the dialog stands: sending it twice issues once.
  const [ids] = useState(() => ({ commandId: newId(), id: newId() }));
  const changed = ({ orderNumber, contact, dueDate }: Typed) => ({
    orderNumber: orderNumber.trim() === document.orderNumber ? null : orderNumber.trim(),
    contact: contact.trim() === document.buyer.contact ? null : contact.trim(),
    dueDate,
  });
  const isNothing = (typed: Typed): boolean =>
    Object.values(changed(typed)).every((value) => value === null) && typed.text.trim() === '';
  const { form, command, send, unread } = useCommandForm<'invoices.notice', Typed>('invoices.notice', {
    start: {
      ...{ orderNumber: document.orderNumber, contact: document.buyer.contact, dueDate: null },
      ...{ text: '', reason: '' },
    },
    sent: (typed) => ({
      ...{ ...ids, invoice: view.id, ...changed(typed) },
      ...{ text: typed.text, reason: typed.reason.trim() },
    }),
    also: (typed) => ({ text: isNothing(typed) ? 'nothing' : null }),
    onDone: async ({ id, number }) => {
      notifyDone(t('notice.done', { number }));
      await go({ screen: 'invoice', id });
    },
  });
  const { text: problem } = form.formState.errors;
  const words = useFieldProblem();
  // Another field may have been filled in since.
  const wrong =
    problem?.message === 'nothing'
      ? isNothing(form.watch()) && t('notice.nothing')
      : problem?.message && words(problem.message);

  return (
    <FormProvider {...form}>
      <FormDialog
        title={t('notice.title', { number: document.number })}
        yes={t('notice.yes')}
        no={t('notice.no')}
        pending={command.pending}
        error={command.error}
        onSubmit={send}
        onClose={onClose}
      >
        <Text size="sm">{t('notice.text')}</Text>
        <LineField data-autofocus name="orderNumber" label={t('notice.order')} maxLength={60} />
        <LineField name="contact" label={t('notice.contact')} maxLength={120} />
        <DayOf
          name="dueDate"
          label={t('notice.due')}
          description={t('notice.due-hint', { due: formatDay(view.dueDate) })}
          onProblem={unread('dueDate')}
        />
        <Textarea
          label={t('notice.other')}
          maxLength={1000}
          autosize
          minRows={2}
          maxRows={6}
          error={wrong}
          {...form.register('text')}
        />
        <LineField
          name="reason"
          label={t('notice.reason')}
          says={{ required: t('notice.reason-missing') }}
          maxLength={300}
        />
      </FormDialog>
    </FormProvider>
  );
}
